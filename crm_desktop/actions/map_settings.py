"""Changing what the office settles about its map; administrators only, see the grants."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from crm_desktop.actions.office_settings import revision_of, store_settings
from crm_desktop.database.queries.office_settings import office_settings
from crm_desktop.domain.map_settings import (
    MapPart,
    MapSettings,
    kept_of_part,
    keys_of_part,
    map_settings_of,
)


@dataclass(frozen=True, slots=True)
class MapSettingsRow:
    """The settings as they are stored; ``revision`` is another one when one of their part is."""

    form: MapSettings
    revision: int


def read_map_form(session: Session, part: MapPart) -> MapSettingsRow:
    """Return the settings with the revision of one part."""
    stored = office_settings(session)
    return MapSettingsRow(map_settings_of(stored), revision_of(stored, keys_of_part(part)))


def save_map_form(
    session: Session, form: MapSettings, part: MapPart, *, seen_revision: int
) -> None:
    """Store what ``form`` says of one part.

    Raises:
        BadMapAddress: an address cannot be used.
        RecordChanged: somebody else changed this part since it was read.
        RightMissing: this login may not.
    """
    store_settings(session, kept_of_part(form, part), seen_revision=seen_revision)
