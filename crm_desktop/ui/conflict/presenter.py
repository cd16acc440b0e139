"""Decides when it is decided what is kept of two people's changes; of any kind of record."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from crm_desktop.ui.conflict.state import Choice, ConflictState


class ConflictPresenter(QObject):
    """Asks field by field; nothing is chosen before a person chooses it."""

    changed = Signal(object)  # ConflictState
    decided = Signal(object)  # Mapping of a field's name to its Choice, of all fields
    left = Signal()  # back to what is typed, nothing decided

    def __init__(self, parent: QObject | None = None) -> None:
        """Ask nothing yet."""
        super().__init__(parent)
        self._state = ConflictState()

    @property
    def is_open(self) -> bool:
        """Whether something is to be decided."""
        return bool(self._state.fields)

    def ask(self, state: ConflictState) -> None:
        """Show what collides; what was chosen before for the same two values stays chosen."""
        known = {(f.field, f.theirs, f.mine): f.choice for f in self._state.fields}
        fields = (replace(f, choice=known.get((f.field, f.theirs, f.mine))) for f in state.fields)
        self._show(replace(state, fields=tuple(fields)))

    def choose(self, field: str, choice: Choice) -> None:
        """Keep one of the two values of a field."""
        self._show(self._state.with_choice(field, choice))

    def save(self) -> None:
        """Go on with what was chosen, once every field is."""
        if self.is_open and not self._state.undecided and not self._state.saving:
            self._show(replace(self._state, saving=True))
            self.decided.emit(self._state.choices)

    def on_failed(self) -> None:
        """Let the person try again: what was decided could not be saved."""
        self._show(replace(self._state, saving=False))

    def leave(self) -> None:
        """Go back to what is typed."""
        self.close()
        self.left.emit()

    def close(self) -> None:
        """Ask nothing any more."""
        self._show(ConflictState())

    def _show(self, state: ConflictState) -> None:
        self._state = state
        self.changed.emit(state)
