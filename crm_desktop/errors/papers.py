"""Papers: files that cannot be taken in, originals that are not where they should be.

The sentences are in `crm_desktop.ui.paper_error_text`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crm_desktop.errors.base import CrmError


class PaperRefused(CrmError):
    """A file cannot be taken in as a paper; it belongs into quarantine, the rest goes on.

    ``name`` is the file's, as the source gave it.
    """

    def __init__(self, name: str) -> None:
        super().__init__(f"no paper: {type(self).__name__}")
        self.name = name


class PaperEmpty(PaperRefused):
    """There is not one byte in the file."""


class NotAPaper(PaperRefused):
    """The content is of no kind that is taken, whatever the name says."""

    def __init__(self, name: str, kind: str = "") -> None:
        """``kind`` is what it is, such as ``GIF``, where that is known."""
        super().__init__(name)
        self.kind = kind


class PaperIsMarkup(PaperRefused):
    """The file holds a web page or a drawing made of text, whatever its name says."""


class PaperTruncated(PaperRefused):
    """The end of the file is missing."""


class PaperDamaged(PaperRefused):
    """The file begins as it should, but cannot be read."""


class PaperLocked(PaperRefused):
    """The PDF opens only with a password."""


class PaperAnimated(PaperRefused):
    """The picture moves: it has more than one frame, and they are not pages."""


class PaperTooLarge(PaperRefused):
    """The file has more bytes than are taken."""

    def __init__(self, name: str, megabytes: int, limit_megabytes: int) -> None:
        super().__init__(name)
        self.megabytes = megabytes
        self.limit_megabytes = limit_megabytes


class PaperTooManyPages(PaperRefused):
    """The file has more pages than are taken at once."""

    def __init__(self, name: str, limit: int) -> None:
        super().__init__(name)
        self.limit = limit


class PaperTooManyPixels(PaperRefused):
    """A page would need more memory than a desk may use for one."""

    def __init__(self, name: str, width_px: int, height_px: int) -> None:
        """Both are 0 where they are not known exactly."""
        super().__init__(name)
        self.width_px = width_px
        self.height_px = height_px


class PaperOddShape(PaperRefused):
    """A page is too thin, too small or too long to be a scan."""

    def __init__(self, name: str, width_px: int, height_px: int) -> None:
        super().__init__(name)
        self.width_px = width_px
        self.height_px = height_px


class PaperNotKept(CrmError):
    """What was read back after storing is not what was stored; the file must not be let go."""

    def __init__(self, sha256: str) -> None:
        """``sha256`` in hexadecimal."""
        super().__init__(f"original {sha256} was not stored as it is")
        self.sha256 = sha256


class OriginalMissing(CrmError):
    """An original is neither in the database nor, with the right bytes, where it was moved to."""

    def __init__(self, sha256: str) -> None:
        """``sha256`` in hexadecimal."""
        super().__init__(f"original {sha256} is not there, or has other bytes")
        self.sha256 = sha256


class PaperStoreAway(CrmError):
    """The place outside the database where originals are kept does not answer."""

    def __init__(self, place: str) -> None:
        super().__init__(f"{place} does not answer")
        self.place = place


class PaperStoreFull(CrmError):
    """There is no room left in the place outside the database where originals are kept."""

    def __init__(self, place: str) -> None:
        super().__init__(f"{place} is full")
        self.place = place


class MoveBusy(CrmError):
    """Originals are being moved already."""


class BadPaperStore(CrmError):
    """The address of the place for originals cannot be used."""

    def __init__(self, problem: str) -> None:
        """``problem`` is English and technical: an administrator sets the address."""
        super().__init__(f"the address for originals cannot be used: {problem}")
        self.problem = problem


class LetterAnswered(CrmError):
    """A letter that was answered or thanked for cannot go into another one."""

    def __init__(self, letter_id: int) -> None:
        super().__init__(f"letter {letter_id} was answered")
        self.letter_id = letter_id


class LettersOfTwo(CrmError):
    """Letters of different customers cannot be one letter."""

    def __init__(self, letter_id: int, other_id: int) -> None:
        super().__init__(f"letters {letter_id} and {other_id} are of different customers")
        self.letter_id = letter_id
        self.other_id = other_id


class NothingToPart(CrmError):
    """The pages of a letter cannot be parted or laid like that: one would be missing."""

    def __init__(self, letter_id: int) -> None:
        super().__init__(f"the pages of letter {letter_id} cannot be laid like that")
        self.letter_id = letter_id


class TooManyLettersAsked(CrmError):
    """The login has asked as often as the office allows who may have written letters."""

    def __init__(self, hourly_limit: int) -> None:
        """Remember how many are allowed in an hour."""
        super().__init__(f"more than {hourly_limit} letters asked about in an hour")
        self.hourly_limit = hourly_limit


def refusal_told(problem: str, name: str, facts: Mapping[str, Any]) -> PaperRefused:
    """Return the refusal that a quarantined file was put aside for.

    ``problem`` is its name, ``facts`` what `facts_to_tell` gave. One that is not known here is
    a `PaperDamaged`.
    """
    kind = globals().get(problem)
    if isinstance(kind, type) and issubclass(kind, PaperRefused):
        try:
            return kind(**{"name": name, **facts})
        except TypeError:
            pass
    return PaperDamaged(name)
