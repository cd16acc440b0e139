"""What was read on a page: words with their places, in the order a person reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final


@dataclass(frozen=True, slots=True)
class PageBox:
    """A place on a page, in parts of its width and height: 0 is left and top, 1 right and bottom.

    The page is the one that was scanned, before anybody turned it.
    """

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PageWord:
    """Characters that were found together: a word, or a whole line without gaps."""

    box: PageBox
    text: str


@dataclass(frozen=True, slots=True)
class PageReading:
    """The words of a page in the order of reading, line by line; lines are columns if vertical."""

    lines: tuple[tuple[PageWord, ...], ...] = ()
    vertical: bool = False

    @property
    def words(self) -> tuple[PageWord, ...]:
        """All words, in the order of reading."""
        return tuple(chain.from_iterable(self.lines))

    @property
    def transcript(self) -> str:
        """The text, a line each; words of one horizontal line are a blank apart."""
        gap = "" if self.vertical else " "
        return "\n".join(gap.join(word.text for word in line) for line in self.lines)


def in_reading_order(words: Iterable[PageWord], *, width_to_height: float) -> PageReading:
    """Return what ``words`` say on a page of that shape, whatever order they come in.

    Japanese written downwards is read column by column from the right; otherwise line by line from
    the top, the left page of an open book or folded sheet before the right one.
    """
    found = [word for word in words if word.text.strip()]
    if _is_vertical(found, width_to_height):
        # On its left side the columns from the right are lines from the top.
        lines = _lines(found, lambda word: turned_box(word.box, 270))
        return PageReading(tuple(lines), vertical=True)
    pages = _left_and_right(found)
    return PageReading(tuple(chain.from_iterable(_lines(page, lambda w: w.box) for page in pages)))


def turned_back(reading: PageReading, rotation_degrees: int) -> PageReading:
    """Return ``reading`` of a page that was turned clockwise, with the places before that."""
    return replace(
        reading,
        lines=tuple(
            tuple(replace(word, box=turned_box(word.box, -rotation_degrees)) for word in line)
            for line in reading.lines
        ),
    )


def turned_box(box: PageBox, degrees: int) -> PageBox:
    """Return where a place lies once the page is turned clockwise by a multiple of 90 degrees."""
    match degrees % 360:
        case 90:
            return PageBox(1 - box.y - box.height, box.x, box.height, box.width)
        case 180:
            return PageBox(1 - box.x - box.width, 1 - box.y - box.height, box.width, box.height)
        case 270:
            return PageBox(box.y, 1 - box.x - box.width, box.height, box.width)
        case _:
            return box


def stored_words(reading: PageReading) -> list[list[float | str]]:
    """Return the words as ``page_text`` keeps them: ``[x, y, width, height, text]``."""
    return [
        [*(round(part, 4) for part in (box.x, box.y, box.width, box.height)), word.text]
        for word in reading.words
        for box in [word.box]
    ]


def words_from(stored: Iterable[Sequence[float | str]]) -> list[PageWord]:
    """Return the words that ``stored_words`` wrote."""
    return [
        PageWord(PageBox(float(x), float(y), float(width), float(height)), str(text))
        for x, y, width, height, text in stored
    ]


def _is_vertical(words: Sequence[PageWord], width_to_height: float) -> bool:
    upright = sum(len(w.text) for w in words if _shape(w, width_to_height) < 1 / _CLEARLY)
    lying = sum(len(w.text) for w in words if _shape(w, width_to_height) > _CLEARLY)
    return upright > lying


def _shape(word: PageWord, width_to_height: float) -> float:
    return word.box.width * width_to_height / max(word.box.height, _TINY)


def _left_and_right(words: Sequence[PageWord]) -> Iterator[Sequence[PageWord]]:
    """Yield the two pages of a spread, or all words where no free strip parts them."""
    reach = 0.0
    for word in sorted(words, key=lambda word: word.box.x):
        gap = word.box.x - reach
        if gap >= _GUTTER and _MIDDLE[0] <= reach + gap / 2 <= _MIDDLE[1]:
            middle = reach + gap / 2
            sides = [w for w in words if w.box.x < middle], [w for w in words if w.box.x >= middle]
            if min(map(len, sides)) >= _PAGE_WORDS:
                yield from sides
                return
        reach = max(reach, word.box.x + word.box.width)
    yield words


def _lines(
    words: Iterable[PageWord], place: Callable[[PageWord], PageBox]
) -> Iterator[tuple[PageWord, ...]]:
    """Yield words whose places lie beside each other, from the top, each line from the left."""
    line: list[PageWord] = []
    for word in sorted(words, key=lambda word: (_middle(place(word)), place(word).x)):
        if line and not _beside(place(line[-1]), place(word)):
            yield tuple(sorted(line, key=lambda word: place(word).x))
            line = []
        line.append(word)
    if line:
        yield tuple(sorted(line, key=lambda word: place(word).x))


def _middle(box: PageBox) -> float:
    return box.y + box.height / 2


def _beside(one: PageBox, other: PageBox) -> bool:
    """Tell whether both share much of the lower one's height, and neither is over the other."""
    shared = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    covered = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    narrow = min(one.width, other.width)
    return shared > _BESIDE * min(one.height, other.height) and covered < _BESIDE * narrow


_CLEARLY: Final = 1.3
_TINY: Final = 1e-6
_GUTTER: Final = 0.03
_MIDDLE: Final = (0.35, 0.65)
_PAGE_WORDS: Final = 4
_BESIDE: Final = 0.5
