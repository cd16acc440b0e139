from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.actions.calls import record_call_events
from crm_desktop.database.models.call import Call, CallLeg, CallStep
from crm_desktop.domain.call import CallResult
from crm_desktop.domain.extension import ExtensionDirectory
from crm_desktop.telephony.source import Reception
from crm_desktop.telephony.zammad_push import read_zammad_push

PUSHES: tuple[dict[str, str | list[str]], ...] = (
    {"event": "newCall", "direction": "in", "from": "0312345678", "user": ["201", "202"]},
    {"event": "newCall", "direction": "in", "from": "0312345678", "user": ["201", "202"]},
    {"event": "answer", "direction": "in", "answeringNumber": "202"},
    {"event": "hangup", "cause": "normalClearing"},
)
orders = st.lists(st.integers(0, len(PUSHES) - 1), min_size=1, max_size=8)


@given(order=orders)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_pushes_in_any_order_and_number_end_in_one_closed_call(
    session: Session, order: list[int]
) -> None:
    with session.begin_nested() as attempt:
        for number in [*order, 3]:
            _receive(session, number)
        answered_in_time = 2 in order[: order.index(3)] if 3 in order else 2 in order

        call = session.scalars(select(Call).execution_options(populate_existing=True)).one()
        legs = session.scalars(select(CallLeg).execution_options(populate_existing=True)).all()
        assert call.result is (CallResult.ANSWERED if answered_in_time else CallResult.MISSED)
        assert all(leg.ended_at and leg.outcome for leg in legs)
        assert [str(leg.extension) for leg in legs if leg.answered_at] == ["202"] * answered_in_time
        attempt.rollback()


@given(order=st.permutations([0, 1, 2, 3]))
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_pushes_that_come_twice_write_nothing_more(session: Session, order: list[int]) -> None:
    with session.begin_nested() as attempt:
        for number in [*order, 3]:
            _receive(session, number)
        before = session.scalars(select(CallStep.id)).all()
        for number in order:
            _receive(session, number)

        assert session.scalars(select(CallStep.id)).all() == before
        attempt.rollback()


def _receive(session: Session, number: int) -> None:
    told: dict[str, str | list[str]] = {"callId": "c1", **PUSHES[number]}
    fields = {name: one if isinstance(one, list) else [one] for name, one in told.items()}
    reception = Reception("pbx", datetime.now(UTC), ExtensionDirectory())
    record_call_events(session, read_zammad_push(fields, reception))
