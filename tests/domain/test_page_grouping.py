from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.page_grouping import PageFact, PageKind, grouped_pages, set_aside

CODED = {PageKind.COVER, PageKind.CARD}
SIGNS = {"-": PageKind.CONTENT, ".": PageKind.BLANK, "|": PageKind.SEPARATOR}


def batch(text: str) -> list[PageFact]:
    """Pages by signs: - content, . blank, | separator; A, B covers, a, b cards, ? a bad cover.

    A blank in ``text`` is where another file begins.
    """
    pages = []
    for file, signs in enumerate(text.split()):
        for sign in signs:
            if sign in SIGNS:
                pages.append(PageFact(file, SIGNS[sign]))
            else:
                kind = PageKind.CARD if sign.islower() else PageKind.COVER
                pages.append(PageFact(file, kind, "" if sign == "?" else sign.upper()))
    return pages


def shown(text: str) -> str:
    signs = text.replace(" ", "")
    return " ".join("".join(signs[at] for at in letter) for letter in grouped_pages(batch(text)))


@pytest.mark.parametrize(
    ("scanned", "letters"),
    [
        ("", ""),
        ("-", "-"),
        ("--- - --", "--- - --"),
        ("-.-.", "-.-."),
        ("|--|-|---", "-- - ---"),
        ("| - - | -", "-- -"),
        ("|--||-|", "-- -"),
        ("|.-", ".-"),
        ("--|.|-", "-- . -"),
        ("A--B-", "A-- B-"),
        ("A - - B -", "A-- B-"),
        ("A-A-", "A- A-"),
        ("AA-", "AA-"),
        ("A.--", "A.--"),
        ("|A-|B", "A- B"),
        ("a b a", "a b a"),
        ("abb", "a bb"),
        ("a.b.", "a. b."),
        ("a-", "a -"),
        ("|-a", "- a"),
        ("Aa-", "Aa-"),
        ("A-b-", "A- b -"),
        ("A-?--", "A- ?--"),
        ("??", "? ?"),
        (". -", ". -"),
    ],
)
def test_pages_become_letters(scanned: str, letters: str) -> None:
    assert shown(scanned) == letters


@pytest.mark.parametrize(
    ("letter", "aside"),
    [
        ("A-.-", [True, False, True, False]),
        ("A", [False]),
        ("A.", [False, True]),
        ("..", [True, True]),
        ("a.", [False, True]),
        ("?-", [False, False]),
    ],
)
def test_blank_pages_and_covers_are_put_aside(letter: str, aside: list[bool]) -> None:
    assert list(set_aside(batch(letter))) == aside


plain = [kind for kind in PageKind if kind not in CODED]
facts = st.builds(PageFact, st.integers(0, 3), st.sampled_from(plain)) | st.builds(
    PageFact, st.integers(0, 3), st.sampled_from(sorted(CODED)), st.sampled_from(["", "A", "B"])
)
batches = st.lists(facts, max_size=30).map(lambda pages: sorted(pages, key=lambda page: page.file))


@given(batches)
def test_no_page_is_lost_or_doubled(pages: list[PageFact]) -> None:
    positions = [at for letter in grouped_pages(pages) for at in letter]

    assert positions == [at for at, page in enumerate(pages) if page.kind is not PageKind.SEPARATOR]


@given(batches)
def test_letters_of_two_customers_are_never_one(pages: list[PageFact]) -> None:
    for letter in grouped_pages(pages):
        owners = {pages[at].owner for at in letter if pages[at].kind in CODED}

        assert len(owners) <= 1


@given(batches)
def test_every_letter_shows_something_but_blank_ones(pages: list[PageFact]) -> None:
    for letter in grouped_pages(pages):
        facts = [pages[at] for at in letter]
        blank = all(page.kind is PageKind.BLANK for page in facts)

        assert blank or not all(set_aside(facts))
