"""Small windows beside the desk: a task is made or planned anew, or said to be done.

They are not modal: a call that comes meanwhile is answered, and what is typed stays.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.actions.tasks import TaskPlan
from crm_desktop.database.queries.tasks import OpenTask, TaskChoices
from crm_desktop.errors.tasks import BadTime
from crm_desktop.ui.error_text import error_text
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.form_draft import Field
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.key_hint import key_text
from crm_desktop.ui.shared.labels import ElidedLabel, PlainLabel
from crm_desktop.ui.shared.tick_box import TickBox
from crm_desktop.ui.shared.tokens import SIZES
from crm_desktop.ui.tasks.plan_fields import PlanFields
from crm_desktop.ui.tasks.words import about_words

translate = QCoreApplication.translate

_WIDTH = 620
_LONGEST = 500


class _Sheet(QDialog):
    """A window that goes when it is done with; Ctrl+Enter is its first button."""

    ok_wanted = Signal()

    def __init__(self, heading: str, about: str, ok: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(heading)
        self.setMinimumWidth(_WIDTH)
        self.about = ElidedLabel(about, look="title")
        self.words = QLineEdit()
        self.words.setMaxLength(_LONGEST)
        self.refusal = PlainLabel(look="small-late")
        self.refusal.setWordWrap(True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        button = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        button.setText(filled("%1  %2", ok, key_text("Ctrl+Enter")))
        button.setProperty("look", "primary")
        button.setAutoDefault(False)  # Enter that ends a conversion ends nothing else
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.buttons.accepted.connect(self.ok_wanted)
        self.buttons.rejected.connect(self.reject)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(key, self).activated.connect(self.ok_wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter alone do nothing, and Esc put the window away."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return
        super().keyPressEvent(event)

    def _lay_out(self, *parts: QWidget) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(SIZES.margin,) * 4)
        column.setSpacing(SIZES.gap)
        for part in (self.about, self.words, *parts, self.refusal, self.buttons):
            column.addWidget(part)
        self.words.setFocus()

    def _plan_of(self, fields: PlanFields) -> TaskPlan | None:
        try:
            return fields.plan()
        except BadTime as error:
            self.refusal.setText(error_text(error))
            fields.due_at.setFocus()
            return None


class TaskSheet(_Sheet):
    """What is to be done, by when, by whom: of a new task or of one that is planned anew."""

    task_wanted = Signal(str, object)  # title, TaskPlan

    def __init__(
        self,
        heading: str,
        about: str,
        formats: Formats,
        choices: TaskChoices,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(heading, about, translate("tasks", "Save"), parent)
        self.words.setPlaceholderText(self.tr("What is to be done"))
        self.words.setAccessibleName(self.tr("What is to be done"))
        self.fields = PlanFields(formats)
        self.fields.show_choices(choices)
        self.ok_wanted.connect(self._on_ok)
        self._lay_out(self.fields)

    def show_task(self, title: str, plan: TaskPlan, *, today: date, fixed: bool = False) -> None:
        """Show a task; ``fixed``: what is to be done stays as it is."""
        self.words.setText(title)
        self.words.setReadOnly(fixed)
        self.fields.show_plan(plan, today=today)
        (self.fields.due_at if fixed else self.words).setFocus()

    def typed_fields(self) -> dict[str, Field]:
        """Return the fields by the names under which drafts keep them."""
        return {"title": self.words, **_typed_plan(self.fields)}

    def _on_ok(self) -> None:
        if not self.words.text().strip():
            self.refusal.setText(self.tr("Say in a few words what is to be done."))
            self.words.setFocus()
            return
        plan = self._plan_of(self.fields)
        if plan is not None:
            self.task_wanted.emit(self.words.text().strip(), plan)
            self.accept()


class DoneSheet(_Sheet):
    """What came of a task, and whether the customer is to be called again."""

    done_wanted = Signal(str, object)  # outcome, TaskPlan of the next call-back or None
    drop_wanted = Signal(str)

    def __init__(
        self,
        task: OpenTask,
        formats: Formats,
        choices: TaskChoices,
        *,
        tomorrow: date,
        parent: QWidget | None = None,
    ) -> None:
        about = "  ".join(filter(None, (about_words(task, formats), task.title)))
        super().__init__(translate("tasks", "Done"), about, translate("tasks", "Done"), parent)
        self.words.setPlaceholderText(self.tr("What came of it"))
        self.words.setAccessibleName(self.tr("What came of it"))
        self.again = TickBox(self.tr("Call back again"))
        self.fields = PlanFields(formats)
        self.fields.show_choices(choices)
        plan = TaskPlan(tomorrow, None, task.staff_id, task.for_group, task.priority)
        self.fields.show_plan(plan, today=tomorrow)
        self.fields.setEnabled(False)
        self.again.toggled.connect(self.fields.setEnabled)
        self.drop = self.buttons.addButton(
            self.tr("Not needed"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.drop.setAutoDefault(False)
        self.drop.clicked.connect(self._on_drop)
        self.ok_wanted.connect(self._on_ok)
        self._lay_out(self.again, self.fields)

    def typed_fields(self) -> dict[str, Field]:
        """Return the fields by the names under which drafts keep them."""
        return {"outcome": self.words, "again": self.again, **_typed_plan(self.fields)}

    def _on_ok(self) -> None:
        if not self.again.isChecked():
            self.done_wanted.emit(self.words.text().strip(), None)
            self.accept()
            return
        plan = self._plan_of(self.fields)
        if plan is not None:
            self.done_wanted.emit(self.words.text().strip(), plan)
            self.accept()

    def _on_drop(self) -> None:
        self.drop_wanted.emit(self.words.text().strip())
        self.accept()


def _typed_plan(plan: PlanFields) -> dict[str, Field]:
    return {
        "due_on": plan.due_on,
        "due_at": plan.due_at,
        "whose": plan.whose,
        "urgent": plan.urgent,
    }
