from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from crm_desktop.background.jobs import Jobs
from crm_desktop.database.queries.documents import EnclosedPaper
from crm_desktop.ui.customer_card.paper_presenter import (
    THUMBNAIL_PX,
    PaperPresenter,
    PaperSources,
    PapersState,
)
from tests.ui.customer_card.cards import (
    JAPAN,
    TODAY,
    a_card,
    a_letter,
    a_mailing,
    a_parcel,
    an_order,
)


def png(width: int = 40, height: int = 60) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes here
    return bytes(kept.data())


def all_of(content: bytes) -> Callable[[Collection[int]], Mapping[int, bytes]]:
    return lambda document_ids: dict.fromkeys(document_ids, content)


class Shown:
    """A presenter and the states it told."""

    def __init__(self, jobs: Jobs, **sources: object) -> None:
        given = {
            "load_enclosed": lambda _order_ids: [],
            "load_thumbnails": all_of(png()),
            "load_previews": all_of(png(200, 300)),
        }
        self.presenter = PaperPresenter(
            PaperSources(**given | sources),  # type: ignore[arg-type]
            jobs,
            zone=JAPAN,
            delay_ms=0,
        )
        self.states: list[PapersState] = []
        self.presenter.changed.connect(self.states.append)


def test_papers_are_there_before_their_pictures(qtbot: QtBot, inline_jobs: Jobs) -> None:
    shown = Shown(inline_jobs)

    shown.presenter.show_card(a_card(mailings=(a_mailing(document_id=200),)), TODAY)

    assert [len(state.papers) for state in shown.states] == [1]
    qtbot.waitUntil(lambda: 200 in shown.states[-1].pictures)


def test_pictures_of_enclosures_are_found_by_their_order(qtbot: QtBot, inline_jobs: Jobs) -> None:
    enclosed = [EnclosedPaper(7, 1, "ごあいさつ", "", 401)]
    shown = Shown(inline_jobs, load_enclosed=lambda _order_ids: enclosed)
    order = an_order(7, shipments=(a_parcel(enclosures=("ごあいさつ",)),))

    shown.presenter.show_card(a_card(orders=(order,)), TODAY)

    qtbot.waitUntil(lambda: 401 in shown.states[-1].pictures)


def test_what_is_no_picture_is_left_out(qtbot: QtBot, inline_jobs: Jobs) -> None:
    contents = {200: b"<svg/>", 201: b"", 202: png()}
    shown = Shown(inline_jobs, load_thumbnails=lambda _ids: contents)
    mailings = tuple(a_mailing(n, document_id=n) for n in contents)

    shown.presenter.show_card(a_card(mailings=mailings), TODAY)

    qtbot.waitUntil(lambda: set(shown.states[-1].pictures) == {202})


def test_large_pictures_are_made_small(qtbot: QtBot, inline_jobs: Jobs) -> None:
    shown = Shown(inline_jobs, load_thumbnails=all_of(png(2480, 3508)))

    shown.presenter.show_card(a_card(letters=(a_letter(document_id=300),)), TODAY)

    qtbot.waitUntil(lambda: 300 in shown.states[-1].pictures)
    assert shown.states[-1].pictures[300].height() == THUMBNAIL_PX


def test_pictures_of_the_customer_before_never_come(qtbot: QtBot, inline_jobs: Jobs) -> None:
    asked: list[int] = []

    def load(document_ids: Collection[int]) -> dict[int, bytes]:
        asked.extend(document_ids)
        return dict.fromkeys(document_ids, png())

    shown = Shown(inline_jobs, load_thumbnails=load)
    shown.presenter.show_card(a_card(letters=(a_letter(document_id=300),)), TODAY)
    shown.presenter.show_card(a_card(letters=(a_letter(document_id=301),)), TODAY)

    qtbot.waitUntil(lambda: bool(shown.states[-1].pictures))
    assert asked == [301]


def test_choosing_a_paper_brings_it_larger(qtbot: QtBot, inline_jobs: Jobs) -> None:
    shown = Shown(inline_jobs)
    larger: list[tuple[int, int]] = []
    shown.presenter.previewed.connect(lambda key, image: larger.append((key, image.height())))

    shown.presenter.choose(300)

    assert larger == [(300, 300)]


def test_failure_is_told(qtbot: QtBot, inline_jobs: Jobs) -> None:
    def fail(_ids: Collection[int]) -> dict[int, bytes]:
        raise TimeoutError

    shown = Shown(inline_jobs, load_thumbnails=fail)
    with qtbot.waitSignal(shown.presenter.failed) as told:
        shown.presenter.show_card(a_card(letters=(a_letter(document_id=300),)), TODAY)

    assert isinstance((told.args or [None])[0], TimeoutError)


@pytest.mark.parametrize("count", [1, 24, 60])
def test_all_pictures_come_in_the_end(qtbot: QtBot, inline_jobs: Jobs, count: int) -> None:
    shown = Shown(inline_jobs)
    letters = tuple(a_letter(n, document_id=n) for n in range(1, count + 1))

    shown.presenter.show_card(a_card(letters=letters), TODAY)

    qtbot.waitUntil(lambda: len(shown.states[-1].pictures) == count)
