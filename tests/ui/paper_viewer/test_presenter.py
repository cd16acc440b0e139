from __future__ import annotations

from dataclasses import replace
from datetime import date
from threading import get_ident

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.background.jobs import Jobs, lane
from crm_desktop.database.queries.paper_pages import EncodedPicture, PaperPage
from crm_desktop.database.queries.paper_texts import MasterText
from crm_desktop.errors.base import CrmError
from crm_desktop.ui.customer_card.paper_facts import Paper, PaperKind
from crm_desktop.ui.paper_viewer.page_loader import PictureSources
from crm_desktop.ui.paper_viewer.pictures import DETAIL_BYTES, MOST_BYTES
from crm_desktop.ui.paper_viewer.presenter import PaperViewerPresenter, ViewerSources
from crm_desktop.ui.paper_viewer.state import ViewerState
from tests.ui.customer_card.held_jobs import HeldExecutor
from tests.ui.paper_viewer.scans import ENCLOSURES, KNOWN, LETTERS, MAILINGS, PAPERS, Archive

TEXT = MasterText("秋の感謝祭", "２箱で送料無料", "お一人様1回", None, date(2026, 11, 30))


def a_viewer(jobs: Jobs, archive: Archive | None = None, count: int = 3) -> PaperViewerPresenter:
    told = archive or Archive()
    sources = ViewerSources(
        told.load_pages,
        lambda _paper: TEXT,
        PictureSources(told.load_preview, told.load_full),
        told.mark_read,
        told.mark_thanked,
    )
    presenter = PaperViewerPresenter(sources, jobs, count=count)
    presenter.show_papers(KNOWN)
    return presenter


def shown(presenter: PaperViewerPresenter) -> list[Paper | None]:
    return [pane.paper for pane in presenter.state.panes]


def test_newest_letter_lies_beside_the_last_dm_and_enclosure(inline_jobs: Jobs) -> None:
    presenter = a_viewer(inline_jobs)

    presenter.open()

    assert shown(presenter) == [LETTERS[0], MAILINGS[0], ENCLOSURES[0]]
    assert all(pane.picture and pane.picture.is_sharp for pane in presenter.state.panes)
    assert presenter.state.text == TEXT


def test_the_wanted_paper_lies_first(inline_jobs: Jobs) -> None:
    presenter = a_viewer(inline_jobs, count=2)

    presenter.open(MAILINGS[1])

    assert shown(presenter) == [MAILINGS[1], LETTERS[0]]


def test_preview_comes_before_the_whole(qapp: object) -> None:
    executor = HeldExecutor()
    presenter = a_viewer(Jobs(executor), count=1)
    states: list[ViewerState] = []
    presenter.changed.connect(states.append)

    presenter.open()
    while executor.held:
        executor.do_next()

    kinds = [state.panes[0].picture.is_sharp for state in states if state.panes[0].picture]
    assert kinds == sorted(kinds)
    assert kinds[0] is False
    assert kinds[-1] is True


def test_next_page_and_next_paper_are_fetched_ahead(inline_jobs: Jobs) -> None:
    archive = Archive()
    presenter = a_viewer(inline_jobs, archive, count=1)

    presenter.open()

    assert ("full", 320, 2) in archive.asked
    assert ("full", 412, 1) in archive.asked
    archive.asked.clear()
    presenter.step_page(1)
    assert ("full", 320, 2) not in archive.asked
    assert presenter.state.panes[0].picture is not None


def test_pages_end_at_the_last(inline_jobs: Jobs) -> None:
    presenter = a_viewer(inline_jobs, count=1)
    presenter.open()

    for _ in range(5):
        presenter.step_page(1)

    assert presenter.state.panes[0].place == 2


def test_an_order_shows_what_was_in_its_box(inline_jobs: Jobs) -> None:
    presenter = a_viewer(inline_jobs)
    presenter.open()

    presenter.choose_order(7)

    assert set(shown(presenter)) == set(ENCLOSURES[1:])
    presenter.choose_order(404)
    assert set(shown(presenter)) == set(ENCLOSURES[1:])


def test_a_day_moves_every_pane_to_the_nearest_of_its_kind(inline_jobs: Jobs) -> None:
    presenter = a_viewer(inline_jobs)
    presenter.open()

    presenter.choose_day(date(2026, 10, 30))

    kinds = [paper.kind for paper in shown(presenter) if paper]
    assert shown(presenter)[:2] == [LETTERS[1], MAILINGS[0]]
    assert kinds == [PaperKind.LETTER, PaperKind.MAILING, PaperKind.ENCLOSURE]


def test_the_other_panes_gather_round_the_active_one(inline_jobs: Jobs) -> None:
    presenter = a_viewer(inline_jobs)
    presenter.open()
    presenter.put(MAILINGS[1], 1)

    presenter.gather_at_active()

    assert shown(presenter)[:2] == [LETTERS[1], MAILINGS[1]]


def test_a_paper_put_beyond_the_last_pane_makes_one_more(inline_jobs: Jobs) -> None:
    presenter = a_viewer(inline_jobs, count=1)
    presenter.open()

    presenter.put(MAILINGS[1], 3)

    assert shown(presenter) == [LETTERS[0], MAILINGS[1]]
    assert presenter.state.active == 1


@pytest.mark.parametrize("count", [1, 2, 4])
def test_there_are_as_many_panes_as_wanted(inline_jobs: Jobs, count: int) -> None:
    presenter = a_viewer(inline_jobs)
    presenter.open()

    presenter.set_count(count)

    assert len(set(shown(presenter))) == count


def test_another_customer_closes_and_frees(inline_jobs: Jobs) -> None:
    presenter = a_viewer(inline_jobs)
    presenter.open()
    assert presenter.loader.store.byte_size > 0

    presenter.show_papers(replace(KNOWN, customer_id=9, papers=PAPERS[:1]))

    assert presenter.state == ViewerState()
    assert presenter.loader.store.byte_size == 0


def test_papers_read_anew_keep_what_is_looked_at(inline_jobs: Jobs) -> None:
    presenter = a_viewer(inline_jobs)
    presenter.open()
    presenter.step_page(2)

    completed = tuple(replace(paper, words="２箱") for paper in PAPERS)
    presenter.show_papers(replace(KNOWN, papers=completed))

    assert [pane.paper and pane.paper.words for pane in presenter.state.panes] == ["２箱"] * 3
    assert presenter.state.panes[0].place == 2


def test_a_broken_page_is_told_and_the_others_are_shown(inline_jobs: Jobs) -> None:
    archive = Archive()
    archive.content = archive.content[:40]
    presenter = a_viewer(inline_jobs, archive, count=2)
    told: list[Exception] = []
    presenter.failed.connect(told.append)

    presenter.open()

    assert all(isinstance(error, CrmError) for error in told)
    assert all(p.picture and not p.picture.is_sharp for p in presenter.state.panes)


def test_nobody_has_no_papers_to_open(inline_jobs: Jobs) -> None:
    presenter = a_viewer(inline_jobs)
    presenter.show_papers(replace(KNOWN, customer_id=9, papers=()))

    presenter.open()

    assert not presenter.state.is_open


def test_rows_looked_at_closely_come_in_full_and_go_with_the_page(inline_jobs: Jobs) -> None:
    presenter = a_viewer(inline_jobs, Archive((2480, 3508)), count=1)
    presenter.open()
    before = presenter.loader.store.byte_size

    presenter.look_closely(0, (0.4, 0.5))

    picture = presenter.state.panes[0].picture
    assert picture is not None
    assert picture.has_enough(1.0, (0.4, 0.5))
    presenter.step_page(1)
    assert presenter.loader.store.byte_size <= before + 12 * 2**20


def test_four_large_pages_looked_at_closely_stay_within_bounds(inline_jobs: Jobs) -> None:
    presenter = a_viewer(inline_jobs, Archive((2480, 3508)), count=4)
    presenter.open()

    for place in range(4):
        presenter.look_closely(place, (0.1, 0.3))

    assert presenter.loader.store.byte_size <= DETAIL_BYTES + MOST_BYTES
    presenter.close()
    assert presenter.loader.store.byte_size == 0


def test_nothing_is_asked_or_decoded_on_the_thread_of_the_window(qtbot: QtBot) -> None:
    threads = set[int]()

    class Watched(Archive):
        def load_full(self, page: PaperPage) -> EncodedPicture | None:
            threads.add(get_ident())
            return super().load_full(page)

    jobs = lane("pictures", 2)
    presenter = a_viewer(jobs, Watched())

    presenter.open()

    qtbot.waitUntil(lambda: all(p.picture and p.picture.is_sharp for p in presenter.state.panes))
    jobs.close()
    assert threads
    assert get_ident() not in threads
