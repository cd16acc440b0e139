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
TRIAL_TIMEOUT_S: Final = 45.0
_GL_OF_X11: Final = "QT_XCB_GL_INTEGRATION"
_FLAGS: Final = "QTWEBENGINE_CHROMIUM_FLAGS"
_NO_NETWORK: Final = (
    '--host-resolver-rules="MAP * ~NOTFOUND"',
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-features=WebRtcHideLocalIpsWithMdns",  # it joins a group of the network
)
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
    with _begun_trial() as trial:
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


def _begun_trial() -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", TRIAL],  # nothing from the folder it runs in
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=_WINDOWS_FLAGS,
        )
    except OSError as error:
        raise EngineBroken(EngineFault.UNUSABLE) from error


@contextmanager
def cut_off_engine() -> Iterator[None]:
    """Keep the engine from the network and the graphics card; for the first profile.

    The page loads from nowhere, but what a page can do besides loading (WebRTC, looking names up
    beforehand) asks nobody who could refuse. And Qt on X11 asks the driver which card there is: 50
    ms, 15 MB and whatever an old driver does, for an answer that is not used.
    """
    before = {name: os.environ.get(name) for name in (_GL_OF_X11, _FLAGS)}
    os.environ[_GL_OF_X11] = "none"
    os.environ[_FLAGS] = " ".join((*_NO_NETWORK, os.environ.get(_FLAGS, "")))
    try:
        yield
    finally:
        for name, value in before.items():  # other programs started from here may want theirs
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


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
