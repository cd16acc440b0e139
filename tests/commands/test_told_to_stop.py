from __future__ import annotations

import signal

import pytest

from crm_desktop.commands.told_to_stop import told_to_stop


@pytest.mark.usefixtures("heeded_ctrl_c")
def test_ctrl_c_is_heeded_later_and_the_second_at_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with told_to_stop("Stopping …") as stop:
        assert not stop.is_set()
        signal.raise_signal(signal.SIGINT)
        assert stop.is_set()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)

    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert capsys.readouterr().err == "Stopping …\n"
