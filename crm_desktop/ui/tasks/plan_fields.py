"""When a task is due, whose it is, and whether it is urgent."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QLineEdit, QWidget

from crm_desktop.actions.tasks import TaskPlan
from crm_desktop.database.queries.tasks import TaskChoices
from crm_desktop.domain.office_day import moment_of, read_time
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.tick_box import TickBox
from crm_desktop.ui.shared.tokens import SIZES

_TIME_WIDTH = 72
_LONGEST_TIME = 12
_Whose = tuple[str, int | str]  # "staff" with an id, "group" with a name, "" for anybody
_ANYBODY: _Whose = ("group", "")


class PlanFields(QWidget):
    """Day, time (may stay empty), person or group, urgent or not: in one line."""

    edited = Signal()

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._whose: _Whose = _ANYBODY
        self.due_on = QDateEdit()
        self.due_on.setCalendarPopup(True)
        self.due_on.setDisplayFormat("yyyy/MM/dd")
        self.due_on.setAccessibleName(self.tr("Day it is due"))
        self.due_at = QLineEdit()
        self.due_at.setMaxLength(_LONGEST_TIME)
        self.due_at.setFixedWidth(_TIME_WIDTH)
        self.due_at.setPlaceholderText(self.tr("Time"))
        self.due_at.setAccessibleName(self.tr("Time of the day, if one was promised"))
        self.due_at.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.whose = QComboBox()
        for control in (self.whose, self.whose.view()):
            control.setAccessibleName(self.tr("Person or group"))
        self.urgent = TickBox(self.tr("Urgent"))
        self._lay_out()
        self.show_choices(TaskChoices())
        self.due_on.dateChanged.connect(lambda _day: self.edited.emit())
        self.due_at.textEdited.connect(lambda _words: self.edited.emit())
        self.whose.currentIndexChanged.connect(lambda _place: self._on_whose())
        self.urgent.clicked.connect(lambda _ticked: self.edited.emit())

    def show_choices(self, choices: TaskChoices) -> None:
        """Offer these people and groups; whoever is chosen stays so, listed or not."""
        with QSignalBlocker(self.whose):
            self.whose.clear()
            self.whose.addItem(self.tr("Anybody"), _ANYBODY)
            for group in choices.groups:
                self.whose.addItem(filled(self.tr("Group %1"), group), ("group", group))
            for staff_id, name in choices.people:
                self.whose.addItem(name, ("staff", staff_id))
            self._choose(self._whose)

    def show_plan(self, plan: TaskPlan, *, today: date) -> None:
        """Show a plan; where it has no day, today."""
        on = plan.due_on or today
        self.due_on.setDate(QDate(on.year, on.month, on.day))
        self.due_at.setText("" if plan.due_at is None else self._formats.time(plan.due_at))
        whose = ("staff", plan.staff_id) if plan.staff_id else ("group", plan.for_group)
        with QSignalBlocker(self.whose):
            self._choose(whose)
        self.urgent.setChecked(plan.priority > 0)

    def plan(self) -> TaskPlan:
        """Return what is planned.

        Raises:
            BadTime: the time is none.
        """
        day = self.due_on.date()
        due_on = date(day.year(), day.month(), day.day())
        at = read_time(self.due_at.text())
        _kind, who = self._whose
        return TaskPlan(
            due_on,
            None if at is None else moment_of(due_on, at, self._formats.zone),
            staff_id=who if isinstance(who, int) else None,
            for_group=who if isinstance(who, str) else "",
            priority=int(self.urgent.isChecked()),
        )

    def _choose(self, whose: _Whose) -> None:
        self._whose = whose
        places = range(self.whose.count())
        place = next((n for n in places if tuple(self.whose.itemData(n)) == whose), None)
        if place is None:
            who = whose[1]
            words = filled(self.tr("Group %1"), who) if isinstance(who, str) else "…"
            self.whose.addItem(words, whose)
            place = self.whose.count() - 1
        self.whose.setCurrentIndex(place)

    def _on_whose(self) -> None:
        kind, who = self.whose.currentData()
        self._whose = (kind, who)
        self.edited.emit()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SIZES.gap)
        row.addWidget(self.due_on)
        row.addWidget(self.due_at)
        row.addWidget(self.whose, 1)
        row.addWidget(self.urgent)
