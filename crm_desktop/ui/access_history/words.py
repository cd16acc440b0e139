"""The words of a card's history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from crm_desktop.database.queries.access_history import CardLook
from crm_desktop.ui.access_history.state import KIND_OF_ACTION, LookKind
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class LookWords:
    """One row as it is read: when, who, what, more about it, with which program."""

    when: str
    who: str
    what: str
    details: str
    program: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The row's words, in the order of the columns."""
        return (self.when, self.who, self.what, self.details, self.program)


def headings() -> tuple[str, ...]:
    """Return the headings of the columns."""
    return (
        translate("access_history", "When"),
        translate("access_history", "Who"),
        translate("access_history", "What"),
        translate("access_history", "Reason or details"),
        translate("access_history", "Program"),
    )


def kind_words(kind: LookKind | None) -> str:
    """Return the words of a kind in the list of filters; None is all of them."""
    return _translated(_KINDS[kind])


def person_words(login: str, name: str) -> str:
    """Return who it was: the name and, as names are not unique, the login."""
    return f"{name} ({login})" if name else login


def look_words(look: CardLook, formats: Formats, *, now: datetime) -> LookWords:
    """Return the words of one row."""
    return LookWords(
        when=formats.moment(look.happened_at, now=now),
        who=person_words(look.login, look.staff_name),
        what=_what(look),
        details=_details(look),
        program=look.program,
    )


def reason_words(why: str) -> str:
    """Return for what a card was opened."""
    return _known(_REASONS, why)


def outcome_words(what: str) -> str:
    """Return why something was refused."""
    return _known(_OUTCOMES, what)


def _what(look: CardLook) -> str:
    if KIND_OF_ACTION.get(look.action) is not LookKind.CHANGED:
        return _known(_ACTIONS, look.action)
    return filled(_known(_ACTIONS, look.action), _known(_SUBJECTS, look.subject))


def _details(look: CardLook) -> str:
    if look.columns:
        known = [_known(_COLUMNS, column) for column in look.columns]
        return translate("access_history", ", ").join(known)
    if look.action == "export":
        return look.why
    why = reason_words(look.why)
    if look.call_id is not None:
        why = filled(translate("access_history", "%1 (no. %2)"), why, str(look.call_id))
    parts = (outcome_words(look.what), why)
    return translate("access_history", ": ").join(part for part in parts if part)


def _known(words: dict[str, object], name: str) -> str:
    """Return the words for ``name``, or what the record says where we have none."""
    return _translated(words[name]) if name in words else name


def _translated(source: object) -> str:
    return translate("access_history", str(source))


_KINDS: Final[dict[LookKind | None, object]] = {
    None: QT_TRANSLATE_NOOP("access_history", "Everything"),
    LookKind.OPENED: QT_TRANSLATE_NOOP("access_history", "Opened"),
    LookKind.REFUSED: QT_TRANSLATE_NOOP("access_history", "Refused"),
    LookKind.CHANGED: QT_TRANSLATE_NOOP("access_history", "Changed"),
    LookKind.EXPORTED: QT_TRANSLATE_NOOP("access_history", "Exported"),
    LookKind.ASKED: QT_TRANSLATE_NOOP("access_history", "Asked who looked"),
}
_ACTIONS: Final[dict[str, object]] = {
    "open": QT_TRANSLATE_NOOP("access_history", "Opened"),
    "refuse": QT_TRANSLATE_NOOP("access_history", "Refused"),
    "insert": QT_TRANSLATE_NOOP("access_history", "Added: %1"),
    "update": QT_TRANSLATE_NOOP("access_history", "Changed: %1"),
    "delete": QT_TRANSLATE_NOOP("access_history", "Deleted: %1"),
    "export": QT_TRANSLATE_NOOP("access_history", "Exported"),
    "history": QT_TRANSLATE_NOOP("access_history", "Asked who looked"),
}
_SUBJECTS: Final[dict[str, object]] = {
    "customer": QT_TRANSLATE_NOOP("access_history", "customer"),
    "customer_phone": QT_TRANSLATE_NOOP("access_history", "phone number"),
    "customer_address": QT_TRANSLATE_NOOP("access_history", "address"),
    "customer_tag": QT_TRANSLATE_NOOP("access_history", "tag"),
    "customer_shop_account": QT_TRANSLATE_NOOP("access_history", "shop account"),
    "customer_order": QT_TRANSLATE_NOOP("access_history", "order"),
    "order_line": QT_TRANSLATE_NOOP("access_history", "order line"),
    "subscription": QT_TRANSLATE_NOOP("access_history", "subscription"),
    "payment": QT_TRANSLATE_NOOP("access_history", "payment"),
    "shipment": QT_TRANSLATE_NOOP("access_history", "parcel"),
    "contact_note": QT_TRANSLATE_NOOP("access_history", "note"),
    "task": QT_TRANSLATE_NOOP("access_history", "task"),
    "letter": QT_TRANSLATE_NOOP("access_history", "letter"),
}
_REASONS: Final[dict[str, object]] = {
    "call": QT_TRANSLATE_NOOP("access_history", "call"),
    "search": QT_TRANSLATE_NOOP("access_history", "search"),
    "task": QT_TRANSLATE_NOOP("access_history", "task"),
    "missed_call": QT_TRANSLATE_NOOP("access_history", "missed call"),
    "letter": QT_TRANSLATE_NOOP("access_history", "letter"),
    "list": QT_TRANSLATE_NOOP("access_history", "list of recent customers"),
    "attach": QT_TRANSLATE_NOOP("access_history", "adding a number"),
    "help": QT_TRANSLATE_NOOP("access_history", "helping a colleague"),
    "history": QT_TRANSLATE_NOOP("access_history", "asked who looked"),
}
_OUTCOMES: Final[dict[str, object]] = {
    "restricted": QT_TRANSLATE_NOOP("access_history", "restricted card"),
    "too_many": QT_TRANSLATE_NOOP("access_history", "too many cards in an hour"),
    "not_staff": QT_TRANSLATE_NOOP("access_history", "no member of staff"),
    "password_due": QT_TRANSLATE_NOOP("access_history", "password not yet changed"),
    "not_allowed": QT_TRANSLATE_NOOP("access_history", "right missing"),
    "gone": QT_TRANSLATE_NOOP("access_history", "no such customer"),
}
_COLUMNS: Final[dict[str, object]] = {
    "name": QT_TRANSLATE_NOOP("access_history", "name"),
    "name_kana": QT_TRANSLATE_NOOP("access_history", "kana"),
    "birthday": QT_TRANSLATE_NOOP("access_history", "birthday"),
    "sex": QT_TRANSLATE_NOOP("access_history", "sex"),
    "email": QT_TRANSLATE_NOOP("access_history", "e-mail"),
    "rank": QT_TRANSLATE_NOOP("access_history", "rank"),
    "staff_id": QT_TRANSLATE_NOOP("access_history", "person in charge"),
    "attention_memo": QT_TRANSLATE_NOOP("access_history", "attention memo"),
    "restricted": QT_TRANSLATE_NOOP("access_history", "restriction"),
    "merged_into_id": QT_TRANSLATE_NOOP("access_history", "merging"),
    "number": QT_TRANSLATE_NOOP("access_history", "number"),
    "label": QT_TRANSLATE_NOOP("access_history", "label"),
    "postal_code": QT_TRANSLATE_NOOP("access_history", "postal code"),
    "prefecture": QT_TRANSLATE_NOOP("access_history", "prefecture"),
    "city": QT_TRANSLATE_NOOP("access_history", "city"),
    "town": QT_TRANSLATE_NOOP("access_history", "town"),
    "block": QT_TRANSLATE_NOOP("access_history", "block"),
    "building": QT_TRANSLATE_NOOP("access_history", "building"),
    "body": QT_TRANSLATE_NOOP("access_history", "text"),
    "category_id": QT_TRANSLATE_NOOP("access_history", "category"),
    "state": QT_TRANSLATE_NOOP("access_history", "state"),
    "status": QT_TRANSLATE_NOOP("access_history", "state"),
    "total_yen": QT_TRANSLATE_NOOP("access_history", "amount"),
    "amount_yen": QT_TRANSLATE_NOOP("access_history", "amount"),
    "paid_on": QT_TRANSLATE_NOOP("access_history", "day of payment"),
    "due_on": QT_TRANSLATE_NOOP("access_history", "due date"),
    "memo": QT_TRANSLATE_NOOP("access_history", "memo"),
    "title": QT_TRANSLATE_NOOP("access_history", "title"),
}
