"""The words of the page of mailings and enclosures."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from crm_desktop.database.queries.enclosure_rules import EnclosureRuleRow
from crm_desktop.database.queries.printed_papers import PrintedRow
from crm_desktop.domain.printed_paper import PrintedKind
from crm_desktop.ui.shared.filled import filled

translate = QCoreApplication.translate


def page_words() -> str:
    """Return the heading of the page."""
    return translate("printed_papers", "Mailings and enclosures")


def kind_words(kind: PrintedKind) -> str:
    """Return what the masters of a kind are called."""
    if kind is PrintedKind.MAILING:
        return translate("printed_papers", "Mailings (DM)")
    return translate("printed_papers", "Enclosures")


def rules_words() -> str:
    """Return what the rules are called."""
    return translate("printed_papers", "Rules for enclosures")


def list_words(kind: PrintedKind | None) -> tuple[str, str]:
    """Return what stands in an empty list, and the button for a new one; None: of rules."""
    match kind:
        case PrintedKind.MAILING:
            return (
                translate("printed_papers", "No mailing yet. Write what you send to customers."),
                translate("printed_papers", "New mailing"),
            )
        case PrintedKind.ENCLOSURE:
            return (
                translate("printed_papers", "No enclosure yet. Write what you put into parcels."),
                translate("printed_papers", "New enclosure"),
            )
        case None:
            return (
                translate("printed_papers", "No rule yet. Write which parcels get an enclosure."),
                translate("printed_papers", "New rule"),
            )


def paper_lines(row: PrintedRow) -> tuple[str, str]:
    """Return a master's title, and code, period and number of pages."""
    paper = row.paper
    pages = filled(translate("printed_papers", "%1 pages"), str(row.page_count))
    if not row.page_count:
        pages = translate("printed_papers", "no pages yet")
    parts = (paper.code, period_words(paper.valid_from_on, paper.valid_until_on), pages)
    return paper.title, "  ".join(part for part in parts if part)


def rule_lines(row: EnclosureRuleRow) -> tuple[str, str]:
    """Return the enclosure of a rule, and which parcels get it."""
    terms = [
        row.product_name and filled(translate("printed_papers", "with %1"), row.product_name),
        row.mailing_title and filled(translate("printed_papers", "got “%1”"), row.mailing_title),
        row.nth_order and filled(translate("printed_papers", "order %1"), str(row.nth_order)),
        period_words(row.from_on, row.until_on),
    ]
    words = ", ".join(str(term) for term in terms if term)
    words = words or translate("printed_papers", "every parcel")
    if not row.active:
        words = filled(translate("printed_papers", "%1 (not in use)"), words)
    return row.enclosure_title, words


def period_words(start: date | None, end: date | None) -> str:
    """Return a period as it is read; "" without both ends."""
    if start is None and end is None:
        return ""
    return f"{_day(start)}–{_day(end)}"


def _day(day: date | None) -> str:
    return "" if day is None else f"{day.year}/{day.month}/{day.day}"
