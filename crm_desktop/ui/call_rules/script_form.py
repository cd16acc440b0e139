"""The fields of one talk script."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from crm_desktop.actions.talk_scripts import TalkScriptForm
from crm_desktop.ui.call_rules.state import ScriptChoices
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.one_line import one_line
from crm_desktop.ui.shared.tick_box import TickBox
from crm_desktop.ui.shared.tokens import SIZES

LONGEST_SCRIPT = 20_000


class ScriptForm(QWidget):
    """Title, what it is for, whether it is in use, and the words."""

    typed = Signal(object)  # TalkScriptForm

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = TalkScriptForm("", "")
        self.title = QLineEdit()
        self.title.setMaxLength(200)
        self.title.setAccessibleName(self.tr("Title"))
        self.meant_for = QComboBox()
        self.meant_for.setAccessibleName(self.tr("For"))
        self.body = QPlainTextEdit()
        self.body.setAccessibleName(self.tr("Words"))
        self.body.setTabChangesFocus(True)
        self.active = TickBox(self.tr("In use"))
        self.active.setChecked(self._form.active)
        self.show_choices(ScriptChoices())
        self._lay_out()
        self.title.textEdited.connect(lambda _text: self._tell())
        self.meant_for.activated.connect(lambda _place: self._tell())
        self.body.textChanged.connect(self._tell)
        self.active.clicked.connect(lambda _ticked: self._tell())

    def show_choices(self, choices: ScriptChoices) -> None:
        """Offer the lines and mailings there are; what the script is for stays chosen."""
        self.meant_for.clear()
        self.meant_for.addItem(self.tr("All calls for which there is no other one"), ("", None))
        for line in choices.lines:
            self.meant_for.addItem(self.tr("Line: ") + one_line(line), (line, None))
        for mailing_id, title in choices.mailings:
            self.meant_for.addItem(self.tr("Mailing: ") + one_line(title), ("", mailing_id))
        self._choose_target()

    def show_form(self, form: TalkScriptForm) -> None:
        """Show ``form``; a field that says the same stays as it is."""
        if form == self._form:
            return
        self._form = form
        if self.title.text() != form.title:
            self.title.setText(form.title)
        if self.body.toPlainText() != form.body:
            self.body.blockSignals(True)
            self.body.setPlainText(form.body)
            self.body.blockSignals(False)
        self.active.setChecked(form.active)
        self._choose_target()

    def point_at_first(self) -> None:
        """Put the caret into the title."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_target(self) -> None:
        """Choose what the script is for; a line or mailing that is no more is still named."""
        wanted = (self._form.line_name, self._form.mailing_id)
        targets = [self.meant_for.itemData(place) for place in range(self.meant_for.count())]
        if wanted not in targets:
            words = wanted[0] or self.tr("A mailing that is no more")
            self.meant_for.addItem(one_line(words), wanted)
            targets.append(wanted)
        self.meant_for.setCurrentIndex(targets.index(wanted))

    def _tell(self) -> None:
        line_name, mailing_id = self.meant_for.currentData()
        self._form = replace(
            self._form,
            title=self.title.text(),
            body=self.body.toPlainText()[:LONGEST_SCRIPT],
            line_name=line_name,
            mailing_id=mailing_id,
            active=self.active.isChecked(),
        )
        self.typed.emit(self._form)

    def _lay_out(self) -> None:
        hint = PlainLabel(
            self.tr(
                "{name} becomes the customer's name, {operator} that of whoever speaks, {line}"
                " that of the line."
            ),
            look="small",
        )
        hint.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SIZES.gap)
        grid.setVerticalSpacing(SIZES.gap)
        for row, (label, field) in enumerate(
            (
                (self.tr("Title"), self.title),
                (self.tr("For"), self.meant_for),
                (self.tr("Words"), self.body),
            )
        ):
            words = PlainLabel(label, look="soft")
            words.setContentsMargins(0, SIZES.gap_small, 0, 0)
            grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, row, 1)
        grid.addWidget(hint, 3, 1)
        grid.addWidget(self.active, 4, 1)
        grid.setRowStretch(2, 1)
        grid.setColumnStretch(1, 1)
