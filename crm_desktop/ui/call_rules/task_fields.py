"""What the office settles about tasks: groups, how long one is taken, when supervisors hear."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from crm_desktop.domain.task_rules import MOST_HOURS, MOST_MINUTES, TaskRules
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES

_WIDTH = 72
_LONGEST = 400


class TaskRuleFields(QWidget):
    """Groups in one line with commas (、 too); an empty field means what is usual."""

    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.groups, self.taken_minutes, self.overdue_hours = QLineEdit(), QLineEdit(), QLineEdit()
        self.groups.setMaxLength(_LONGEST)
        self.groups.setPlaceholderText(self.tr("Shipping, Orders"))
        self.groups.setAccessibleName(self.tr("Groups that tasks can be for"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SIZES.gap)
        grid.setVerticalSpacing(SIZES.gap_small)
        grid.addWidget(self.groups, 0, 0, 1, 2)
        numbers = (
            (self.taken_minutes, MOST_MINUTES, self.tr("minutes a taken task is kept from others")),
            (self.overdue_hours, MOST_HOURS, self.tr("hours overdue, supervisors see a task")),
        )
        for row, (edit, most, name) in enumerate(numbers, start=1):
            edit.setValidator(QIntValidator(0, most, self))
            edit.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
            edit.setFixedWidth(_WIDTH)
            edit.setAlignment(Qt.AlignmentFlag.AlignRight)
            edit.setAccessibleName(name)
            grid.addWidget(edit, row, 0)
            grid.addWidget(PlainLabel(name, look="soft"), row, 1)
        for edit in (self.groups, self.taken_minutes, self.overdue_hours):
            edit.textEdited.connect(lambda _words: self.typed.emit())
        grid.setColumnStretch(1, 1)
        self.setFocusProxy(self.groups)
        self._show(TaskRules())

    @property
    def rules(self) -> TaskRules:
        """What is typed."""
        usual = TaskRules()
        names = self.groups.text().replace("、", ",").replace("，", ",").split(",")
        return TaskRules(
            tuple(name.strip() for name in names if name.strip()),
            _number(self.taken_minutes, usual.taken_minutes),
            _number(self.overdue_hours, usual.overdue_hours),
        )

    def show_rules(self, rules: TaskRules) -> None:
        """Show ``rules``; what says the same already stays as it is typed."""
        if rules != self.rules:
            self._show(rules)

    def _show(self, rules: TaskRules) -> None:
        self.groups.setText(", ".join(rules.groups))
        self.taken_minutes.setText(str(rules.taken_minutes))
        self.overdue_hours.setText(str(rules.overdue_hours))


def _number(edit: QLineEdit, usual: int) -> int:
    return int(edit.text()) if edit.text().isdecimal() else usual
