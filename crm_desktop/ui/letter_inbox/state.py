"""What the inbox of letters shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crm_desktop.actions.letters import LetterUndo, SeenLetter
from crm_desktop.database.queries.letters import InboxLetter, QuarantinedRow
from crm_desktop.database.queries.paper_pages import PaperPage
from crm_desktop.domain.letter_candidates import LetterCandidate


class Deed(StrEnum):
    """What was done last with a letter, for the line that offers to undo it."""

    ATTACHED = "attached"
    DETACHED = "detached"
    DATED = "dated"
    READ = "read"
    SPLIT = "split"
    MERGED = "merged"
    MOVED = "moved"
    TURNED = "turned"
    ASIDE = "aside"
    BACK = "back"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Done:
    """A deed, whom it was about where it was about somebody, and whether it can be undone."""

    deed: Deed
    name: str = ""


@dataclass(frozen=True, slots=True)
class InboxRows:
    """What the database says: letters of nobody, letters assigned lately, refused files."""

    waiting: tuple[InboxLetter, ...] = ()
    assigned: tuple[InboxLetter, ...] = ()
    quarantined: tuple[QuarantinedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterInboxState:
    """The rows, the chosen letter with its pages, and who may have written it.

    ``pages`` are in their order, blank ones included; ``page`` is the index of the one shown.
    ``candidates`` is None while they are looked for. ``undoable`` deeds can be taken back, the
    last being ``done``.
    """

    rows: InboxRows = InboxRows()
    chosen: InboxLetter | None = None
    pages: tuple[PaperPage, ...] = ()
    page: int = 0
    candidates: tuple[LetterCandidate, ...] | None = ()
    done: Done | None = None
    undoable: int = 0
    loaded: bool = False
    failed: bool = False

    @property
    def shown_page(self) -> PaperPage | None:
        """The page in the middle."""
        return self.pages[self.page] if self.page < len(self.pages) else None

    @property
    def listed(self) -> tuple[InboxLetter, ...]:
        """All letters of the list, in its order."""
        return (*self.rows.waiting, *self.rows.assigned)


@dataclass(frozen=True, slots=True)
class LetterInboxWork:
    """What the inbox asks and does, off the GUI thread; deeds return how to undo them."""

    read_rows: Callable[[], InboxRows]
    read_pages: Callable[[InboxLetter], Sequence[PaperPage]]
    find_candidates: Callable[[InboxLetter], tuple[LetterCandidate, ...]]
    attach: Callable[[SeenLetter, int], LetterUndo]
    detach: Callable[[SeenLetter], LetterUndo]
    date: Callable[[SeenLetter, date, str], LetterUndo]
    mark_read: Callable[[SeenLetter], LetterUndo]
    split: Callable[[SeenLetter, int], LetterUndo]
    merge: Callable[[SeenLetter, Sequence[SeenLetter]], LetterUndo]
    reorder: Callable[[SeenLetter, Sequence[int]], LetterUndo]
    rotate: Callable[[SeenLetter, int, int], LetterUndo]
    set_aside: Callable[[SeenLetter, int, bool], LetterUndo]
    undo: Callable[[LetterUndo], LetterUndo]
