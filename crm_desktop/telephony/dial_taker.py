"""Has dialled, by the exchanges of this gateway, what desks ask for."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from crm_desktop.actions.dialling import (
    TakenRequest,
    fail_dial_request,
    fail_old_dial_requests,
    take_dial_requests,
)
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.dial_requests import extensions_waiting
from crm_desktop.database.queries.office_settings import office_settings
from crm_desktop.domain.dial_request import DialProblem
from crm_desktop.domain.dialling import digits_to_dial
from crm_desktop.domain.office_value import text
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.dialling import NotDialled
from crm_desktop.telephony.exchange_actions import ExchangeActions

log = logging.getLogger(__name__)

OUTSIDE_PREFIX: Final = "outside_prefix"


@dataclass(frozen=True, slots=True)
class DiallingExchange:
    """An exchange that dials for those telephones whose extensions it ``knows``."""

    actions: ExchangeActions
    knows: Callable[[str], bool]


class DialTaker:
    """Claims requests for the exchanges that take orders now and sees each of them through."""

    def __init__(self, database: Database, exchanges: Mapping[str, DiallingExchange]) -> None:
        """``exchanges`` by their names; the first that knows a telephone dials for it."""
        self._database = database
        self._exchanges = exchanges
        self._dialling: set[asyncio.Task[None]] = set()

    async def take_all(self) -> None:
        """Claim what waits and begin to dial it; give up what has waited too long.

        Raises:
            CrmError: the database is away.
        """
        for name, exchange in self._exchanges.items():
            if not exchange.actions.takes_orders:
                continue
            for request in await asyncio.to_thread(self._claim, name, exchange.knows):
                task = asyncio.create_task(self._dial(name, exchange.actions, request))
                self._dialling.add(task)
                task.add_done_callback(self._dialling.discard)

    def _claim(self, name: str, knows: Callable[[str], bool]) -> Sequence[TakenRequest]:
        with self._database.asking() as session:
            waiting = extensions_waiting(session)
        if not waiting:
            return []
        known = [extension for extension in waiting if knows(extension)]
        with self._database.writing() as session:
            taken = take_dial_requests(session, name, known)
            fail_old_dial_requests(session)
        return taken

    async def _dial(self, name: str, actions: ExchangeActions, request: TakenRequest) -> None:
        action_id = f"crm-dial-{request.request_id}"
        try:
            digits = await asyncio.to_thread(self._digits, request)
            await actions.originate(request.extension, digits, action_id=action_id)
        except CrmError as error:
            problem = error.problem if isinstance(error, NotDialled) else _REFUSED
            log.warning("%s: request %d not dialled: %s", name, request.request_id, problem)
            await asyncio.to_thread(self._note, request.request_id, DialProblem(problem))
        else:
            log.info("%s: request %d dialled", name, request.request_id)

    def _digits(self, request: TakenRequest) -> str:
        with self._database.asking() as session:
            prefix = text(office_settings(session), OUTSIDE_PREFIX)
        return digits_to_dial(request.number, request.number_shown, outside_prefix=prefix)

    def _note(self, request_id: int, problem: DialProblem) -> None:
        try:
            with self._database.writing() as session:
                fail_dial_request(session, request_id, problem)
        except CrmError as error:
            log.warning("request %d not noted: %s", request_id, type(error).__name__)


_REFUSED: Final = str(DialProblem.EXCHANGE_REFUSED)
