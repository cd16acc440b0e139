"""What pages need that are opened later: read on a worker, so that opening one waits for no disk.

A desk that reads everything before it stands would stand half a second later, and whoever opens a
page whose modules are read only then would wait as long, with a window that answers nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from crm_desktop.database.roles import ADMIN, SCANNER, SUPERVISOR

if TYPE_CHECKING:
    from crm_desktop.app.program import Program

READ_AFTER_MS: Final = 500
"""After the desk stands, which may have a call at once."""

OF_EVERYBODY: Final = (
    "crm_desktop.app.call_log_questions",
    "crm_desktop.app.doctor_tasks",
    "crm_desktop.ui.call_log.panel",
    "crm_desktop.ui.call_log.presenter",
    "crm_desktop.ui.call_log.wiring",
    "crm_desktop.ui.page_text.hits",
    "crm_desktop.ui.page_text.presenter",
    "crm_desktop.ui.paper_viewer.panel",
    "crm_desktop.ui.paper_viewer.place",
    "crm_desktop.ui.paper_viewer.presenter",
    "crm_desktop.ui.paper_viewer.wiring",
    "crm_desktop.ui.tasks.panel",
    "crm_desktop.ui.tasks.sheets",
    "crm_desktop.ui.tasks.wiring",
    "crm_desktop.ui.doctor.dialog",
    "crm_desktop.ui.doctor.presenter",
    "crm_desktop.ui.doctor.state",
)
_LETTERS: Final = ("crm_desktop.app.letter_inbox",)
_RULES: Final = ("crm_desktop.app.call_rules_page",)
OF_GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    SUPERVISOR: (
        *_RULES,
        *_LETTERS,
        "crm_desktop.app.floor",
        "crm_desktop.app.customer_moves_page",
        "crm_desktop.app.openings_page",
        "crm_desktop.app.office_questions",
        "crm_desktop.app.printed_papers_page",
        "crm_desktop.ui.access_history.dialog",
        "crm_desktop.ui.access_history.presenter",
        "crm_desktop.ui.customer_moves.changes_dialog",
        "crm_desktop.ui.customer_moves.drafts",
    ),
    SCANNER: _LETTERS,
    ADMIN: (
        *_RULES,
        "crm_desktop.app.map_folder",
        "crm_desktop.app.map_settings_page",
        "crm_desktop.app.office_questions",
        "crm_desktop.ui.staff.drafts",
        "crm_desktop.ui.staff.panel",
        "crm_desktop.ui.staff.presenter",
        "crm_desktop.ui.staff.wiring",
    ),
}


def read_ahead(program: Program) -> None:
    """Have the modules read soon that this person may need."""

    def begin() -> None:
        program.jobs.run(
            program,
            partial(_read, program.place.staff.groups),
            then=lambda _read: None,
            failed=program.errors.show,
        )

    QTimer.singleShot(READ_AFTER_MS, program, begin)


def _read(groups: Collection[str]) -> None:
    for name in _names(groups):
        import_module(name)


def _names(groups: Collection[str]) -> Iterator[str]:
    yield from OF_EVERYBODY
    for group, names in OF_GROUPS.items():
        if group in groups:
            yield from names
