"""What dialling asks of the database, and who dials: called on worker threads; knows no Qt."""

from __future__ import annotations

from typing import Final

from crm_desktop.actions.dialling import DialWish, ask_to_dial, settle_dial_request
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.dial_requests import (
    DialProgress,
    dial_progress,
    exchange_dials,
)
from crm_desktop.database.queries.office_settings import office_settings
from crm_desktop.database.queries.opened_cards import see_that_open
from crm_desktop.domain.dial_request import Dialler, DialProblem
from crm_desktop.domain.dialling import digits_to_dial
from crm_desktop.domain.office_value import text
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.errors.dialling import NotDialled
from crm_desktop.telephony.dial_url import dial_by_url, filled_template
from crm_desktop.ui.dialling.presenter import DialQuestions, StartedDialling


class OfficeDialling:
    """Dials for the telephone ``extension`` as this desk is set, and records it."""

    def __init__(self, database: Database, extension: str, dial_with: str) -> None:
        """``dial_with`` is the desk's setting: exchange, url, tel, callto or empty."""
        self._database = database
        self._extension = extension
        self._dial_with = dial_with

    def of_presenter(self) -> DialQuestions:
        """Return what the presenter asks."""
        return DialQuestions(self.dial, self.progress, self.settle)

    def dial(self, wish: DialWish) -> StartedDialling:
        """Record ``wish`` and have it dialled; a link is the caller's to open.

        Raises:
            NotDialled: this desk has no telephone, or nothing that dials, or it refused.
            CardRestricted, TooManyOpened, …: the customer's card stays shut.
        """
        dialler, scheme = self._dialler()
        if dialler is Dialler.EXCHANGE and not self._extension:
            raise NotDialled(DialProblem.NO_TELEPHONE)
        with self._database.asking() as session:
            settings = office_settings(session)
            if wish.customer_id is not None:
                see_that_open(session, wish.customer_id, OpeningReason.LIST, None)
        prefix, template = text(settings, "outside_prefix"), text(settings, "dial_url")
        digits = digits_to_dial(wish.number, wish.number_shown, outside_prefix=prefix)
        if dialler is Dialler.URL:
            filled_template(template, digits, self._extension)
        with self._database.writing() as session:
            request_id = ask_to_dial(session, wish, dialler)
        if dialler is Dialler.URL:
            self._dial_by_url(request_id, template, digits)
        link = f"{scheme}:{digits}" if dialler is Dialler.LINK else ""
        return StartedDialling(request_id, dialler is Dialler.EXCHANGE, link)

    def progress(self, request_id: int) -> DialProgress:
        """Return how a request stands."""
        with self._database.asking() as session:
            return dial_progress(session, request_id)

    def settle(self, request_id: int, problem: DialProblem | None) -> DialProgress:
        """Note that a request was dialled, or why not; return how it stands."""
        with self._database.writing() as session:
            return settle_dial_request(session, request_id, problem)

    def _dialler(self) -> tuple[Dialler, str]:
        """Return what dials, and the scheme of its links."""
        if self._dial_with in _FIXED:
            return _FIXED[self._dial_with]
        with self._database.asking() as session:
            return _FIXED["exchange" if exchange_dials(session) else "tel"]

    def _dial_by_url(self, request_id: int, template: str, digits: str) -> None:
        try:
            dial_by_url(template, digits, self._extension)
        except NotDialled as error:
            self.settle(request_id, DialProblem(error.problem))
            raise
        self.settle(request_id, None)


_FIXED: Final = {
    "exchange": (Dialler.EXCHANGE, ""),
    "url": (Dialler.URL, ""),
    "tel": (Dialler.LINK, "tel"),
    "callto": (Dialler.LINK, "callto"),
}
