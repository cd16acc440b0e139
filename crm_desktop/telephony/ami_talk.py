"""What is made of what one AMI connection says, from its login to its end."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Final

from crm_desktop.domain.call import CallEvent
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.telephony import (
    ExchangeClockApart,
    ExchangeMayNotPause,
    ExchangeRightsMissing,
)
from crm_desktop.telephony.ami_calls import QUESTION, AmiCalls
from crm_desktop.telephony.ami_connection import AmiAccount, AmiConnection
from crm_desktop.telephony.ami_frames import AmiEvent
from crm_desktop.telephony.ami_queues import PAUSE
from crm_desktop.telephony.ami_rights import AmiRights
from crm_desktop.telephony.calls_going_on import CallsGoingOn
from crm_desktop.telephony.exchange_clock import clock_problem

log = logging.getLogger(__name__)

NOT_ALLOWED: Final = "Permission denied"


class AmiTalk:
    """Reads one connection's events; compares calls, rights and clocks with the exchange."""

    def __init__(self, account: AmiAccount, calls: AmiCalls, going_on: CallsGoingOn) -> None:
        """``going_on`` is what is believed to go on from before this connection."""
        self._account = account
        self._calls = calls
        self._going_on = going_on
        self._rights = AmiRights()
        self._channels_id = ""
        self._queues_id = ""
        self._present: set[str] = set()
        self._is_settled = False
        self.problem: CrmError | None = None

    async def look(self, connection: AmiConnection) -> None:
        """Ask what goes on, at the beginning and as long as rights are in doubt.

        Raises:
            ExchangeLinkLost: nobody is there to ask.
        """
        if self._is_settled and self._rights.unproven:
            self._note_rights("read", self._rights.look())
        if not self._is_settled or self._rights.unproven:
            self._present.clear()
            self._channels_id = await connection.send("CoreShowChannels")
            self._queues_id = await connection.send("QueueStatus")

    async def ask_presentations(self, connection: AmiConnection) -> None:
        """Ask which callers do not want their number shown, whom the carrier names all the same.

        Raises:
            ExchangeLinkLost: nobody is there to ask.
        """
        for action_id, channel in self._calls.questions():
            asked = {"Channel": channel, "Variable": "CALLERID(num-pres)"}
            await connection.send("Getvar", ActionID=action_id, **asked)

    def understand(self, event: AmiEvent, *, heard_before: datetime) -> list[CallEvent]:
        """Return what ``event`` tells; with the list's end, also of calls that are no more.

        ``heard_before`` is when the source was last heard before this connection.
        """
        self._rights.take(event)
        events = self._calls.take(event)
        self._going_on.take(events)
        match event.name:
            case "CoreShowChannel":
                self._present |= {event.get("Uniqueid"), event.get("Linkedid")}
            case "CoreShowChannelsComplete" if self._ends_first_list(event):
                self._is_settled = True
                gone = self._going_on.settle(self._present, at=heard_before)
                log.info("%s: %d ends of calls unheard", self._account.source, len(gone))
                return [*events, *gone]
            case "":
                self._take_answer(event)
        return events

    def _ends_first_list(self, event: AmiEvent) -> bool:
        return event.get("ActionID") == self._channels_id and not self._is_settled

    def _take_answer(self, event: AmiEvent) -> None:
        if event.get("Ping") and event.get("Timestamp"):
            self._compare_clocks(event.get("Timestamp"))
        refused = event.get("Response") == "Error"
        if refused and event.get("ActionID") == self._channels_id:
            self._note_rights("write", ["reporting"])
        if event.get("ActionID").startswith(QUESTION) and event.get("Message") == NOT_ALLOWED:
            self._note_rights("write", ["call", "reporting"])
        if event.get("ActionID").startswith(PAUSE) and event.get("Message") == NOT_ALLOWED:
            self.problem = self.problem or self._may_not_pause()

    def _compare_clocks(self, timestamp: str) -> None:
        try:
            ahead_s = float(timestamp) - datetime.now(UTC).timestamp()
        except ValueError:
            return
        apart = clock_problem(self._account.source, ahead_s)
        if self.problem is None:
            self.problem = apart
        elif apart is None and isinstance(self.problem, ExchangeClockApart):
            self.problem = None

    def _may_not_pause(self) -> ExchangeMayNotPause:
        return ExchangeMayNotPause(self._account.source, user=self._account.user)

    def _note_rights(self, what: str, kinds: list[str]) -> None:
        if kinds:
            self.problem = ExchangeRightsMissing(
                self._account.source, user=self._account.user, rights=f"{what}={','.join(kinds)}"
            )
