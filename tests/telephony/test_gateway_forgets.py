from __future__ import annotations

import threading

import pytest

from crm_desktop.domain.extension import ExtensionDirectory
from crm_desktop.telephony import gateway
from crm_desktop.telephony.gateway import Gateway, Listening
from crm_desktop.telephony.office import Office
from tests.telephony.gateways import TOKEN, running


def test_gateway_forgets_until_nothing_old_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway, "LOOK_EVERY_S", 0.01)
    monkeypatch.setattr(gateway, "LOOK_AGAIN_S", 0.01)
    left, is_done = [False, True, True], threading.Event()

    def forget() -> bool:
        more = left.pop()
        if not left:
            is_done.set()
        return more

    office = Office(
        store=lambda _events: None,
        read_directory=ExtensionDirectory,
        close_forgotten_calls=lambda: None,
        is_there=lambda: True,
        forget_raw_events=forget,
    )
    with running(Gateway(Listening({"pbx": TOKEN}, port=0), office)):
        assert is_done.wait(20)
