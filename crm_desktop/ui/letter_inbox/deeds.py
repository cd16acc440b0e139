"""What was done with letters, in order, and how to take it back one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from crm_desktop.actions.letters import LetterUndo, SeenLetter
from crm_desktop.ui.letter_inbox.state import Done

_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class DoneDeed:
    """One deed: how to undo it, and the revisions its letters had ``before``."""

    done: Done
    undo: LetterUndo
    before: Mapping[int, int]


class DeedsDone:
    """The last 200 deeds. Undoing one gives its letters new revisions, which older deeds follow."""

    def __init__(self) -> None:
        self._deeds: list[DoneDeed] = []

    def __len__(self) -> int:
        """Return how many can be undone."""
        return len(self._deeds)

    def add(self, deed: DoneDeed) -> None:
        """Remember a deed."""
        self._deeds = [*self._deeds[1 - _MOST :], deed]

    def take_last(self) -> DoneDeed | None:
        """Return the last deed and forget it; None when there is none."""
        return self._deeds.pop() if self._deeds else None

    def put_back(self, deed: DoneDeed) -> None:
        """Remember a deed again that could not be undone just now."""
        self._deeds.append(deed)

    def was_undone(self, deed: DoneDeed, now: LetterUndo) -> None:
        """Let older deeds follow: what their letters were before ``deed`` they are again."""
        again = {seen.letter_id: seen.revision for seen in now.seen}
        follow = {
            SeenLetter(letter, revision): SeenLetter(letter, again[letter])
            for letter, revision in deed.before.items()
            if letter in again
        }
        self._deeds = [_following(older, follow) for older in self._deeds]


def _following(deed: DoneDeed, follow: Mapping[SeenLetter, SeenLetter]) -> DoneDeed:
    seen = tuple(follow.get(one, one) for one in deed.undo.seen)
    before = {
        letter: follow.get(one, one).revision
        for letter, one in ((n, SeenLetter(n, r)) for n, r in deed.before.items())
    }
    return replace(deed, undo=replace(deed.undo, seen=seen), before=before)
