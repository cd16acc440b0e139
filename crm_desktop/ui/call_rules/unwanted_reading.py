"""Between an entry of the list of unwanted callers and its form."""

from __future__ import annotations

from crm_desktop.actions.unwanted_callers import UnwantedForm
from crm_desktop.database.queries.unwanted_callers import UnwantedRow
from crm_desktop.domain.caller import read_caller
from crm_desktop.domain.unwanted import WITHHELD, beginning_pattern
from crm_desktop.ui.call_rules.state import TypedUnwanted, WhoIsMeant


def typed_of(row: UnwantedRow) -> TypedUnwanted:
    """Return the form of what is stored."""
    if row.pattern == WITHHELD:
        return TypedUnwanted(WhoIsMeant.WITHHELD, "", row.reason, row.action)
    is_beginning = row.pattern.endswith("*")
    who = WhoIsMeant.BEGINNING if is_beginning else WhoIsMeant.NUMBER
    return TypedUnwanted(who, national(row.pattern.rstrip("*")), row.reason, row.action)


def unwanted_form(typed: TypedUnwanted) -> UnwantedForm:
    """Return what is to be stored; digits that cannot be read stay as they are, to be refused."""
    match typed.who:
        case WhoIsMeant.WITHHELD:
            pattern = WITHHELD
        case WhoIsMeant.BEGINNING:
            pattern = beginning_pattern(typed.digits)
        case WhoIsMeant.NUMBER:
            pattern = read_caller(typed.digits).number or typed.digits
    return UnwantedForm(pattern, typed.reason, typed.action)


def national(number: str) -> str:
    """Return ``number`` as it is dialled within Japan; one from abroad as it is."""
    return f"0{number[3:]}" if number.startswith("+81") else number
