"""The fields of one mailing or enclosure."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from crm_desktop.domain.printed_paper import LONGEST_CONDITIONS, LONGEST_TITLE
from crm_desktop.ui.printed_papers.page_files import PageFiles
from crm_desktop.ui.printed_papers.state import TypedPaper
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES


class PrintedPaperForm(QWidget):
    """Texts at the left, the pages at the right."""

    typed = Signal(object)  # TypedPaper
    picture_wanted = Signal(object)  # id of a document, None: of no paper

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = TypedPaper()
        self.code = _line(self.tr("Code"))
        self.title = _line(self.tr("Title"))
        self.offer = _line(self.tr("Offer"))
        self.valid_from = _line(self.tr("Valid from"))
        self.valid_until = _line(self.tr("Valid until"))
        for field in (self.valid_from, self.valid_until):
            field.setPlaceholderText("2026/11/20")
        self.conditions = QPlainTextEdit()
        self.conditions.setAccessibleName(self.tr("Conditions"))
        self.conditions.setPlaceholderText(self.tr("Operators read this aloud to customers."))
        self.conditions.setTabChangesFocus(True)
        self.pages = PageFiles()
        self._lay_out()
        for field in self._lines():
            field.textEdited.connect(lambda _text: self._tell())
        self.conditions.textChanged.connect(self._tell)
        self.pages.chosen.connect(self._on_files)

    def show_form(self, form: TypedPaper) -> None:
        """Show ``form``; a field that says the same stays as it is."""
        if form == self._form:
            return
        other = form.document_id != self._form.document_id
        self._form = form
        texts = (form.code, form.title, form.offer, form.valid_from, form.valid_until)
        for field, words in zip(self._lines(), texts, strict=True):
            if field.text() != words:
                field.setText(words)
        if self.conditions.toPlainText() != form.conditions:
            self.conditions.blockSignals(True)
            self.conditions.setPlainText(form.conditions)
            self.conditions.blockSignals(False)
        self.pages.show_files(form.files, form.page_count)
        if other:
            self.pages.show_picture(None)
            self.picture_wanted.emit(form.document_id)

    def show_picture(self, document_id: int, picture: QImage) -> None:
        """Show the first page of a document, if it is still the one that is wanted."""
        if document_id == self._form.document_id:
            self.pages.show_picture(picture)

    def point_at_first(self) -> None:
        """Put the caret into the code."""
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lines(self) -> tuple[QLineEdit, ...]:
        return (self.code, self.title, self.offer, self.valid_from, self.valid_until)

    def _tell(self) -> None:
        code, title, offer, valid_from, valid_until = (field.text() for field in self._lines())
        self._form = replace(
            self._form,
            code=code,
            title=title,
            offer=offer,
            conditions=self.conditions.toPlainText()[:LONGEST_CONDITIONS],
            valid_from=valid_from,
            valid_until=valid_until,
        )
        self.typed.emit(self._form)

    def _on_files(self, files: tuple[Path, ...]) -> None:
        self._form = replace(self._form, files=files)
        self.pages.show_files(files, self._form.page_count)
        self.typed.emit(self._form)

    def _lay_out(self) -> None:
        period = QWidget()
        days = QHBoxLayout(period)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(SIZES.gap)
        for part in (self.valid_from, PlainLabel("–"), self.valid_until):
            days.addWidget(part)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SIZES.gap)
        grid.setVerticalSpacing(SIZES.gap)
        for row, (label, field) in enumerate(
            (
                (self.tr("Code"), self.code),
                (self.tr("Title"), self.title),
                (self.tr("Offer"), self.offer),
                (self.tr("Period"), period),
                (self.tr("Conditions"), self.conditions),
            )
        ):
            words = PlainLabel(label, look="soft")
            words.setContentsMargins(0, SIZES.gap_small, 0, 0)
            grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, row, 1)
        grid.setRowStretch(4, 1)
        grid.setColumnStretch(1, 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SIZES.margin)
        line.addLayout(grid, 1)
        line.addWidget(self.pages)


def _line(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setMaxLength(LONGEST_TITLE)
    field.setAccessibleName(name)
    return field
