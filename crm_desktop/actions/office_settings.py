"""Changing what the office settles about calls; administrators only, see the grants."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from zlib import crc32

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from crm_desktop.database.models.staff import OfficeSetting
from crm_desktop.database.queries.floor import floor_limits
from crm_desktop.database.queries.office_settings import office_settings
from crm_desktop.database.queries.openings import outlier_rule
from crm_desktop.database.queries.tasks import task_rules
from crm_desktop.domain.office_form import LONGEST_WORK_S, OfficeForm, settings_of
from crm_desktop.domain.office_value import switch, text, text_list, whole_number
from crm_desktop.errors.database import RecordChanged

SUBJECT: Final = "office_setting"


@dataclass(frozen=True, slots=True)
class OfficeSettingsRow:
    """The settings as they are stored; ``revision`` is another one when any of them is."""

    form: OfficeForm
    revision: int


def read_office_form(session: Session) -> OfficeSettingsRow:
    """Return the settings; a value of the wrong kind counts as not set."""
    return _row(office_settings(session))


def save_office_form(session: Session, form: OfficeForm, *, seen_revision: int) -> None:
    """Store the settings that differ.

    Raises:
        RecordChanged: somebody else changed one since they were read.
        BadLineNumber, LineTwice, BadPrefix, BadDialAddress: see `settings_of`.
        RightMissing: this login may not.
    """
    store_settings(session, settings_of(form), seen_revision=seen_revision)


def store_settings(session: Session, wanted: Mapping[str, Any], *, seen_revision: int) -> None:
    """Store those of ``wanted`` that differ; the revision is that of all its keys.

    Raises:
        RecordChanged: somebody else changed one since they were read.
        RightMissing: this login may not.
    """
    session.connection().exec_driver_sql("LOCK TABLE office_setting IN SHARE ROW EXCLUSIVE MODE")
    stored = office_settings(session)
    if revision_of(stored, wanted) != seen_revision:
        raise RecordChanged(SUBJECT, 0)
    values = [
        {"key": key, "value": value} for key, value in wanted.items() if stored.get(key) != value
    ]
    if values:
        statement = insert(OfficeSetting).values(values)
        session.execute(
            statement.on_conflict_do_update(
                index_elements=[OfficeSetting.key], set_={"value": statement.excluded.value}
            )
        )


def revision_of(stored: Mapping[str, Any], keys: Iterable[str]) -> int:
    """Return a number that is another one when what is stored under one of ``keys`` is."""
    kept = {key: stored.get(key) for key in keys}
    return crc32(json.dumps(kept, sort_keys=True).encode())


def _row(settings: Mapping[str, Any]) -> OfficeSettingsRow:
    lines = settings.get("line_names")
    form = OfficeForm(
        lines=_pairs(lines) if isinstance(lines, dict) else (),
        away_reasons=text_list(settings, "away_reasons"),
        after_call_seconds=whole_number(settings, "after_call_seconds", most=LONGEST_WORK_S),
        after_call_ends=switch(settings, "after_call_ends"),
        category_required=switch(settings, "category_required"),
        start_away=switch(settings, "start_away"),
        outside_prefix=text(settings, "outside_prefix"),
        dial_url=text(settings, "dial_url"),
        floor=floor_limits(settings),
        outliers=outlier_rule(settings),
        tasks=task_rules(settings),
    )
    return OfficeSettingsRow(form, revision_of(settings, _KEYS))


def _pairs(lines: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((str(number), str(name)) for number, name in sorted(lines.items()))


_KEYS: Final = frozenset(settings_of(OfficeForm()))
