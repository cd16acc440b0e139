"""A person's desk in the tests that watch the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from psycopg.conninfo import conninfo_to_dict

from crm_desktop.app.demo_calls import DemoCalls
from crm_desktop.app.program import Program
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.ui.incoming_call.state import CallPhase, IncomingCallState
from crm_desktop.ui.sign_in.state import SignInWish
from tests.app.test_reception import OFFICE, Desks
from tests.conftest import PASSWORD
from tests.gui_watchdog import GuiWatchdog


class Day:
    """One person's desk, what rings there, and who watches it."""

    def __init__(self, desks: Desks, dsn: str, calls: Callable[[Program], DemoCalls]) -> None:
        """Nobody has come yet; ``calls`` are what rings at the desk of whoever does."""
        self.desks = desks
        self.dsn = dsn
        self.login = str(conninfo_to_dict(dsn)["user"])
        self.watchdog = GuiWatchdog()
        self._calls = calls
        self.state = IncomingCallState()

    def do(self, step: str, act: Callable[[], object], until: Callable[[], object]) -> None:
        """Have a step watched until ``until`` says yes."""
        self.watchdog.do(step, act, until)

    def sign_in(self) -> None:
        """Let the person come in."""
        wish = SignInWish(OFFICE, self.login, PASSWORD)
        before = len(self.desks.shown)
        self.do(
            "sign in",
            partial(self.desks.reception.presenter.sign_in, wish),
            lambda: len(self.desks.shown) > before and self.program.home._state.loaded,
        )
        self.calls = self._calls(self.program)
        self.program.calls.changed.connect(self._on_calls)

    @property
    def program(self) -> Program:
        """What was shown last."""
        return self.desks.shown[-1]

    def _on_calls(self, state: IncomingCallState) -> None:
        self.state = state

    def phase(self) -> CallPhase | None:
        """How far the call at the front is, None without one."""
        return None if self.state.front is None else self.state.front.phase


def open_card(program: Program, customer_id: int) -> None:
    """Open a customer's card."""
    program.pages.open_customer(customer_id, OpeningReason.SEARCH)


def shows_card(program: Program, customer_id: int) -> bool:
    """Tell whether a customer's card is open and read."""
    card = program.card_panel._state.card
    return card is not None and card.customer_id == customer_id
