"""Between a filter as it is typed and as the database is asked."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from crm_desktop.domain.calendar_date import parse_date
from crm_desktop.domain.customer_filter import CustomerFilter
from crm_desktop.errors.base import CrmError
from crm_desktop.errors.moving import BadCount
from crm_desktop.ui.customer_moves.state import FilterField, TypedFilter


@dataclass(frozen=True, slots=True)
class FilterReading:
    """``chosen`` is None where a field cannot be read."""

    chosen: CustomerFilter | None
    refused: Mapping[FilterField, CrmError]


def read_filter(typed: TypedFilter) -> FilterReading:
    """Return what is meant, or which fields cannot be read and why."""
    found: dict[FilterField, date | int | None] = {}
    refused: dict[FilterField, CrmError] = {}
    for part in FilterField:
        try:
            found[part] = _read(part, typed.text(part).strip())
        except CrmError as error:
            refused[part] = error
    if refused:
        return FilterReading(None, refused)
    values = {_NAMES[part]: value for part, value in found.items()}
    return FilterReading(replace(typed.ticked, **values), {})  # type: ignore[arg-type]  # by name


def typed_filter(chosen: CustomerFilter) -> TypedFilter:
    """Return the form that means ``chosen``."""
    texts = {part: _shown(getattr(chosen, name)) for part, name in _NAMES.items()}
    empty: dict[str, None] = dict.fromkeys(_NAMES.values())
    ticked = replace(chosen, **empty)  # type: ignore[arg-type]  # by name
    return TypedFilter(ticked, {part: text for part, text in texts.items() if text})


def read_count(text: str) -> int | None:
    """Return a whole number from 0 up, in any width, with or without separators; None for "".

    Raises:
        BadCount: it is none, or has more than 12 digits.
    """
    plain = unicodedata.normalize("NFKC", text).strip().replace(",", "").removeprefix("¥")
    if not plain:
        return None
    if not plain.isdecimal() or len(plain) > _MOST_DIGITS:
        raise BadCount(text)
    return int(plain)


def shown_day(day: date) -> str:
    """Return a day as it is typed."""
    return f"{day.year}/{day.month}/{day.day}"


def _read(part: FilterField, text: str) -> date | int | None:
    if part in {FilterField.ORDERED_FROM, FilterField.ORDERED_UNTIL}:
        return parse_date(text) if text else None
    number = read_count(text)
    if number is not None and number > _GREATEST:
        raise BadCount(text)
    return number


def _shown(value: date | int | None) -> str:
    if value is None:
        return ""
    return shown_day(value) if isinstance(value, date) else str(value)


_MOST_DIGITS: Final = 12
_GREATEST: Final = 1_000_000
_NAMES: Final = {part: part.name.lower() for part in FilterField}
