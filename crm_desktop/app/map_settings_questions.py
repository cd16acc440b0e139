"""What the page of the map's settings asks the database and maps; called on worker threads."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from crm_desktop.actions.map_settings import MapSettingsRow, read_map_form, save_map_form
from crm_desktop.database.engine import Database
from crm_desktop.database.sent_operations import SentOperations
from crm_desktop.domain.map_settings import MapPart, MapSettings
from crm_desktop.maps.tiles.configured import FOLDER
from crm_desktop.maps.tiles.tile_cache import clear_tiles
from crm_desktop.ui.shared.rules_presenter import RuleWork


class MapSettingsQuestions:
    """Pictures of the map are kept below ``folder``."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.folder = folder
        self._sent = SentOperations(database)

    def of_part(self, part: MapPart) -> RuleWork:
        """Return what is done with one part of the settings."""
        return RuleWork(
            load=partial(self.load, part),
            change=partial(self.change, part),
            id_of=lambda _row: 1,
            form_of=lambda row: row.form,
            blank=MapSettings(),
        )

    def load(self, part: MapPart) -> list[MapSettingsRow]:
        """Return the one row of settings."""
        with self.database.asking() as session:
            return [read_map_form(session, part)]

    def change(self, part: MapPart, _id: int, form: MapSettings, seen_revision: int) -> None:
        """Store what the form says of its part."""
        self._sent.save(
            ("map settings", part, form, seen_revision),
            lambda session: save_map_form(session, form, part, seen_revision=seen_revision),
        )

    def drop_pictures(self) -> None:
        """Drop the map pictures kept on this PC."""
        clear_tiles(self.folder / FOLDER)
