"""What a desk asks and tells of whether its person can take calls.

Called on worker threads; knows no Qt.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from crm_desktop.actions.availability import AvailabilitySaid, set_availability
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.office_settings import office_settings
from crm_desktop.domain.office_value import switch, text_list, whole_number
from crm_desktop.ui.availability.presenter import AvailabilityWork
from crm_desktop.ui.availability.state import AvailabilityRules

MOST_REASONS: Final = 20
LONGEST_WORK_S: Final = 3600


class AvailabilityQuestions:
    """Each opens a session of its own."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def of_person(self) -> AvailabilityWork:
        """Return what the presenter asks."""
        return AvailabilityWork(self.load_rules, self.store)

    def load_rules(self) -> AvailabilityRules:
        """Return what the office has settled."""
        with self._database.asking() as session:
            settings = office_settings(session)
        return AvailabilityRules(
            away_reasons=text_list(settings, "away_reasons")[:MOST_REASONS],
            after_call_s=whole_number(settings, "after_call_seconds", most=LONGEST_WORK_S),
            ends_itself=switch(settings, "after_call_ends"),
            category_required=switch(settings, "category_required"),
            starts_away=switch(settings, "start_away"),
        )

    def store(self, said: AvailabilitySaid) -> None:
        """Store what the person says of themselves."""
        with self._database.writing() as session:
            set_availability(session, said, now=self._now())
