"""Dialling from the screen: key and menus, the strip, the call that comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from crm_desktop.app.dial_questions import OfficeDialling
from crm_desktop.background.jobs import Jobs
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.customer_card import CustomerCard
from crm_desktop.domain.dialling import dialling_of
from crm_desktop.errors.dialling import NotDialled
from crm_desktop.ui.customer_card.state import CustomerCardState
from crm_desktop.ui.dialling.panel import DialStrip
from crm_desktop.ui.dialling.presenter import DialPresenter
from crm_desktop.ui.dialling.wiring import connect_dialling
from crm_desktop.ui.incoming_call.presenter import IncomingCallPresenter
from crm_desktop.ui.main_window import MainWindow
from crm_desktop.ui.shared.formats import Formats

if TYPE_CHECKING:
    from crm_desktop.app.program import DeskPlace


class DeskDialling(QObject):
    """Takes numbers from wherever they stand, and tells the calls what was dialled."""

    def __init__(
        self,
        window: MainWindow,
        calls: IncomingCallPresenter,
        presenter: DialPresenter,
        formats: Formats,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._card: CustomerCard | None = None
        self.strip = DialStrip(formats)
        window.add_strip(self.strip)
        self.presenter = presenter
        connect_dialling(self.presenter, self.strip)
        self.presenter.dialled.connect(calls.expect_call)
        calls.dialled.connect(self.presenter.on_call)
        window.dial_wanted.connect(self.dial)

    def dial(self, text: str, customer_id: object) -> None:
        """Dial ``text`` for a customer's id; None: for whose card is open, if it is theirs."""
        card = self._card
        if isinstance(customer_id, int):
            is_open = card is not None and card.customer_id == customer_id
            self.presenter.want(text, customer_id, card.name if card and is_open else "")
        elif card is not None and _has_number(card, text):
            self.presenter.want(text, card.customer_id, card.name)
        else:
            self.presenter.want(text)

    def on_card(self, state: CustomerCardState) -> None:
        """Know whose card is open."""
        self._card = state.card


def _has_number(card: CustomerCard, text: str) -> bool:
    try:
        number = dialling_of(text).number
    except NotDialled:
        return False
    return any(phone.number == number for phone in card.phones)


def desk_dialling(
    window: MainWindow,
    calls: IncomingCallPresenter,
    database: Database,
    jobs: Jobs,
    place: DeskPlace,
) -> DeskDialling:
    """Return what dials at ``place``, by what its settings and the office's say."""
    settings = place.settings
    office = OfficeDialling(database, place.extension, settings.dial_with)
    presenter = DialPresenter(
        office.of_presenter(),
        jobs,
        open_link=_open_link,
        now=place.now,
        confirms=settings.dial_confirm,
        parent=calls,
    )
    return DeskDialling(window, calls, presenter, place.formats, calls)


def _open_link(link: str) -> bool:
    return QDesktopServices.openUrl(QUrl(link))
