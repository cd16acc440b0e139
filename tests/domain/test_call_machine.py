"""An exchange and what it tells of one call, of which some is lost, late, twice or out of order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from crm_desktop.domain.call import CallDirection, CallEvent, CallResult, CallStage
from crm_desktop.domain.call_record import CallRecord, records_after
from crm_desktop.domain.call_state import CallState, call_from_events
from crm_desktop.domain.call_times import times_of_call, times_of_leg

NOON = datetime(2026, 11, 22, 3, tzinfo=UTC)
extensions = st.sampled_from(["201", "202", "203"])


class OneCall(RuleBasedStateMachine):
    """In between is the store, which reads the call anew for each report."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0
        self.on_the_way: list[CallEvent] = []
        self.arrived: list[CallEvent] = []
        self.stored: list[CallEvent] = []
        self.shown: dict[str, CallStage] = {}
        self.ended_at: datetime | None = None
        self.is_over = False

    def happens(self, stage: CallStage, extension: str = "") -> None:
        self.now += 2  # further apart than two gateways are
        event = CallEvent(
            "pbx", "c1", stage, NOON + timedelta(seconds=self.now),
            direction=CallDirection.IN, extension=extension, caller="+81312345678",
        )  # fmt: skip
        self.on_the_way.append(event)

    @rule()
    def time_passes(self) -> None:
        self.now += 60

    @precondition(lambda self: not self.is_over)
    @rule(extension=extensions)
    def rings(self, extension: str) -> None:
        self.happens(CallStage.RINGING, extension)

    @precondition(lambda self: not self.is_over)
    @rule(extension=st.one_of(extensions, st.just("")))
    def answers(self, extension: str) -> None:
        self.happens(CallStage.ANSWERED, extension)

    @precondition(lambda self: not self.is_over)
    @rule(extension=extensions)
    def is_transferred(self, extension: str) -> None:
        self.happens(CallStage.TRANSFERRED, extension)

    @precondition(lambda self: not self.is_over)
    @rule(extension=extensions)
    def stops(self, extension: str) -> None:
        self.happens(CallStage.ENDED, extension)

    @precondition(lambda self: not self.is_over)
    @rule()
    def hangs_up(self) -> None:
        self.happens(CallStage.ENDED)
        self.is_over = True

    @precondition(lambda self: self.on_the_way)
    @rule(data=st.data())
    def arrives(self, data: st.DataObject) -> None:
        self.arrive(self.on_the_way.pop(data.draw(self.one_of_them())))

    @precondition(lambda self: self.on_the_way)
    @rule(data=st.data())
    def is_lost(self, data: st.DataObject) -> None:
        self.on_the_way.pop(data.draw(self.one_of_them()))

    @precondition(lambda self: self.arrived)
    @rule(data=st.data(), apart_ms=st.integers(-900, 900))
    def comes_from_the_other_gateway(self, data: st.DataObject, apart_ms: int) -> None:
        event = data.draw(st.sampled_from(self.arrived))
        before = self.state()
        self.store(replace(event, happened_at=event.happened_at + timedelta(milliseconds=apart_ms)))
        assert self.state() == before

    def one_of_them(self) -> st.SearchStrategy[int]:
        return st.integers(0, len(self.on_the_way) - 1)

    def arrive(self, event: CallEvent) -> None:
        self.arrived.append(event)
        self.store(event)

    def store(self, event: CallEvent) -> None:
        known = [CallRecord(self.stored, row_id=1)] if self.stored else []
        for record in records_after(known, [event]):
            assert record.occurrence == 1
            self.stored = record.events
            for step in record.steps:
                self.shown[step.extension] = step.stage

    def state(self) -> CallState | None:
        return call_from_events(self.stored) if self.stored else None

    @invariant()
    def is_what_all_that_arrived_says_in_whatever_order(self) -> None:
        if self.arrived:
            assert self.state() == call_from_events(self.arrived)

    @invariant()
    def is_never_opened_again(self) -> None:
        state = self.state()
        assert state is None or self.ended_at is None or state.ended_at is not None
        self.ended_at = self.ended_at or (state.ended_at if state else None)

    @invariant()
    def desks_show_what_is(self) -> None:
        state = self.state()
        legs = {leg.extension: leg.stage for leg in state.legs} if state else {}
        shown = {extension: stage for extension, stage in self.shown.items() if extension}
        assert {**dict.fromkeys(shown, CallStage.ENDED), **legs} == shown

    @invariant()
    def times_are_never_negative(self) -> None:
        state = self.state()
        if state is not None:
            now = NOON + timedelta(seconds=self.now)
            assert times_of_call(state, state.legs, at=now).waiting_s >= 0
            assert all(times_of_leg(leg, at=now).waiting_s >= 0 for leg in state.legs)

    def teardown(self) -> None:
        """Let the end be told, by the exchange or by time: then all is closed, and rightly."""
        if not self.arrived:
            return
        self.now += 2
        self.arrive(CallEvent("pbx", "c1", CallStage.ENDED, NOON + timedelta(seconds=self.now)))
        state = self.state()
        assert state is not None
        assert state.ended_at is not None
        assert all(leg.ended_at and leg.outcome for leg in state.legs)
        assert set(self.shown.values()) == {CallStage.ENDED}
        in_time = [
            event
            for event in self.arrived
            if event.stage is CallStage.ANSWERED and event.happened_at <= state.ended_at
        ]
        assert in_time or state.result is CallResult.MISSED
        assert (state.answered_at is None) == (state.result is CallResult.MISSED)


TestOneCall = OneCall.TestCase
TestOneCall.settings = settings(max_examples=150, stateful_step_count=25, deadline=None)
