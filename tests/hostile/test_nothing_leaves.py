"""What leaves the machine: nothing, as long as nobody has settled otherwise.

Each scene runs in a network of its own whose only way out swallows and counts what comes.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.maps.tiles.http_client import user_agent
from crm_desktop.ui.address_map.web_engine import TRIAL

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
ALONE = ["unshare", "--net"]
STRACE = ["strace", "-f", "--seccomp-bpf", "-e", "trace=connect,sendto,sendmsg,sendmmsg"]
LEAKS = """
import socket
with socket.socket(type=socket.SOCK_DGRAM) as asker:
    asker.sendto(b"x", ("203.0.113.53", 53))
with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as asker:
    asker.sendto(b"x", ("2001:db8:1::53", 53))
for place in (("203.0.113.9", 443), ("127.0.0.1", 9)):
    with socket.socket() as caller:
        caller.settimeout(0.2)
        caller.connect_ex(place)
"""


@dataclass(frozen=True)
class Outcome:
    """What was sent, how often, and what the scene said of itself."""

    sent: dict[str, int]
    told: dict[str, Any]


@dataclass(frozen=True)
class Scene:
    """Python with some words, begun in a network of its own."""

    process: subprocess.Popen[str]
    sent: Path

    def outcome(self) -> Outcome:
        """Return what it came to, once it has ended."""
        printed, complained = self.process.communicate(timeout=280)
        if not self.sent.exists():
            pytest.skip("a network of one's own cannot be made here")
        watched = json.loads(self.sent.read_text())
        assert watched["returncode"] == 0, complained[-3_000:]
        told = printed.strip().splitlines()
        return Outcome(watched["sent"], json.loads(told[-1]) if told else {})


BeginAlone = Callable[..., Scene]


def surroundings() -> dict[str, str]:
    return os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "QTWEBENGINE_DISABLE_SANDBOX": "1",  # root has none
        "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu",
        "PYTHONPATH": str(ROOT),
    }


@pytest.fixture(scope="module")
def begin_alone(tmp_path_factory: pytest.TempPathFactory) -> BeginAlone:
    """Return what begins Python with some words in a network of its own."""
    if shutil.which("unshare") is None or shutil.which("ip") is None:
        pytest.skip("there is no unshare or no ip here")
    if subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode:
        pytest.skip("nobody may make a network here")

    def begin_alone(*words: str) -> Scene:
        sent = tmp_path_factory.mktemp("alone") / "sent.json"
        watch = [sys.executable, str(HERE / "network_watch.py"), str(sent), sys.executable]
        process = subprocess.Popen(
            [*ALONE, *watch, *words],
            env=surroundings(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        return Scene(process, sent)

    return begin_alone


@pytest.fixture(scope="module")
def web_engine() -> None:
    """Skip where the web engine does not run."""
    done = subprocess.run(
        [sys.executable, "-m", TRIAL], env=surroundings(), capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("the web engine does not run here")


@pytest.fixture(scope="module")
def patient_desk(
    begin_alone: BeginAlone, web_engine: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Scene]:
    """A desk that waits for 45 s with its map open, begun before the other scenes."""
    folder = tmp_path_factory.mktemp("patient")
    scene = begin_alone(str(HERE / "watched_desk.py"), str(folder / "demo"), "45")
    yield scene
    if scene.process.returncode is None:  # nobody asked; a killed desk would leave its server
        scene.process.communicate(timeout=280)


def test_the_watch_sees_what_leaves(begin_alone: BeginAlone) -> None:
    assert begin_alone("-c", LEAKS).outcome().sent == {
        "out0 udp 203.0.113.53 port 53": 1,
        "out0 udp 2001:db8:1::53 port 53": 1,
        "out0 tcp 203.0.113.9 port 443": 1,
        "lo tcp 127.0.0.1 port 9": 1,
    }


def test_a_page_that_was_taken_over_reaches_nobody(
    begin_alone: BeginAlone, web_engine: None
) -> None:
    outcome = begin_alone(str(HERE / "taken_over_page.py")).outcome()

    assert outcome.sent == {}
    assert {"fetch", "stun", "turn", "dns-prefetch", "address"} <= set(outcome.told["tried"])
    assert outcome.told["faults"] == []


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_pictures_from_the_network_are_asked_of_their_server_alone(
    begin_alone: BeginAlone, patient_desk: Scene, tmp_path: Path
) -> None:
    desk = [str(HERE / "watched_desk.py"), str(tmp_path / "demo"), "5", "online"]
    outcome = begin_alone(*desk).outcome()

    assert list(outcome.sent) == [f"lo tcp 127.0.0.1 port {outcome.told['port']}"]
    assert outcome.told["agents"] == [user_agent()]
    assert len(outcome.told["asked"]) > 10
    assert all(re.fullmatch(r"/\d+/\d+/\d+\.png", path) for path in outcome.told["asked"])


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.skipif(shutil.which("strace") is None, reason="there is no strace here")
def test_a_desk_with_its_map_open_connects_to_nobody(web_engine: None, tmp_path: Path) -> None:
    calls = tmp_path / "calls.txt"
    desk = [sys.executable, str(HERE / "watched_desk.py"), str(tmp_path / "demo"), "5"]
    done = subprocess.run(
        [*STRACE, "-o", str(calls), *desk],
        env=surroundings(),
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    if "ptrace" in done.stderr and not calls.exists():
        pytest.skip("nobody may be traced here")

    assert json.loads(done.stdout.strip().splitlines()[-1])["looked_at"] == 3
    assert [line for line in calls.read_text().splitlines() if "AF_INET" in line] == []


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_desk_with_its_map_open_sends_nothing(patient_desk: Scene) -> None:
    outcome = patient_desk.outcome()

    assert outcome.sent == {}
    assert outcome.told["looked_at"] == 3
    assert outcome.told["processes"] > 0
    assert (outcome.told["faults"], outcome.told["asked"]) == ([], [])
