"""Questions about the inquiry categories (お問い合わせ区分)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.database.models.note import NoteCategory


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """One category; ``labels_ja`` and ``labels_en`` lead to it from the top of the tree.

    ``needs_approval``: a supervisor agrees before a note of it is done.
    """

    category_id: int
    labels_ja: tuple[str, ...]
    labels_en: tuple[str, ...]
    needs_approval: bool = False


def note_categories(session: Session) -> list[CategoryRow]:
    """Return the active categories in the order of the tree: each before what is below it.

    A category without an English label has its Japanese one in both languages.
    """
    statement = (
        select(
            NoteCategory.id,
            NoteCategory.parent_id,
            NoteCategory.label_ja,
            NoteCategory.label_en,
            NoteCategory.needs_approval,
        )
        .where(NoteCategory.active)
        .order_by(NoteCategory.position, NoteCategory.id)
    )
    below: _Below = {}
    for category_id, parent_id, label_ja, label_en, needs in session.execute(statement):
        branch = below.setdefault(parent_id, [])
        branch.append((category_id, label_ja, label_en or label_ja, needs))
    return _branch(below, None, CategoryRow(0, (), ()))


_Below = dict[int | None, list[tuple[int, str, str, bool]]]


def _branch(below: _Below, parent: int | None, top: CategoryRow) -> list[CategoryRow]:
    rows = []
    for category_id, label_ja, label_en, needs in below.get(parent, []):
        ways = (*top.labels_ja, label_ja), (*top.labels_en, label_en)
        row = CategoryRow(category_id, *ways, needs)
        rows += [row, *_branch(below, category_id, row)]
    return rows
