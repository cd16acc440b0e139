"""What the office settles about tasks: groups, how long one is taken, when supervisors hear."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from crm_desktop.domain.task_rules import MOST_HOURS, MOST_MINUTES, TaskRules
from crm_desktop.ui.call_rules.number_rows import add_number_row, number_grid, typed_number

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
        grid = number_grid(self)
        grid.addWidget(self.groups, 0, 0, 1, 2)
        numbers = (
            (self.taken_minutes, MOST_MINUTES, self.tr("minutes a taken task is kept from others")),
            (self.overdue_hours, MOST_HOURS, self.tr("hours overdue, supervisors see a task")),
        )
        for row, (edit, most, name) in enumerate(numbers, start=1):
            add_number_row(grid, row, edit, name, most=most)
        for edit in (self.groups, self.taken_minutes, self.overdue_hours):
            edit.textEdited.connect(lambda _words: self.typed.emit())
        self.setFocusProxy(self.groups)
        self._show(TaskRules())

    @property
    def rules(self) -> TaskRules:
        """What is typed."""
        usual = TaskRules()
        names = self.groups.text().replace("、", ",").replace("，", ",").split(",")
        return TaskRules(
            tuple(name.strip() for name in names if name.strip()),
            typed_number(self.taken_minutes, empty=usual.taken_minutes),
            typed_number(self.overdue_hours, empty=usual.overdue_hours),
        )

    def show_rules(self, rules: TaskRules) -> None:
        """Show ``rules``; what says the same already stays as it is typed."""
        if rules != self.rules:
            self._show(rules)

    def _show(self, rules: TaskRules) -> None:
        self.groups.setText(", ".join(rules.groups))
        self.taken_minutes.setText(str(rules.taken_minutes))
        self.overdue_hours.setText(str(rules.overdue_hours))
