"""Desks whose persons have begun."""

from __future__ import annotations

from typing import Any

import pytest

from crm_desktop.background.jobs import Jobs
from crm_desktop.ui.availability.state import AvailabilityRules
from tests.ui.availability.desks import Desk, NewDesk


@pytest.fixture
def new_desk(inline_jobs: Jobs) -> NewDesk:
    """Return a maker of desks that have begun; ``rules`` are the office's."""

    def new_desk(**rules: Any) -> Desk:
        desk = Desk(inline_jobs, AvailabilityRules(**rules))
        desk.presenter.start()
        return desk

    return new_desk
