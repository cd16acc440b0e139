"""The preview: before and after, person by person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QItemSelectionModel, QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.database.queries.customer_moves import StaffLoad
from crm_desktop.domain.spread_effect import Effect
from crm_desktop.ui.customer_moves.state import LEFT, SpreadState
from crm_desktop.ui.customer_moves.words import (
    left_over_words,
    nobody_words,
    signed,
    staff_words,
)
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.words_table import ChoosingTable, WordsModel

translate = QCoreApplication.translate
_WIDTHS = (160, 56, 56, 56, 104, 104, 96)


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One person; ``staff_id`` None is nobody, LEFT those who stay for lack of room."""

    staff_id: int | None
    cells: tuple[str, ...]


class PreviewTable(ChoosingTable):
    """Choosing a person lists who goes to them."""

    person_chosen = Signal(object)  # staff_id | None | LEFT

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        self._formats = formats
        self._preview: object = None
        self.model_ = _PreviewModel()
        super().__init__(self.model_, _WIDTHS, stretched=0, parent=parent)
        self.model_.setParent(self)
        self.setAccessibleName(self.tr("Preview: before and after for each person"))
        self.selectionModel().currentRowChanged.connect(
            lambda index, _before: self._on_row(index.row())
        )

    def show_state(self, state: SpreadState) -> None:
        """Show the preview, and who of it is listed."""
        if state.preview is not self._preview:
            self._preview = state.preview
            with QSignalBlocker(self.selectionModel()):
                self.model_.show_rows(preview_rows(state, self._formats))
        ids = [row.staff_id for row in self.model_.rows]
        if state.shown is not None and state.shown in ids:
            with QSignalBlocker(self.selectionModel()):
                row = QItemSelectionModel.SelectionFlag.ClearAndSelect
                whole = QItemSelectionModel.SelectionFlag.Rows
                index = self.model_.index(ids.index(state.shown), 0)
                self.selectionModel().setCurrentIndex(index, row | whole)
            self.viewport().update()

    def _on_row(self, number: int) -> None:
        if 0 <= number < len(self.model_.rows):
            self.person_chosen.emit(self.model_.rows[number].staff_id)


class _PreviewModel(WordsModel):
    def __init__(self) -> None:
        headings = (
            translate("customer_moves", "Person"),
            translate("customer_moves", "Before"),
            translate("customer_moves", "After"),
            "±",
            translate("customer_moves", "Sales before"),
            translate("customer_moves", "Sales after"),
            "± ¥",
        )
        super().__init__(headings, figures=range(1, 7))

    def words_of(self, row: PreviewRow) -> Sequence[str]:
        return row.cells


def preview_rows(state: SpreadState, formats: Formats) -> list[PreviewRow]:
    """Return who gets or gives, the most first; then nobody's, then who stays for lack of room."""
    preview = state.preview
    if preview is None:
        return []
    people = {one.staff_id: one for one in state.people}
    effects = {one.staff_id: one for one in preview.effects}
    ids = dict.fromkeys([*state.receivers, *(one for one in effects if one is not None)])
    ordered = sorted(ids, key=lambda one: (-_gain(effects.get(one)), _name(people.get(one))))
    rows = [_person_row(one, people.get(one), effects.get(one), formats) for one in ordered]
    if None in effects:
        rows.append(_nobody_row(effects[None], formats))
    if preview.left:
        load = preview.left_load
        words = (left_over_words(), f"{load.customers:,}", f"{load.customers:,}", "")
        yen = formats.yen(load.yearly_yen)
        rows.append(PreviewRow(LEFT, (*words, yen, yen, "")))
    return rows


def _person_row(
    staff_id: int, one: StaffLoad | None, effect: Effect | None, formats: Formats
) -> PreviewRow:
    before = (one.customers, one.yearly_yen) if one else (0, 0)
    more = (effect.customers, effect.yearly_yen) if effect else (0, 0)
    return PreviewRow(
        staff_id,
        (
            staff_words(one) if one else "",
            f"{before[0]:,}",
            f"{before[0] + more[0]:,}",
            signed(more[0]),
            formats.yen(before[1]),
            formats.yen(before[1] + more[1]),
            signed(more[1]),
        ),
    )


def _nobody_row(effect: Effect, formats: Formats) -> PreviewRow:
    gives = effect.gives
    words = (nobody_words(), f"{gives.customers:,}", "0", signed(-gives.customers))
    yen = formats.yen(gives.yearly_yen)
    return PreviewRow(None, (*words, yen, formats.yen(0), signed(-gives.yearly_yen)))


def _gain(effect: Effect | None) -> int:
    return effect.customers if effect else 0


def _name(one: StaffLoad | None) -> str:
    return one.name if one else ""
