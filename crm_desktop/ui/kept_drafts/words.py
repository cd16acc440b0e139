"""The words for drafts that were left lying."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from crm_desktop.domain.draft import Draft, DraftKind, Json
from crm_desktop.ui.shared.clock import Clock
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.one_line import one_line

SHOWN_FIRST: Final = ("name", "body", "title", "text", "words")
"""The fields that say best what a draft is about; such names are told in this order."""

_KINDS: Final[dict[DraftKind, object]] = {
    DraftKind.NOTE: QT_TRANSLATE_NOOP("drafts", "Note"),
    DraftKind.NEW_CUSTOMER: QT_TRANSLATE_NOOP("drafts", "New customer"),
    DraftKind.CUSTOMER: QT_TRANSLATE_NOOP("drafts", "Customer"),
    DraftKind.ORDER: QT_TRANSLATE_NOOP("drafts", "Order"),
    DraftKind.TASK: QT_TRANSLATE_NOOP("drafts", "Task"),
    DraftKind.DELIVERY_NOTE: QT_TRANSLATE_NOOP("drafts", "Delivery note"),
    DraftKind.PAGE_TEXT: QT_TRANSLATE_NOOP("drafts", "Text of a page"),
    DraftKind.HELP: QT_TRANSLATE_NOOP("drafts", "Word to a colleague"),
    DraftKind.UNWANTED: QT_TRANSLATE_NOOP("drafts", "Unwanted caller"),
    DraftKind.PRINTED_PAPER: QT_TRANSLATE_NOOP("drafts", "Mailing or enclosure"),
    DraftKind.TALK_SCRIPT: QT_TRANSLATE_NOOP("drafts", "Talk script"),
    DraftKind.SETTING: QT_TRANSLATE_NOOP("drafts", "Setting"),
    DraftKind.MOVE: QT_TRANSLATE_NOOP("drafts", "Move of customers"),
    DraftKind.STAFF: QT_TRANSLATE_NOOP("drafts", "Member of staff"),
    DraftKind.NOTICE: QT_TRANSLATE_NOOP("drafts", "Notice"),
    DraftKind.MISSED_CALL: QT_TRANSLATE_NOOP("drafts", "Missed call"),
    DraftKind.APPROVAL: QT_TRANSLATE_NOOP("drafts", "Word on a note"),
    DraftKind.EXPORT: QT_TRANSLATE_NOOP("drafts", "Reason for a file"),
    DraftKind.NUMBER: QT_TRANSLATE_NOOP("drafts", "Number of a caller"),
}


def kind_words(kind: DraftKind) -> str:
    """Return which form it is."""
    return QCoreApplication.translate("drafts", str(_KINDS[kind]))


def content_words(draft: Draft) -> str:
    """Return in one line what was typed, what says most at the front; empty when it is no text."""
    texts = dict.fromkeys(one_line(text).strip() for text in _texts(draft.fields))
    return "  ".join(text for text in texts if text)


def row_words(draft: Draft, formats: Formats, now: Clock) -> str:
    """Return what a screen reader reads of a row."""
    when = formats.moment(draft.typed_at, now=now())
    return f"{when} {kind_words(draft.kind)} {content_words(draft)}".rstrip()


def not_served_words() -> str:
    """Say that a form is not to be had at this desk, and what can be done with the draft."""
    return QCoreApplication.translate(
        "drafts",
        "This desk does not have that form. A right click on the draft copies what was typed.",
    )


def in_another_call_words() -> str:
    """Say that a note cannot be shown beside that of a call with the same customer."""
    return QCoreApplication.translate(
        "drafts",
        "That note is not of the call you are having with this customer. It stays in the list:"
        " open it again after the call.",
    )


def nobody_waits_words() -> str:
    """Say that whoever asked for help asks no longer, and what can be done with the draft."""
    return QCoreApplication.translate(
        "drafts",
        "Nobody waits for that word any more. A right click on the draft copies what was typed.",
    )


def ask_again_words(key: str) -> str:
    """Say how to ask for help with the word that was typed; nothing asks by itself."""
    words = QCoreApplication.translate(
        "drafts", "%1 asks for help with this customer: your word is then there to be sent."
    )
    return filled(words, key)


def note_settled_words() -> str:
    """Say that a note waits for approval no longer, and what can be done with the draft."""
    return QCoreApplication.translate(
        "drafts",
        "That note waits for no approval any more. A right click on the draft copies what was"
        " typed.",
    )


def _texts(fields: Mapping[str, Json]) -> Iterator[str]:
    """Yield the texts that people typed.

    Of fields that hold others, these are ``typed``, ``values`` and ``addresses``.
    """
    for name in SHOWN_FIRST:
        text = fields.get(name)
        if isinstance(text, str):
            yield text
    for name in ("typed", "values"):
        inner = fields.get(name)
        if isinstance(inner, Mapping):
            yield from _texts(inner)
            yield from (text for text in inner.values() if isinstance(text, str))
    addresses = fields.get("addresses")
    for line in addresses if isinstance(addresses, list | tuple) else ():
        if isinstance(line, Mapping):
            yield from _texts(line)
