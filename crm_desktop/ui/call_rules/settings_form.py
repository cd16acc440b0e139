"""The fields of the office's settings about calls."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from crm_desktop.domain.office_form import LONGEST_WORK_S, OfficeForm
from crm_desktop.ui.call_rules.floor_limits import FloorLimitFields
from crm_desktop.ui.call_rules.line_names import LineNames
from crm_desktop.ui.call_rules.outlier_fields import OutlierFields
from crm_desktop.ui.call_rules.task_fields import TaskRuleFields
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tick_box import TickBox
from crm_desktop.ui.shared.tokens import SIZES

_REASONS_HEIGHT = 110


class SettingsForm(QWidget):
    """The names of the lines, after-call work, being away, dialling."""

    typed = Signal(object)  # OfficeForm

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = OfficeForm()
        self.lines = LineNames()
        self.after_call = QLineEdit()
        self.after_call.setValidator(QIntValidator(0, LONGEST_WORK_S, self))
        self.after_call.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.after_call.setPlaceholderText(self.tr("no limit"))
        self.after_call_ends = TickBox(self.tr("It ends by itself then"))
        self.category_required = TickBox(self.tr("A category must be chosen before ready"))
        self.start_away = TickBox(self.tr("Whoever signs in is away until they say ready"))
        self.reasons = QPlainTextEdit()
        self.reasons.setTabChangesFocus(True)
        self.reasons.setFixedHeight(_REASONS_HEIGHT)
        self.prefix = QLineEdit()
        self.prefix.setMaxLength(4)
        self.dial_url = QLineEdit()
        self.dial_url.setMaxLength(500)
        self.dial_url.setPlaceholderText("https://pbx.example.jp/dial?to={number}&from={extension}")
        self.floor = FloorLimitFields()
        self.outliers = OutlierFields()
        self.tasks = TaskRuleFields()
        self._lay_out()
        self._connect()

    def show_form(self, form: OfficeForm) -> None:
        """Show ``form``; a field that says the same stays as it is."""
        if form == self._form:
            return
        self._form = form
        self.blockSignals(True)
        self.lines.show_lines(form.lines)
        self.after_call_ends.setChecked(form.after_call_ends)
        self.category_required.setChecked(form.category_required)
        self.start_away.setChecked(form.start_away)
        self.floor.show_limits(form.floor)
        self.outliers.show_rule(form.outliers)
        self.tasks.show_rules(form.tasks)
        if _lines_of(self.reasons) != form.away_reasons:
            self.reasons.setPlainText("\n".join(form.away_reasons))
        seconds = str(form.after_call_seconds or "")
        texts = (
            (self.after_call, seconds),
            (self.prefix, form.outside_prefix),
            (self.dial_url, form.dial_url),
        )
        for field, words in texts:
            if field.text() != words:
                field.setText(words)
        self.blockSignals(False)

    def point_at_first(self) -> None:
        """Put the caret into the first line's number."""
        self.lines.point_at_first()

    def _tell(self) -> None:
        if self.signalsBlocked():
            return
        self._form = replace(
            self._form,
            lines=self.lines.lines,
            away_reasons=_lines_of(self.reasons),
            after_call_seconds=int(self.after_call.text() or 0),
            after_call_ends=self.after_call_ends.isChecked(),
            category_required=self.category_required.isChecked(),
            start_away=self.start_away.isChecked(),
            outside_prefix=self.prefix.text(),
            dial_url=self.dial_url.text(),
            floor=self.floor.limits,
            outliers=self.outliers.rule,
            tasks=self.tasks.rules,
        )
        self.typed.emit(self._form)

    def _connect(self) -> None:
        self.lines.typed.connect(self._tell)
        self.floor.typed.connect(self._tell)
        self.outliers.typed.connect(self._tell)
        self.tasks.typed.connect(self._tell)
        for tick in (self.after_call_ends, self.category_required, self.start_away):
            tick.clicked.connect(lambda _ticked: self._tell())
        self.reasons.textChanged.connect(self._tell)
        for field in (self.after_call, self.prefix, self.dial_url):
            field.textEdited.connect(lambda _text: self._tell())

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SIZES.margin)
        grid.setVerticalSpacing(SIZES.gap)
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Names of the lines"), self.lines),
            (self.tr("After-call work, in seconds"), self.after_call),
            ("", self.after_call_ends),
            ("", self.category_required),
            (self.tr("Reasons for being away, one a line"), self.reasons),
            ("", self.start_away),
            (self.tr("Dialled before calls to the outside"), self.prefix),
            (self.tr("Address that dials"), self.dial_url),
            (self.tr("Supervisors are warned when"), self.floor),
            (self.tr("Openings are marked above"), self.outliers),
            (self.tr("Tasks"), self.tasks),
        )
        for row, (label, field) in enumerate(rows):
            name = PlainLabel(label, look="soft")
            name.setWordWrap(True)
            tall = field in {self.lines, self.reasons, self.floor, self.outliers, self.tasks}
            name.setContentsMargins(0, SIZES.gap_small if tall else 0, 0, 0)
            side = Qt.AlignmentFlag.AlignTop if tall else Qt.AlignmentFlag.AlignVCenter
            grid.addWidget(name, row, 0, side)
            grid.addWidget(field, row, 1)
            if label:
                field.setAccessibleName(label)
        words = self.tr("Desks take this over when somebody signs in; line names at once.")
        grid.addWidget(PlainLabel(words, look="small"), len(rows), 1)
        grid.setColumnMinimumWidth(0, 200)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(0, 1)
        self.after_call.setMaximumWidth(160)
        self.prefix.setMaximumWidth(80)


def _lines_of(edit: QPlainTextEdit) -> tuple[str, ...]:
    return tuple(line for line in edit.toPlainText().splitlines() if line.strip())
