"""The page of tasks."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.ui.shared.clock import Clock, utc_now
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.key_hint import key_text
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.tokens import SIZES
from crm_desktop.ui.tasks.approval_pane import ApprovalPane
from crm_desktop.ui.tasks.state import TasksState, WorkView
from crm_desktop.ui.tasks.table import TasksModel, TasksTable
from crm_desktop.ui.tasks.words import detail_words, empty_words, view_words

DONE_KEY = "Ctrl+Return"
PLAN_KEY = "Ctrl+E"
_DETAIL_HEIGHT = 84
_MOST_ROWS = 500


class TasksPanel(QWidget):
    """Lists above, the chosen task whole below with what can be done with it."""

    view_chosen = Signal(object)  # WorkView
    group_chosen = Signal(str)
    done_wanted = Signal()
    plan_wanted = Signal()
    on_screen = Signal(bool)

    def __init__(
        self, formats: Formats, *, now: Clock = utc_now, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._formats = formats
        self.model = TasksModel(formats, now, self)
        self.table = TasksTable(self.model)
        self.views = {view: self._view_button(view) for view in WorkView}
        self.group = QComboBox()
        self.count = PlainLabel(look="soft")
        self.empty = PlainLabel(look="soft")
        self.detail = QPlainTextEdit()
        self.approval = ApprovalPane()
        self.open = QPushButton()
        self.take = QPushButton()
        self.plan = QPushButton()
        self.finish = QPushButton()
        self._groups: tuple[str, ...] | None = None
        self._prepare()
        self._lay_out()
        self._connect()

    def show_state(self, state: TasksState) -> None:
        """Make the page say what ``state`` says."""
        self.views[state.view].setChecked(True)
        self.views[WorkView.ALL].setVisible(state.supervises)
        self._show_groups(state)
        self.table.show_rows(state.rows, state.chosen)
        self._stack.setCurrentIndex(1 if state.rows else 0)
        words = empty_words(state.view) if state.loaded else self.tr("Reading …")
        failed = self.tr("This could not be read. It is tried again when something changes.")
        self.empty.setText(failed if state.failed else words)
        more = "+" if len(state.rows) >= _MOST_ROWS else ""
        self.count.setText(f"{len(state.rows)}{more}" if state.rows else "")
        self._show_chosen(state)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the caret to the list."""
        super().focusInEvent(event)
        self.table.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the page is looked at."""
        super().showEvent(event)
        self.on_screen.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it no longer is."""
        super().hideEvent(event)
        self.on_screen.emit(False)

    def _show_groups(self, state: TasksState) -> None:
        self.group.setVisible(state.view is WorkView.GROUP)
        with QSignalBlocker(self.group):
            if state.choices.groups != self._groups:
                self._groups = state.choices.groups
                self.group.clear()
                self.group.addItem(self.tr("All groups, and anybody"), "")
                for name in self._groups:
                    self.group.addItem(name, name)
            self.group.setCurrentIndex(max(self.group.findData(state.group), 0))

    def _show_chosen(self, state: TasksState) -> None:
        task, today = state.task, self.model.today
        words = ""
        if state.chosen is not None:
            words = detail_words(state.chosen, self._formats, today=today)
        if words != self.detail.toPlainText():
            self.detail.setPlainText(words)
        self.detail.setVisible(state.chosen is not None)
        self.approval.show_state(state)
        held = task is not None and bool(task.taken_by) and not task.is_taken_here
        for button in (self.take, self.plan, self.finish):
            button.setVisible(task is not None)
            button.setEnabled(not held)
        self.open.setVisible(state.chosen is not None)
        self.open.setEnabled(not held)
        opens = self.tr("Open and take") if task is not None else self.tr("Open the card")
        self.open.setText(filled("%1  %2", opens, key_text("Enter")))
        taken_here = task is not None and task.is_taken_here
        words = self.tr("Give back") if taken_here else self.tr("Take")
        self.take.setText(filled("%1  %2", words, key_text("Space")))

    def _view_button(self, view: WorkView) -> QToolButton:
        button = QToolButton()
        button.setProperty("look", "part")
        button.setCheckable(True)
        button.setText(view_words(view))
        button.clicked.connect(lambda _checked: self.view_chosen.emit(view))
        keys = f"Alt+{list(WorkView).index(view) + 1}"
        button.setToolTip(key_text(keys))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        QShortcut(QKeySequence(keys), self, lambda: self.view_chosen.emit(view))
        return button

    def _prepare(self) -> None:
        self.detail.setReadOnly(True)
        self.detail.setFixedHeight(_DETAIL_HEIGHT)
        self.detail.setTabChangesFocus(True)
        self.detail.setAccessibleName(self.tr("The chosen task"))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        for control in (self.group, self.group.view()):
            control.setAccessibleName(self.tr("Group"))
        self.plan.setText(filled("%1  %2", self.tr("Plan …"), key_text(PLAN_KEY)))
        self.finish.setText(filled("%1  %2", self.tr("Done …"), key_text("Ctrl+Enter")))
        self.finish.setProperty("look", "primary")

    def _connect(self) -> None:
        self.group.activated.connect(lambda _n: self.group_chosen.emit(self.group.currentData()))
        self.open.clicked.connect(self.table.row_opened)
        self.take.clicked.connect(self.table.take_wanted)
        self.table.drop_wanted.connect(self.done_wanted)
        self.plan.clicked.connect(self.plan_wanted)
        self.finish.clicked.connect(self.done_wanted)
        for keys, wanted in (
            (DONE_KEY, self.done_wanted),
            ("Ctrl+Enter", self.done_wanted),
            (PLAN_KEY, self.plan_wanted),
        ):
            key = QShortcut(QKeySequence(keys), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(wanted)

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        head = QHBoxLayout()
        head.setSpacing(SIZES.gap)
        head.addWidget(PlainLabel(self.tr("Tasks"), look="name"))
        head.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        head.addWidget(self.group)
        group = QButtonGroup(self)
        for button in self.views.values():
            group.addButton(button)
            head.addWidget(button)
        frame = QFrame()
        frame.setProperty("look", "panel")
        self._stack = QStackedLayout(frame)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.table)
        foot = QHBoxLayout()
        foot.setSpacing(SIZES.gap)
        foot.addStretch(1)
        for deed in (self.open, self.take, self.plan, self.finish):
            deed.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            foot.addWidget(deed)
        page = QVBoxLayout(self)
        page.setContentsMargins(SIZES.margin, SIZES.gap, SIZES.margin, SIZES.margin)
        page.setSpacing(SIZES.gap)
        page.addLayout(head)
        page.addWidget(frame, 1)
        page.addWidget(self.detail)
        page.addWidget(self.approval)
        page.addLayout(foot)
