from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from crm_desktop.actions.letters import LetterUndo, SeenLetter
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.letters import InboxLetter
from crm_desktop.database.queries.paper_pages import PaperPage
from crm_desktop.domain.letter_candidates import Clue, LetterCandidate
from crm_desktop.errors.database import DatabaseUnreachable, RecordChanged
from crm_desktop.ui.letter_inbox.presenter import LetterInboxPresenter
from crm_desktop.ui.letter_inbox.state import Deed, InboxRows, LetterInboxWork

NOON = datetime(2026, 11, 22, 3, tzinfo=UTC)
WRITER = LetterCandidate(7, "C-7", "髙橋 美智子", "", "", "", restricted=False, clues=(Clue.NAME,))


def a_letter(number: int) -> InboxLetter:
    return InboxLetter(
        number, 1, None, "", "", date(2026, 11, 20), "post", "scanned", "", "", NOON,
        number, 2, bytes(32), 1, 0,
    )  # fmt: skip


def a_page(letter: InboxLetter, number: int) -> PaperPage:
    return PaperPage(letter.letter_id, number, bytes([number] * 32), 1, 0, False, 100, 140)


class Desk:
    """An inbox in memory that counts revisions as the database does."""

    def __init__(self, *letters: InboxLetter) -> None:
        self.letters = {one.letter_id: one for one in letters}
        self.told: list[str] = []
        self.refuses: Exception | None = None

    def rows(self) -> InboxRows:
        held = self.letters.values()
        return InboxRows(
            tuple(one for one in held if one.customer_id is None),
            tuple(one for one in held if one.customer_id is not None),
        )

    def change(self, seen: SeenLetter, word: str, **facts: Any) -> LetterUndo:
        if self.refuses is not None:
            raise self.refuses
        letter = self.letters[seen.letter_id]
        if letter.revision != seen.revision:
            raise RecordChanged("letter", seen.letter_id)
        self.told.append(word)
        before = {name: getattr(letter, name) for name in facts}
        changed = replace(letter, revision=letter.revision + 1, **facts)
        self.letters[seen.letter_id] = changed
        return LetterUndo((SeenLetter(seen.letter_id, changed.revision),), before)

    def undo(self, undo: LetterUndo) -> LetterUndo:
        return self.change(undo.seen[0], "undo", **undo.fields)

    def work(self) -> LetterInboxWork:
        def deed(word: str) -> Callable[..., LetterUndo]:
            return lambda seen, *_facts: self.change(seen, word)

        def pages(letter: InboxLetter) -> Sequence[PaperPage]:
            return [a_page(letter, 2), a_page(letter, 1)]

        return LetterInboxWork(
            read_rows=self.rows,
            read_pages=pages,
            find_candidates=lambda _letter: (WRITER,),
            attach=lambda seen, whose: self.change(seen, "attach", customer_id=whose),
            detach=lambda seen: self.change(seen, "detach", customer_id=None),
            date=deed("date"),
            mark_read=deed("read"),
            split=deed("split"),
            merge=deed("merge"),
            reorder=deed("reorder"),
            rotate=deed("rotate"),
            set_aside=deed("aside"),
            undo=self.undo,
        )


@pytest.fixture
def desk() -> Desk:
    return Desk(a_letter(1), a_letter(2), a_letter(3))


def shown(desk: Desk, jobs: Jobs) -> LetterInboxPresenter:
    presenter = LetterInboxPresenter(desk.work(), jobs)
    presenter.refresh()
    return presenter


def chosen(presenter: LetterInboxPresenter) -> int | None:
    letter = presenter.state.chosen
    return None if letter is None else letter.letter_id


def test_longest_waiting_letter_is_shown_with_its_pages_in_order(
    desk: Desk, inline_jobs: Jobs
) -> None:
    state = shown(desk, inline_jobs).state

    assert state.chosen == a_letter(1)
    assert [page.page_number for page in state.pages] == [1, 2]
    assert state.candidates == (WRITER,)


def test_attaching_goes_on_to_the_letter_below_and_from_the_last_to_the_one_above(
    desk: Desk, inline_jobs: Jobs
) -> None:
    presenter = shown(desk, inline_jobs)
    presenter.choose(2)

    presenter.attach_candidate(0)
    assert chosen(presenter) == 3
    presenter.attach_candidate(0)
    assert chosen(presenter) == 1
    presenter.attach_candidate(0)

    assert chosen(presenter) is None
    assert [one.customer_id for one in presenter.state.rows.assigned] == [7, 7, 7]


def test_deeds_of_one_letter_follow_each_other_and_are_undone_in_turn(
    desk: Desk, inline_jobs: Jobs
) -> None:
    presenter = shown(desk, inline_jobs)

    presenter.rotate(90)
    presenter.mark_read()
    presenter.rotate(90)
    presenter.attach_candidate(0)
    for _ in range(4):
        presenter.undo()

    assert desk.told == ["rotate", "read", "rotate", "attach", *["undo"] * 4]
    assert (chosen(presenter), presenter.state.undoable) == (1, 0)
    assert presenter.state.done is not None
    assert presenter.state.done.deed is Deed.UNDONE


def test_nothing_is_left_to_undo_and_that_is_no_trouble(desk: Desk, inline_jobs: Jobs) -> None:
    presenter = shown(desk, inline_jobs)

    presenter.undo()
    presenter.rotate(90)

    assert desk.told == ["rotate"]


def test_letter_that_somebody_else_changed_is_shown_anew_and_told_once(
    desk: Desk, inline_jobs: Jobs
) -> None:
    presenter = shown(desk, inline_jobs)
    overtaken: list[bool] = []
    failed: list[Exception] = []
    presenter.overtaken.connect(lambda: overtaken.append(True))
    presenter.failed.connect(failed.append)
    desk.letters[1] = replace(desk.letters[1], revision=5, way="fax")

    presenter.attach_candidate(0)

    assert (overtaken, failed) == ([True], [])
    assert presenter.state.chosen == desk.letters[1]
    assert chosen(presenter) == 1


def test_letter_comes_back_to_the_list_when_attaching_failed(desk: Desk, inline_jobs: Jobs) -> None:
    presenter = shown(desk, inline_jobs)
    failed: list[Exception] = []
    presenter.failed.connect(failed.append)
    desk.refuses = DatabaseUnreachable()

    presenter.attach_candidate(0)

    assert failed == [desk.refuses]
    assert [one.letter_id for one in presenter.state.rows.waiting] == [1, 2, 3]
    assert chosen(presenter) == 1


def test_undo_that_failed_can_be_tried_again(desk: Desk, inline_jobs: Jobs) -> None:
    presenter = shown(desk, inline_jobs)
    presenter.rotate(90)
    desk.refuses = DatabaseUnreachable()
    presenter.undo()
    desk.refuses = None

    presenter.undo()

    assert desk.told == ["rotate", "undo"]


class LaterExecutor(Executor):
    """Does the work when the test says so."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.waiting.append(lambda: future.set_result(fn(*args, **kwargs)))
        return future

    def run_all(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


def test_hands_are_faster_than_the_database(desk: Desk, qapp: object) -> None:
    later = LaterExecutor()
    presenter = LetterInboxPresenter(desk.work(), Jobs(later))
    presenter.refresh()
    later.run_all()

    presenter.attach(7, "髙橋 美智子")
    presenter.attach(8, "﨑山 さくら")
    presenter.mark_read()
    later.run_all()

    assert desk.told == ["attach", "attach", "read"]
    assert [one.customer_id for one in desk.letters.values()] == [7, 8, None]


def test_page_stays_within_the_letter(desk: Desk, inline_jobs: Jobs) -> None:
    presenter = shown(desk, inline_jobs)

    presenter.turn_pages(-1)
    assert presenter.state.page == 0
    presenter.turn_pages(9)
    assert presenter.state.page == 1


def test_page_goes_along_when_it_is_moved(desk: Desk, inline_jobs: Jobs) -> None:
    presenter = shown(desk, inline_jobs)

    presenter.move_page(1)
    presenter.move_page(1)

    assert desk.told == ["reorder"]
    assert presenter.state.page == 1
