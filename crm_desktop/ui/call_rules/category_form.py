"""The inquiry categories: which of them a supervisor has to agree with."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.database.queries.note_categories import CategoryRow
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.rule_rows import RuleRows
from crm_desktop.ui.shared.tick_box import TickBox
from crm_desktop.ui.shared.tokens import SIZES

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class CategoryRule:
    """A category in the list; ``revision`` is another one when its mark is."""

    category: CategoryRow

    @property
    def revision(self) -> int:
        """Return what tells whether somebody else changed the mark."""
        return int(self.category.needs_approval)


@dataclass(frozen=True, slots=True)
class CategoryMark:
    """What is settled about a category."""

    needs_approval: bool = False


class CategoryRows(RuleRows):
    """The way to each category, and whether it needs approval."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        self._language = language
        super().__init__(parent)

    def lines_of(self, row: object) -> tuple[str, str]:
        """Return the way to the category, and what is settled about it."""
        if not isinstance(row, CategoryRule):
            return "", ""
        category = row.category
        labels = category.labels_ja if self._language == "ja" else category.labels_en
        needs = translate("call_rules", "A supervisor agrees before a note is done")
        return " › ".join(labels), needs if category.needs_approval else ""


class CategoryForm(QWidget):
    """One tick."""

    typed = Signal(object)  # CategoryMark

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.needs_approval = TickBox(self.tr("Notes need a supervisor's approval"))
        advice = PlainLabel(
            self.tr(
                "For complaints and the like. Operators ask for approval in place of closing the"
                " note; supervisors find it among the tasks, under Approvals."
            ),
            look="small",
        )
        advice.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SIZES.gap)
        column.addWidget(self.needs_approval)
        column.addWidget(advice)
        column.addStretch(1)
        self.needs_approval.clicked.connect(
            lambda ticked: self.typed.emit(CategoryMark(bool(ticked)))
        )

    def show_form(self, form: CategoryMark) -> None:
        """Show what is settled."""
        self.needs_approval.setChecked(form.needs_approval)

    def point_at_first(self) -> None:
        """Put the caret onto the tick."""
        self.needs_approval.setFocus(Qt.FocusReason.OtherFocusReason)
