"""Keeps what is typed into the fields of a form that is no state of a presenter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QDate, QObject, Qt, SignalInstance
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from crm_desktop.background.drafts import DraftKeeper
from crm_desktop.domain.draft import Draft, Json

Field = QLineEdit | QPlainTextEdit | QAbstractButton | QDateEdit | QComboBox


class FormDraft(QObject):
    """One form from its opening on: a draft as soon as it says something else than then.

    Lives as long as ``form``. It is told how the form ended: `forget`, or else `let_go`.
    """

    def __init__(
        self,
        form: QWidget,
        fields: Mapping[str, Field],
        keeper: DraftKeeper,
        about: Draft,
        now: Callable[[], datetime],
    ) -> None:
        """``fields`` are told apart by names that stay the same; none may hide what is typed.

        ``about`` is the draft without anything typed: its identity, and what the form is for.
        """
        super().__init__(form)
        assert not any(_hides(field) for field in fields.values())  # noqa: S101 - no passwords
        self._fields = fields
        self._keeper = keeper
        self._about = about
        self._now = now
        self._kept = False
        self._at_first = self._values()
        for field in fields.values():
            _changed(field).connect(self._on_changed)

    @property
    def draft(self) -> Draft:
        """The form as it stands."""
        fields = {**self._about.fields, "values": self._values()}
        return replace(self._about, fields=fields, typed_at=self._now())

    def put_back(self, draft: Draft) -> None:
        """Fill the form with what was typed before."""
        values = draft.fields.get("values")
        if isinstance(values, Mapping):
            for name, field in self._fields.items():
                if name in values:
                    _put(field, values[name])
        self._on_changed()

    def keep(self) -> None:
        """Keep the form as it stands, whatever was typed: it is being saved."""
        self._kept = True
        self._keeper.keep(self.draft)

    def forget(self) -> None:
        """Know that the form is saved."""
        self._kept = False
        self._keeper.forget(self._about.draft_id)

    def let_go(self) -> None:
        """Know that the form is closed and not saved: what was typed lies among the drafts."""
        self._keeper.let_go(self._about.draft_id)

    def _on_changed(self) -> None:
        if self._values() != self._at_first:
            self.keep()
        elif self._kept:
            self.forget()

    def _values(self) -> dict[str, Json]:
        return {name: _value(field) for name, field in self._fields.items()}


def _hides(field: Field) -> bool:
    return isinstance(field, QLineEdit) and field.echoMode() is not QLineEdit.EchoMode.Normal


def _changed(field: Field) -> SignalInstance:
    match field:
        case QComboBox():
            return field.currentIndexChanged
        case QDateEdit():
            return field.dateChanged
        case QAbstractButton():
            return field.toggled
        case _:
            return field.textChanged


def _value(field: Field) -> Json:
    match field:
        case QComboBox():
            data = field.currentData()
            plain: Any = list(data) if isinstance(data, tuple) else data
            return [field.currentText(), plain]
        case QDateEdit():
            return field.date().toString(Qt.DateFormat.ISODate)
        case QAbstractButton():
            return field.isChecked()
        case QPlainTextEdit():
            return field.toPlainText()
        case _:
            return field.text()


def _put(field: Field, value: Any) -> None:  # noqa: ANN401 - what `_value` made of it
    match field:
        case QComboBox():
            _choose(field, *value)
        case QDateEdit():
            field.setDate(QDate.fromString(str(value), Qt.DateFormat.ISODate))
        case QAbstractButton():
            field.setChecked(bool(value))
        case QPlainTextEdit():
            field.setPlainText(str(value))
        case _:
            field.setText(str(value))


def _choose(field: QComboBox, words: str, plain: Any) -> None:  # noqa: ANN401
    """Choose what was chosen, listed or not."""
    data = tuple(plain) if isinstance(plain, list) else plain
    for place in range(field.count()):
        if field.itemData(place) == data:
            field.setCurrentIndex(place)
            return
    field.addItem(words, data)
    field.setCurrentIndex(field.count() - 1)
