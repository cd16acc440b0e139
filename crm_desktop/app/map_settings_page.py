"""The page on which administrators settle the office's map and where its slips are taken."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from crm_desktop.app.map_settings_questions import MapSettingsQuestions
from crm_desktop.background.jobs import Jobs, LatestOnly
from crm_desktop.database.engine import Database
from crm_desktop.domain.draft import DraftKind
from crm_desktop.domain.map_settings import MapPart, MapProvider, MapSettings
from crm_desktop.errors.base import CrmError
from crm_desktop.maps.tiles.trial import TileTrial, try_tiles
from crm_desktop.ui.error_text import error_text
from crm_desktop.ui.map_settings.map_form import MapForm
from crm_desktop.ui.map_settings.places_form import PlacesForm
from crm_desktop.ui.map_settings.words import cleared_words, page_words, part_words, trial_words
from crm_desktop.ui.shared.parts_panel import PartsPanel
from crm_desktop.ui.shared.rule_drafts import RulesList, RulesPlace
from crm_desktop.ui.shared.rule_rows import RuleRows
from crm_desktop.ui.shared.rules_pane import RulesPane
from crm_desktop.ui.shared.rules_presenter import RulesPresenter
from crm_desktop.ui.shared.rules_state import RulesState
from crm_desktop.ui.shared.rules_wiring import connect_rules


class MapSettingsPage(QObject):
    """A map file that cannot be used is saved all the same, and said: a share may come back."""

    failed = Signal(object)

    def __init__(
        self, database: Database, folder: Path, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._trials = LatestOnly(jobs, self)
        self._questions = MapSettingsQuestions(database, folder)
        self.map_form = MapForm()
        self.map_form.trial_wanted.connect(self._try)
        self.map_form.clearing_wanted.connect(self._clear)
        self._presenters: dict[MapPart, RulesPresenter] = {}
        self._tried: MapSettings | None = None
        panes = [
            (part_words(MapPart.MAP), self._pane(MapPart.MAP, self.map_form)),
            (part_words(MapPart.PLACES), self._pane(MapPart.PLACES, PlacesForm())),
        ]
        self._presenters[MapPart.MAP].changed.connect(self._on_map)
        self.panel = PartsPanel(page_words(), panes)

    @property
    def has_typing(self) -> bool:
        """Whether something typed is not saved."""
        return any(presenter.has_typing for presenter in self._presenters.values())

    def lists(self) -> list[RulesList]:
        """Return what can be typed into."""
        return [
            RulesList(
                RulesPlace(DraftKind.SETTING, "map", part.name),
                presenter,
                partial(self.panel.show_part, place),
            )
            for place, (part, presenter) in enumerate(self._presenters.items())
        ]

    def load(self) -> None:
        """Read everything anew; what is typed stays."""
        for presenter in self._presenters.values():
            presenter.load()

    def _pane(self, part: MapPart, form: MapForm | PlacesForm) -> RulesPane:
        pane = RulesPane(RuleRows(), form, lambda _row: 1)
        presenter = RulesPresenter(self._questions.of_part(part), self._jobs, self)
        presenter.failed.connect(self.failed)
        connect_rules(presenter, pane)
        self._presenters[part] = presenter
        return pane

    def _on_map(self, state: RulesState) -> None:
        """Try a file that was just saved."""
        saved, tried = state.form if state.saved else None, self._tried
        self._tried = saved
        if saved not in (None, tried) and saved.map_provider is MapProvider.MBTILES:
            self._try(saved)

    def _try(self, settings: MapSettings) -> None:
        self._trials.run(
            lambda: try_tiles(settings), then=self._show_trial, failed=self._show_failed_trial
        )

    def _show_trial(self, trial: TileTrial) -> None:
        self.map_form.tell(trial_words(trial), look="small" if trial.has_picture else "small-soon")

    def _show_failed_trial(self, error: Exception) -> None:
        if isinstance(error, CrmError):
            self.map_form.tell(error_text(error), look="small-soon")
            return
        self.failed.emit(error)

    def _clear(self) -> None:
        self._jobs.run(
            self,
            self._questions.drop_pictures,
            then=lambda _done: self.map_form.tell(cleared_words()),
            failed=self.failed.emit,
        )
