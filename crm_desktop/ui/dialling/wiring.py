"""Connects the strip with what decides about dialling."""

from __future__ import annotations

from crm_desktop.ui.dialling.panel import DialStrip
from crm_desktop.ui.dialling.presenter import DialPresenter


def connect_dialling(presenter: DialPresenter, strip: DialStrip) -> None:
    """Let them hear each other."""
    presenter.changed.connect(strip.show_view)
    strip.confirmed.connect(presenter.confirm)
    strip.cancelled.connect(presenter.cancel)
