"""What undoes a deed on letters, in a form that the database can keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from crm_desktop.actions.letter_pages import Leaf, Sheet
from crm_desktop.actions.letters import LetterUndo, SeenLetter


def undo_as_facts(undo: LetterUndo) -> dict[str, Any]:
    """Return ``undo`` as it fits into JSON; `undo_of_facts` reads it."""
    return {
        "seen": [[seen.letter_id, seen.revision] for seen in undo.seen],
        "fields": {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in undo.fields.items()
        },
        "tags": [[letter_id, list(tags)] for letter_id, tags in undo.tags.items()],
        "sheets": [asdict(sheet) for sheet in undo.sheets],
    }


def undo_of_facts(facts: Mapping[str, Any]) -> LetterUndo:
    """Return what `undo_as_facts` made ``facts`` of."""
    return LetterUndo(
        seen=tuple(SeenLetter(*seen) for seen in facts["seen"]),
        fields={
            name: date.fromisoformat(value) if name in _DAYS and value else value
            for name, value in facts["fields"].items()
        },
        tags={letter_id: tuple(tags) for letter_id, tags in facts["tags"]},
        sheets=tuple(_sheet(sheet) for sheet in facts["sheets"]),
    )


def _sheet(facts: Mapping[str, Any]) -> Sheet:
    pages = tuple(Leaf(**page) for page in facts["pages"])
    return Sheet(**{**facts, "pages": pages})


_DAYS: Final = frozenset({"received_on", "thanked_on"})
