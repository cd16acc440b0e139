"""What the page of mailings and enclosures shows, as it is typed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class TypedPaper:
    """A master as it is typed; ``files`` are to become its pages, none leave those it has."""

    code: str = ""
    title: str = ""
    offer: str = ""
    conditions: str = ""
    valid_from: str = ""
    valid_until: str = ""
    files: tuple[Path, ...] = ()
    document_id: int | None = None
    page_count: int = 0


@dataclass(frozen=True, slots=True)
class TypedRule:
    """A rule as it is typed; the enclosure of one that is ``known`` stays."""

    enclosure_id: int | None = None
    product_code: str = ""
    mailing_id: int | None = None
    nth_order: str = ""
    from_on: str = ""
    until_on: str = ""
    active: bool = True
    known: bool = False


@dataclass(frozen=True, slots=True)
class RuleChoices:
    """What a rule can be about: enclosures and mailings, each id and title."""

    enclosures: tuple[tuple[int, str], ...] = ()
    mailings: tuple[tuple[int, str], ...] = ()
