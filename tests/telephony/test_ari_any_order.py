from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.telephony.ari_calls import AriCalls
from tests.telephony.test_ari_calls import recorded


@pytest.mark.parametrize("name", ["queue_local", "attended", "blind", "pickup", "conference"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_messages_in_any_order_twice_or_missing_leave_no_call_open(
    name: str, data: st.DataObject
) -> None:
    messages = recorded(name)
    told = data.draw(st.lists(st.sampled_from(messages), max_size=2 * len(messages)))
    calls = AriCalls("pbx")

    for message in [*told, *_ends_of(messages)]:
        calls.take(message)

    assert calls.open_calls == 0


def _ends_of(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [message for message in messages if message["type"] == "ChannelDestroyed"]
