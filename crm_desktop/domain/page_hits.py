"""Where on a page the words stand that somebody looks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crm_desktop.domain.japanese_text import name_key
from crm_desktop.domain.page_reading import PageBox, PageWord


@dataclass(frozen=True, slots=True)
class PageHit:
    """A place of what is looked for; ``box`` is None where only the page is known."""

    document_id: int
    page_number: int
    box: PageBox | None


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One word of the page and where its search key begins in that of the whole page."""

    word: PageWord
    start: int
    length: int


def text_key(text: str) -> str:
    """Return the one form in which the text of a page is searched: without width, kana, lines."""
    return name_key(text)


def query_keys(query: str) -> list[str]:
    """Return what a page must hold, all of it, to answer ``query``; empty when it says nothing."""
    return list(dict.fromkeys(key for key in map(text_key, query.split()) if key))


def hits_on_page(words: Iterable[PageWord], query: str, *, vertical: bool) -> list[PageBox]:
    """Return the places of what ``query`` looks for, in the order of ``words``.

    ``words`` stand in the order of reading; a hit that goes from one to the next has a box in
    each. Within a word its characters are taken to be equally large.
    """
    page_key, stretches = _page_key(words)
    found = sorted({span for key in query_keys(query) for span in _spans(page_key, key)})
    return [
        _part(stretch, start, end, vertical=vertical)
        for start, end in found
        for stretch in stretches
        if start < stretch.start + stretch.length and stretch.start < end
    ]


def hit_line(transcript: str, query: str) -> str:
    """Return the line of a text in which a hit begins, with the one below it; "" without any.

    A word that goes on in the next line is found too.
    """
    lines = [line for line in transcript.splitlines() if line.strip()]
    keys = query_keys(query)
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        reach = text_key(line)
        both = reach + text_key(below)
        if any(0 <= both.find(key) < len(reach) for key in keys):
            return f"{line.strip()} {below.strip()}".strip()
    return ""


def _page_key(words: Iterable[PageWord]) -> tuple[str, list[_Stretch]]:
    keys: list[str] = []
    stretches: list[_Stretch] = []
    start = 0
    for word in words:
        key = text_key(word.text)
        stretches.append(_Stretch(word, start, len(key)))
        keys.append(key)
        start += len(key)
    return "".join(keys), stretches


def _spans(page_key: str, key: str) -> Iterator[tuple[int, int]]:
    start = page_key.find(key)
    while start >= 0:
        yield start, start + len(key)
        start = page_key.find(key, start + len(key))


def _part(stretch: _Stretch, start: int, end: int, *, vertical: bool) -> PageBox:
    """Return the part of the word's box that the characters from ``start`` to ``end`` take."""
    first = max(start - stretch.start, 0) / stretch.length
    last = min(end - stretch.start, stretch.length) / stretch.length
    box = stretch.word.box
    if vertical:
        return PageBox(box.x, box.y + first * box.height, box.width, (last - first) * box.height)
    return PageBox(box.x + first * box.width, box.y, (last - first) * box.width, box.height)
