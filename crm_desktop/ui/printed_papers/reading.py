"""Between masters and rules as they are stored and as they are typed."""

from __future__ import annotations

import unicodedata
from datetime import date

from crm_desktop.actions.enclosure_rules import EnclosureRuleForm
from crm_desktop.database.queries.enclosure_rules import EnclosureRuleRow
from crm_desktop.database.queries.printed_papers import PrintedRow
from crm_desktop.domain.calendar_date import parse_date
from crm_desktop.domain.printed_paper import PrintedPaper
from crm_desktop.errors.printed_papers import BadOrderCount
from crm_desktop.ui.printed_papers.state import TypedPaper, TypedRule

_MOST_ORDERS = 10_000


def typed_paper(row: PrintedRow) -> TypedPaper:
    """Return the form of a stored master."""
    paper = row.paper
    return TypedPaper(
        paper.code,
        paper.title,
        paper.offer,
        paper.conditions,
        _shown(paper.valid_from_on),
        _shown(paper.valid_until_on),
        document_id=row.document_id,
        page_count=row.page_count,
    )


def paper_of(typed: TypedPaper) -> PrintedPaper:
    """Return what is to be stored.

    Raises:
        BadDate: one of the days is none.
    """
    return PrintedPaper(
        typed.code,
        typed.title,
        typed.offer,
        typed.conditions,
        _day(typed.valid_from),
        _day(typed.valid_until),
    )


def typed_rule(row: EnclosureRuleRow) -> TypedRule:
    """Return the form of a stored rule."""
    return TypedRule(
        row.enclosure_id,
        row.product_code,
        row.mailing_id,
        "" if row.nth_order is None else str(row.nth_order),
        _shown(row.from_on),
        _shown(row.until_on),
        row.active,
        known=True,
    )


def rule_of(typed: TypedRule) -> EnclosureRuleForm:
    """Return what is to be stored.

    Raises:
        BadDate: one of the days is none.
        BadOrderCount: which order is meant cannot be told.
    """
    return EnclosureRuleForm(
        typed.enclosure_id,
        typed.product_code,
        typed.mailing_id,
        _count(typed.nth_order),
        _day(typed.from_on),
        _day(typed.until_on),
        typed.active,
    )


def _shown(day: date | None) -> str:
    return "" if day is None else f"{day.year}/{day.month}/{day.day}"


def _day(text: str) -> date | None:
    return parse_date(text) if text.strip() else None


def _count(text: str) -> int | None:
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return None
    if not plain.isdecimal() or not 1 <= int(plain[:6]) <= _MOST_ORDERS:
        raise BadOrderCount(text)
    return int(plain)
