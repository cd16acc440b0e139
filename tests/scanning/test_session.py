from __future__ import annotations

from threading import Event

from crm_desktop.errors.scanning import PaperJam
from crm_desktop.scanning.session import ScanProgress, ScanSession
from crm_desktop.scanning.source import Found, ScanOrder
from tests.scanning.scan_piles import AT_ONCE, Pile, Shelf, paper

WAIT_S = 20.0


def test_session_tells_how_far_it_is_until_it_is_over() -> None:
    told: list[ScanProgress] = []
    pile = Pile([paper("1"), paper("2")], PaperJam("窓口"))
    session = ScanSession([pile], Shelf(), told.append, pace=AT_ONCE)

    session.start()

    assert session.join(WAIT_S)
    assert [progress.taken for progress in told] == [0, 1, 2, 2, 2]
    assert told[0].percent == 50
    assert [type(problem.error) for problem in told[-1].problems] == [PaperJam]
    assert [progress.is_over for progress in told] == [False, False, False, False, True]


class Slow(Pile):
    """Goes on until it is cancelled."""

    def __init__(self) -> None:
        super().__init__([])
        self.began = Event()

    def scan(self, order: ScanOrder) -> Found:
        yield paper("1")
        self.papers = [paper("1")]
        self.began.set()
        order.stop.wait()


def test_cancelled_session_ends_and_keeps_what_it_has() -> None:
    slow, shelf = Slow(), Shelf()
    session = ScanSession([slow], shelf, lambda _progress: None)
    session.start()
    assert slow.began.wait(WAIT_S)

    session.cancel()

    assert session.join(WAIT_S)
    assert shelf.kept == [["1"]]
