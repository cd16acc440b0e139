"""Readies the web engine without making the window wait: tried elsewhere first, then loaded."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from importlib import import_module
from typing import Final

log = logging.getLogger(__name__)

WEB_MAP: Final = "crm_desktop.ui.address_map.web_map"
TRIAL: Final = "crm_desktop.ui.address_map.engine_trial"
TRIAL_TIMEOUT_S: Final = 15.0
_GL_OF_X11: Final = "QT_XCB_GL_INTEGRATION"
_WINDOWS_FLAGS: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(
    subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0
)


class EngineFault(StrEnum):
    """Why there is no web engine."""

    MISSING = "missing"
    UNUSABLE = "unusable"
    SLOW = "slow"
    STOPPED = "stopped"


class EngineBroken(Exception):
    """The web engine cannot be used; the map is drawn without it, so nobody is asked anything."""

    def __init__(self, fault: EngineFault) -> None:
        super().__init__(f"no web engine: {fault}")
        self.fault = fault


def ready_engine() -> str:
    """Load the engine and return the page of the map; for a worker's thread.

    What an old driver, a missing sandbox or library does to the engine (it ends its process), it
    does to a process of its own first. That one also makes the page.

    Raises:
        EngineBroken: it cannot be loaded, or did not show a page.
    """
    with subprocess.Popen(
        [sys.executable, "-m", TRIAL],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=_WINDOWS_FLAGS,
    ) as trial:
        try:
            _load()
            page, _ = trial.communicate(timeout=TRIAL_TIMEOUT_S)
        except ImportError as error:
            trial.kill()
            raise EngineBroken(EngineFault.MISSING) from error
        except subprocess.TimeoutExpired as error:
            trial.kill()
            raise EngineBroken(EngineFault.SLOW) from error
    if trial.returncode:
        log.warning("the web engine ended its trial with %d", trial.returncode)
        raise EngineBroken(EngineFault.UNUSABLE)
    return page.decode()


@contextmanager
def without_graphics_card() -> Iterator[None]:
    """Keep Qt on X11 from loading the driver, for the first profile: it asks which card there is.

    That takes 50 ms, 15 MB and whatever an old driver does; the answer is not used.
    """
    before = os.environ.get(_GL_OF_X11)
    os.environ[_GL_OF_X11] = "none"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_GL_OF_X11]  # other programs started from here may want theirs
        else:
            os.environ[_GL_OF_X11] = before


def _load() -> None:
    """Import the engine, set to draw without the graphics card.

    In software neither the window's surface nor the driver changes: put into a window that stands,
    a view that draws by OpenGL makes Qt create the native window anew, and the caret is gone.
    """
    quick = import_module("PySide6.QtQuick")
    quick.QQuickWindow.setGraphicsApi(quick.QSGRendererInterface.GraphicsApi.Software)
    for name in ("QtWebChannel", "QtWebEngineCore", "QtWebEngineWidgets"):
        import_module(f"PySide6.{name}")
    import_module(WEB_MAP)
