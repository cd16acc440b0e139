from __future__ import annotations

from crm_desktop.errors.database import DatabaseUnreachable
from crm_desktop.errors.papers import PaperNotKept
from crm_desktop.errors.scanning import (
    PaperJam,
    ScanFileStuck,
    ScanFileTooLarge,
    ScanFileUnfinished,
    ScanFolderGone,
)
from crm_desktop.scanning.source import FileLeft, Found, ScannedFile, ScanOrder
from crm_desktop.scanning.taking import MOST_TOGETHER, TakingPace, follow, take_all
from tests.scanning.scan_piles import AT_ONCE, Heard, Pile, Shelf, paper

GONE = ScanFolderGone("棚", folder="//server/scan", problem="no such folder")
HUGE = FileLeft("大.tif", ScanFileTooLarge("大.tif", megabytes=900, limit=100))


def test_what_belongs_together_is_handed_over_together() -> None:
    pile = Pile([paper("1"), paper("2"), paper("3", "朝"), paper("4", "朝"), paper("5", "夕")])
    shelf = Shelf()

    assert take_all([pile], shelf)

    assert shelf.kept == [["1"], ["2"], ["3", "4"], ["5"]]
    assert pile.papers == []


def test_endless_batch_is_handed_over_in_parts() -> None:
    shelf = Shelf()

    take_all([Pile([paper(str(number), "朝") for number in range(450)])], shelf)

    assert [len(names) for names in shelf.kept] == [MOST_TOGETHER, MOST_TOGETHER, 50]


def test_file_that_cannot_be_stored_stays_and_the_rest_goes_on() -> None:
    pile, heard = Pile([paper("1"), paper("2")]), Heard()

    good = take_all([pile], Shelf(PaperNotKept("00")), tell=heard)

    assert not good
    assert [file.name for file in pile.papers if isinstance(file, ScannedFile)] == ["1"]
    assert heard.errors == [PaperNotKept]


def test_mistake_of_ours_does_not_stop_the_rest() -> None:
    pile, heard, shelf = Pile([paper("1"), paper("2")]), Heard(), Shelf(ZeroDivisionError())

    take_all([pile], shelf, tell=heard)

    assert (shelf.kept, heard.errors) == ([["2"]], [ZeroDivisionError])


def test_source_that_fails_does_not_stop_the_others() -> None:
    shelf, heard = Shelf(), Heard()

    take_all([Pile([], GONE), Pile([], KeyError("x")), Pile([paper("1")])], shelf, tell=heard)

    assert (shelf.kept, heard.errors) == ([["1"]], [ScanFolderGone, KeyError])


def test_pages_before_a_paper_jam_are_stored() -> None:
    shelf = Shelf()

    take_all([Pile([paper("1", "a"), paper("2", "a")], PaperJam("窓口"))], shelf)

    assert shelf.kept == [["1", "2"]]


def test_file_that_stays_where_it_is_is_told() -> None:
    heard, shelf = Heard(), Shelf()

    assert not take_all([Pile([HUGE, paper("1")])], shelf, tell=heard)

    assert (shelf.kept, heard.errors) == ([["1"]], [ScanFileTooLarge])


def test_stored_file_that_cannot_be_deleted_counts_as_taken_and_is_told() -> None:
    pile, heard, shelf = Pile([paper("1")]), Heard(), Shelf()
    pile.stuck = ScanFileStuck("1", problem="read-only")

    take_all([pile], shelf, tell=heard)

    assert (shelf.kept, heard.errors) == ([["1"]], [ScanFileStuck])
    assert heard.news[-1].taken == 1


def test_database_that_is_away_is_waited_for() -> None:
    pile, shelf = Pile([paper("1")]), Shelf(DatabaseUnreachable(), DatabaseUnreachable())

    take_all([pile], shelf, pace=AT_ONCE)

    assert (shelf.kept, pile.papers) == ([["1"]], [])


def test_database_that_stays_away_ends_the_run_and_nothing_is_let_go() -> None:
    pile, heard = Pile([paper("1"), paper("2")]), Heard()

    take_all([pile], Shelf(*[DatabaseUnreachable()] * 9), tell=heard, pace=AT_ONCE)

    assert len(pile.papers) == 2
    assert heard.errors == [DatabaseUnreachable] * AT_ONCE.tries


def test_cancelling_ends_the_wait_for_the_database() -> None:
    order, pile = ScanOrder(), Pile([paper("1")])
    slow = TakingPace(retry_s=600.0)

    take_all(
        [pile],
        Shelf(DatabaseUnreachable()),
        order=order,
        tell=lambda news: order.stop.set() if news.error else None,
        pace=slow,
    )

    assert len(pile.papers) == 1


def test_cancelled_run_asks_no_source() -> None:
    order, pile = ScanOrder(), Pile([paper("1")])
    order.stop.set()

    assert not take_all([pile], Shelf(), order=order)

    assert pile.runs == 0


class Endless(Pile):
    """Stops the order after some runs."""

    def scan(self, order: ScanOrder) -> Found:
        if self.runs == 5:
            order.stop.set()
        return super().scan(order)


def test_trouble_that_lasts_is_told_once() -> None:
    heard = Heard()

    follow([Endless([HUGE], GONE)], Shelf(), order=ScanOrder(), tell=heard, pace=AT_ONCE)

    assert heard.errors == [ScanFileTooLarge, ScanFolderGone]


def test_file_that_is_still_written_is_no_trouble_while_following() -> None:
    order, heard = ScanOrder(), Heard()
    unfinished = FileLeft("1", ScanFileUnfinished("1"))

    def stop(_files: object) -> None:
        order.stop.set()

    follow([Pile([unfinished, paper("2")])], stop, order=order, tell=heard, pace=AT_ONCE)

    assert heard.errors == []


def test_scanner_scans_once_and_then_it_is_over() -> None:
    scanner, shelf = Pile([paper("1", "a")], follows=False), Shelf()

    follow([scanner], shelf, order=ScanOrder(), tell=Heard(), pace=AT_ONCE)

    assert (scanner.runs, shelf.kept) == (1, [["1"]])
