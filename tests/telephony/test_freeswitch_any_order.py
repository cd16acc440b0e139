from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.telephony.freeswitch_calls import FreeSwitchCalls
from tests.telephony.freeswitch_exchange import Event, bridged
from tests.telephony.test_freeswitch_calls import LINE, OTHER, PHONE, TALKING

ENDS = [PHONE.gone(), OTHER.gone(), LINE.gone()]
EVENTS = [
    *TALKING, bridged(LINE, PHONE, "CHANNEL_UNBRIDGE"), OTHER.created(), OTHER.rings(),
    OTHER.answers(), bridged(LINE, OTHER), *ENDS,
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(EVENTS), max_size=2 * len(EVENTS)))
def test_events_in_any_order_twice_or_missing_leave_no_call_open(told: list[Event]) -> None:
    calls = FreeSwitchCalls("pbx")

    for event in [*told, *ENDS]:
        calls.take(event)

    assert calls.open_calls == 0
