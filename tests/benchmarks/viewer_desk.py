"""Opens a desk, looks at papers, prints how long it took and what it weighs: run as a process."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable
from functools import partial
from time import monotonic, perf_counter
from typing import Any, Final

gc.disable()  # as crm_desktop/__main__.py does

import psutil  # noqa: E402
from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402

from crm_desktop.app.desk import open_application, open_program, show_desk  # noqa: E402
from crm_desktop.app.program import Program  # noqa: E402
from crm_desktop.domain.opening import OpeningReason  # noqa: E402
from crm_desktop.settings import DeskSettings  # noqa: E402
from crm_desktop.ui.customer_card.state import CustomerCardState  # noqa: E402
from crm_desktop.ui.paper_viewer.commands import Command  # noqa: E402
from crm_desktop.ui.paper_viewer.panel import PaperViewerPanel  # noqa: E402
from crm_desktop.ui.paper_viewer.presenter import PaperViewerPresenter  # noqa: E402

SIZE: Final = (1920, 1080)
PANES: Final = 4
FRAMES: Final = 60
LOOKS: Final = 30
_GIVE_UP_S: Final = 20.0
_QUIET_MS: Final = 1500
_PAN_PX: Final = (17.0, 11.0)


def main(dsn: str, customer_id: int) -> None:
    """Print seconds and megabytes as JSON."""
    application, formats = open_application(DeskSettings("ja", "light"))
    program = open_program(dsn, DeskSettings(), formats)
    program.window.resize(*SIZE)
    show_desk(application, program)
    _rest(_QUIET_MS)
    memory = {"idle": _rss_mb()}
    cards: list[CustomerCardState] = []
    program.card.changed.connect(cards.append)
    program.pages.open_customer(customer_id, OpeningReason.SEARCH)
    _until(lambda: len(program.card_panel.papers.model.pictures) > 0)
    figures: dict[str, Any] = {"strip_painted_ms": _strip_ms(program, cards[-1])}
    _rest(_QUIET_MS)
    memory["card"] = _rss_mb()
    presenter, panel = _opened(program)
    memory["four_pages"] = _rss_mb()
    figures["frames_per_second"] = _frames(panel)
    _rest(_QUIET_MS)
    memory["four_pages_looked_at_closely"] = _rss_mb()
    program.papers.close()
    _rest(_QUIET_MS)
    memory["viewer_closed"] = _rss_mb()
    figures |= _looks(presenter, panel)
    _rest(_QUIET_MS)
    memory["after_many_papers"] = _rss_mb()
    program.pages.go_home()
    _rest(_QUIET_MS)
    memory["card_closed"] = _rss_mb()
    print(json.dumps(figures | {"memory_mb": memory}), flush=True)
    program.close()


def _opened(program: Program) -> tuple[PaperViewerPresenter, PaperViewerPanel]:
    program.papers.open()
    presenter, panel = program.papers.presenter, program.papers.panel
    assert presenter is not None
    assert panel is not None
    presenter.set_count(PANES)
    _until(lambda: _is_full(presenter))
    _rest(_QUIET_MS)
    return presenter, panel


def _strip_ms(program: Program, state: CustomerCardState) -> float:
    """Return how long all small pictures take from the open card to being painted.

    For the first 40 ms they are not asked for: the card itself is painted then.
    """
    papers, pane = program.card.papers, program.card_panel.papers
    count = len({p.document_id for p in pane.model.rows.facts if p.document_id is not None})
    assert state.card is not None
    times = []
    for _ in range(5):
        _until(lambda: len(pane.model.pictures) >= count)
        papers.forget()
        began = perf_counter()
        papers.show_card(state.card, state.today)
        _until(lambda: len(pane.model.pictures) >= count)
        pane.strip.viewport().repaint()
        times.append((perf_counter() - began) * 1000)
    return _middle(times)


def _frames(panel: PaperViewerPanel) -> dict[str, float]:
    """Return frames in a second of four linked pages, painted in full each time."""
    panel.set_linked(linked=True)
    found: dict[str, float] = {}
    for name, commands in {
        "pan_whole": (Command.FIT_PAGE,),
        "pan_60_percent": (Command.ACTUAL, Command.SMALLER, Command.SMALLER),
        "pan_100_percent": (Command.ACTUAL,),
        "pan_turned": (Command.TURN_RIGHT, Command.ACTUAL, Command.SMALLER, Command.SMALLER),
    }.items():
        _prepare(panel, commands)
        found[name] = _rate(panel, partial(_pan, panel))
    _prepare(panel, (Command.TURN_LEFT, Command.FIT_PAGE))
    found["zoom"] = _rate(panel, partial(_zoom, panel))
    _prepare(panel, (Command.ACTUAL, Command.PENCIL))
    found["pan_pencil"] = _rate(panel, partial(_pan, panel))
    _prepare(panel, (Command.PENCIL,))
    return found


def _prepare(panel: PaperViewerPanel, commands: tuple[Command, ...]) -> None:
    for command in commands:
        panel.do(command)
    shown = [pane.canvas for pane in panel.grid.panes if pane.isVisible()]
    _until(lambda: all(canvas.is_as_sharp_as_the_page for canvas in shown))


def _rate(panel: PaperViewerPanel, move: Callable[[int], None]) -> float:
    began = perf_counter()
    for number in range(FRAMES):
        move(number)
        panel.grid.grab()
    return round(FRAMES / (perf_counter() - began), 1)


def _pan(panel: PaperViewerPanel, number: int) -> None:
    way = 1 if number % FRAMES < FRAMES // 2 else -1
    panel.grid.active_canvas.pan_by(-way * _PAN_PX[0], -way * _PAN_PX[1])


def _zoom(panel: PaperViewerPanel, number: int) -> None:
    panel.zoom(1.06 if number < FRAMES // 2 else 1 / 1.06)


def _looks(presenter: PaperViewerPresenter, panel: PaperViewerPanel) -> dict[str, Any]:
    """Return how long another paper takes in a pane, nothing kept, each time until it is painted.

    First the small picture, then the whole page sharp; from the wish to see it at 100 % to that.
    """
    presenter.open()
    presenter.set_count(1)
    _until(lambda: _is_full(presenter))
    times: dict[str, list[float]] = {"preview": [], "sharp": [], "full": []}
    for paper in presenter.state.papers[1 : LOOKS + 1]:
        panel.do(Command.FIT_PAGE)
        _rest(50)
        presenter.loader.forget()
        began = perf_counter()
        presenter.put(paper, 0)
        _until(lambda: presenter.state.active_pane.picture is not None)
        _painted(panel, times["preview"], began)
        _until(lambda: _is_full(presenter))
        _painted(panel, times["sharp"], began)
        began = perf_counter()
        panel.do(Command.ACTUAL)
        _until(lambda: panel.grid.active_canvas.is_as_sharp_as_the_page)
        _painted(panel, times["full"], began)
    presenter.close()
    return {f"{name}_painted_ms": _middle(taken) for name, taken in times.items()}


def _painted(panel: PaperViewerPanel, times: list[float], began: float) -> None:
    panel.grid.repaint()
    times.append((perf_counter() - began) * 1000)


def _middle(times: list[float]) -> float:
    middle = sorted(times)[len(times) // 2]
    return round(middle, 1)


def _is_full(presenter: PaperViewerPresenter) -> bool:
    panes = presenter.state.panes
    return bool(panes) and all(pane.picture and pane.picture.is_sharp for pane in panes)


def _until(is_so: Callable[[], bool]) -> None:
    """Let the desk work until ``is_so``; looked at each millisecond, so that threads can work."""
    if is_so():
        return
    gives_up_at = monotonic() + _GIVE_UP_S
    loop, looking = QEventLoop(), QTimer()
    looking.timeout.connect(lambda: loop.quit() if is_so() or monotonic() > gives_up_at else None)
    looking.start(1)
    loop.exec()
    if not is_so():
        raise TimeoutError


def _rest(duration_ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(duration_ms, loop.quit)
    loop.exec()


def _rss_mb() -> float:
    resident: int = psutil.Process().memory_info().rss
    return round(resident / 1e6, 1)


if __name__ == "__main__":
    main(sys.stdin.readline().strip(), int(sys.argv[1]))
