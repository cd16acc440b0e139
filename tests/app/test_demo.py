from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from crm_desktop.errors.desk import DeskDidNotAnswer, DeskNotRunning
from crm_desktop.ui.hand_over import ask_to_come_forward, desk_address

DEMO = ["-m", "crm_desktop", "demo", "--headless"]
STATES = [
    "1_idle",
    "2_ringing",
    "3_card",
    "3b_papers_side_by_side",
    "3c_papers_one",
    "3d_papers_two",
    "3e_papers_four",
    "3f_card_again",
    "3g_map",
    "3h_map_slip_expired",
    "3i_map_large",
    "3j_map_pin_moved",
    "3k_new_order",
    "3l_edit_customer",
    "3m_conflict",
    "3n_card_after",
    "4_after_call",
    "5_chooser",
    "6_unknown",
    "7_withheld",
    "8_unwanted",
    "9_handed_on",
    "a_script",
    "b_aside",
    "c_somebody_else",
    "d_call_log",
    "e_call_detail",
    "f_to_call_back",
    "g_doctor",
    "h_doctor_events",
    "i_doctor_test_calls",
    "j_phone_down",
    "k_dialling",
    "l_letters",
    "m_floor",
    "n_floor_people",
    "o_card_before",
    "p_not_connected",
    "q_connected_again",
    "r_kept_from_before",
]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demos here: the first makes its office, the next find it as it was left."""
    return tmp_path_factory.mktemp("demo") / "office"


@pytest.mark.timeout(300)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_headless_demo_shows_every_main_state(
    language: str, office: Path, tmp_path: Path
) -> None:
    pictures = tmp_path / "pictures"
    options = ["--language", language, "--customers", "60", "--data", str(office)]

    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "crm_desktop",
            "demo",
            "--headless",
            "--screenshots",
            str(pictures),
            *options,
        ],
        capture_output=True,
        text=True,
        timeout=270,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert sorted(picture.stem for picture in pictures.iterdir()) == STATES
    shown = [QImage(str(picture)) for picture in sorted(pictures.iterdir())]
    assert all(image.size().toTuple() == (1366, 768) for image in shown)
    assert len({bytes(image.constBits()) for image in shown}) == len(STATES)


def test_headless_without_pictures_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, *DEMO],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "--screenshots" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no polite end for a process")
def test_a_demo_that_is_told_to_end_stops_its_server(office: Path) -> None:
    line = [sys.executable, "-m", "crm_desktop", "demo", "--customers", "60"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [*line, "--data", str(office)], env=environment, stderr=subprocess.PIPE, text=True
    ) as demo:
        wait_until_it_takes_calls(office)
        demo.send_signal(signal.SIGTERM)
        _, said = demo.communicate(timeout=50)

    assert demo.returncode == 0, said
    assert "embedded PostgreSQL stopped" in said


def wait_until_it_takes_calls(office: Path) -> None:
    """Return once the desk of ``office`` runs its event loop: it answers what is handed to it."""
    for _try in range(600):
        try:
            ask_to_come_forward(desk_address(office))
        except (DeskNotRunning, DeskDidNotAnswer):
            time.sleep(0.1)
        else:
            return
    pytest.fail("the desk never answered")
