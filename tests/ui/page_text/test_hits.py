"""Jumping from place to place of the words looked for."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from crm_desktop.background.jobs import Jobs
from crm_desktop.domain.page_hits import PageHit
from crm_desktop.domain.page_reading import PageBox
from crm_desktop.ui.page_text.hits import PageHits
from tests.ui.paper_viewer.scans import a_page

BOX, OTHER = PageBox(0.1, 0.1, 0.2, 0.1), PageBox(0.5, 0.1, 0.2, 0.1)
FOUND = [PageHit(320, 1, BOX), PageHit(320, 1, OTHER), PageHit(303, 2, None)]


@pytest.fixture
def hits(inline_jobs: Jobs) -> PageHits:
    """Two letters; any words are found in three places of them."""

    def find(documents: Sequence[int], _words: str) -> list[PageHit]:
        return [hit for hit in FOUND if hit.document_id in documents]

    hits = PageHits(find, inline_jobs)
    hits.look_in([320, 303])
    hits.look_for("青汁")
    return hits


def test_places_are_marked_on_their_page(hits: PageHits) -> None:
    assert hits.state.boxes_on(a_page(320)) == (BOX, OTHER)
    assert hits.state.boxes_on(a_page(303, 2)) == ()


def test_behind_the_last_hit_comes_the_first(hits: PageHits) -> None:
    jumps: list[tuple[int, int]] = []
    hits.jumped.connect(lambda *place: jumps.append(place))

    for by in (1, 1, 1, 1, -1):
        hits.step(by)

    assert jumps == [(320, 1), (320, 1), (303, 2), (320, 1), (303, 2)]


def test_backwards_begins_with_the_last(hits: PageHits) -> None:
    hits.step(-1)

    assert hits.state.current_hit == FOUND[-1]


def test_letters_of_another_customer_are_looked_through_anew(hits: PageHits) -> None:
    hits.look_in([303])

    assert hits.state.hits == (FOUND[-1],)


@pytest.mark.parametrize("words", ["", "　 "])
def test_no_words_mark_nothing(hits: PageHits, words: str) -> None:
    hits.look_for(words)

    assert hits.state.hits == ()


def test_closing_forgets_the_words(hits: PageHits) -> None:
    hits.look_in([])

    assert (hits.state.words, hits.state.hits) == ("", ())
