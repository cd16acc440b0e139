from __future__ import annotations

import pytest

from crm_desktop.domain.stopping import Stopping
from crm_desktop.errors.moving import WorkStopped


def test_work_goes_on_until_somebody_wants_it_to_end() -> None:
    stopping = Stopping()
    stopping.check()

    stopping.want()

    with pytest.raises(WorkStopped):
        stopping.check()


def test_what_is_waited_for_is_ended_in_its_own_way() -> None:
    stopping, ended = Stopping(), []

    with stopping.by(lambda: ended.append("statement")):
        stopping.stop()

    assert ended == ["statement"]


def test_what_is_over_is_not_ended_again() -> None:
    stopping, ended = Stopping(), []
    with stopping.by(lambda: ended.append("statement")):
        pass

    stopping.stop()

    assert ended == []


def test_nothing_is_begun_any_more_once_it_is_to_end() -> None:
    stopping = Stopping()
    stopping.want()

    with pytest.raises(WorkStopped), stopping.by(lambda: None):
        pytest.fail("begun")
