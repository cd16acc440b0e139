"""Without the web engine, or when it goes: the desk goes on with the drawn map and says so."""

from __future__ import annotations

import json
import os
import sys

import pytest

from tests.ui.address_map.conftest import HERE, Outcome, RunScript, run

SENTENCE = "Simple map: the full one does not run on this PC"


def without_engine(way: str, **environment: str) -> Outcome:
    return run([str(HERE / "engine_loss.py"), way], **environment)


def test_missing_library_leaves_the_drawn_map_with_a_sentence() -> None:
    done = without_engine("missing")

    seen = json.loads(done.stdout)
    assert (seen["faults"], seen["drawn"], seen["typed"]) == (["missing"], True, "髙橋")
    assert SENTENCE in seen["notes"]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or sys.platform != "linux",
    reason="only root's sandbox is refused for certain",
)
def test_engine_that_would_end_the_desk_ends_a_process_of_its_own() -> None:
    done = without_engine("unusable", QTWEBENGINE_DISABLE_SANDBOX="")

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["faults"] == ["unusable"]


@pytest.mark.parametrize(
    ("way", "fault"), [("killed", "stopped"), ("pending", "stopped"), ("silent", "slow")]
)
def test_lost_engine_leaves_the_drawn_map(run_script: RunScript, way: str, fault: str) -> None:
    done = run_script("engine_loss.py", way)

    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert (seen["faults"], seen["drawn"], seen["typed"]) == ([fault], True, "髙橋")
    assert SENTENCE in seen["notes"]
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("way", ["quit_early", "quit_late"])
def test_desk_is_left_without_a_complaint(run_script: RunScript, way: str) -> None:
    done = run_script("engine_loss.py", way)

    assert (done.returncode, done.stdout) == (0, "left")
    assert "Expect troubles" not in done.stderr
    assert "Traceback" not in done.stderr
