"""Numbers that are copied: on a clipboard without a screen, and between programs on a real X."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication

from crm_desktop.domain.call import CallStage
from crm_desktop.domain.call_notice import CallNotice
from crm_desktop.ui.clipboard_calls import ClipboardCalls

HERE = Path(__file__).parent


class Copied:
    """A clipboard, what is reported of it, and whether this program copied last."""

    def __init__(self, clipboard: QClipboard) -> None:
        self.clipboard = clipboard
        self.is_own = False
        self.calls = ClipboardCalls(clipboard, is_own=lambda: self.is_own)
        self.notices: list[CallNotice] = []
        self.calls.call_reported.connect(self.notices.append)
        self.calls.start()


@pytest.fixture
def copied(qapp: QApplication) -> Iterator[Copied]:
    QGuiApplication.clipboard().setText("0355550101")
    copied = Copied(QGuiApplication.clipboard())
    yield copied
    copied.calls.stop()
    copied.calls.deleteLater()
    copied.clipboard.clear()  # data made in Python must not outlive it


@pytest.mark.parametrize(
    "text", ["0355550182", "03-5555-0182", " ０３－５５５５－０１８２\r\n", "+81 3 5555 0182"]
)
def test_text_that_is_wholly_a_number_rings(copied: Copied, text: str) -> None:
    copied.clipboard.setText(text)

    assert [notice.stage for notice in copied.notices] == [CallStage.RINGING]


@pytest.mark.parametrize(
    "text", ["", "髙橋様 0355550182", "12345", "184", "非通知", "0355550182\t米 2kg", "0" * 5_000]
)
def test_other_text_is_left_alone(copied: Copied, text: str) -> None:
    copied.clipboard.setText(text)

    assert copied.notices == []


def test_what_was_there_at_the_start_is_no_call(copied: Copied) -> None:
    assert copied.notices == []


def test_own_copying_is_no_call(copied: Copied) -> None:
    copied.is_own = True

    copied.clipboard.setText("0355550182")

    assert copied.notices == []


def test_nothing_is_taken_after_the_stop(copied: Copied) -> None:
    copied.calls.stop()

    copied.clipboard.setText("0355550182")

    assert copied.notices == []


def test_picture_on_the_clipboard_is_left_alone(copied: Copied) -> None:
    data = QMimeData()
    data.setData("image/png", b"0355550182")

    copied.clipboard.setMimeData(data)

    assert copied.notices == []


def test_number_of_another_program_rings_and_our_own_does_not(x_display: str) -> None:
    environment = os.environ | {
        "DISPLAY": x_display,
        "QT_QPA_PLATFORM": "xcb",
        "PYTHONPATH": str(HERE.parent.parent),
    }
    line = [sys.executable, str(HERE / "copied_by_others.py")]

    done = subprocess.run(
        line, env=environment, capture_output=True, text=True, timeout=100, check=False
    )

    if "Could not load the Qt platform plugin" in done.stderr:
        pytest.skip("Qt finds no way to an X display here")
    assert done.stdout == "0355550182\n", done.stderr
