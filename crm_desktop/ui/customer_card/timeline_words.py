"""What happened, in words, ready to be painted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from crm_desktop.database.queries.customer_card import (
    CardCall,
    CardDialling,
    CardLetter,
    CardMailing,
    CardNote,
    CardOrder,
    CardShipment,
    CardTask,
)
from crm_desktop.domain.call import CallDirection, CallResult
from crm_desktop.domain.order import NOT_PURCHASES, OrderStatus
from crm_desktop.ui.customer_card.order_words import channel_word, items_words, row_day
from crm_desktop.ui.customer_card.timeline_facts import EntryKind, Subject, TimelineEntry
from crm_desktop.ui.customer_card.tone import Tone
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class EntryWords:
    """One entry: ``lead`` names the kind, ``title`` stands beside it, ``body`` below (or "")."""

    when: str
    lead: str
    title: str
    body: str = ""
    icon: str = ""
    tone: Tone = Tone.SOFT
    tooltip: str = ""


def entry_words(entry: TimelineEntry, formats: Formats, today: date) -> EntryWords:
    """Return the words of one entry."""
    at, day = entry.at, entry.at.date()
    lead, title, icon, tone = _said(entry.subject, formats, today)
    body = entry_body(entry.subject)
    has_day = not (isinstance(entry.subject, CardTask) and entry.subject.due_on is None)
    full = formats.day(day, today=today) if has_day else ""
    when = f"{full} {at.hour}:{at.minute:02}" if entry.has_time else full
    return EntryWords(
        when=row_day(day, formats, today) if has_day else "",
        lead=lead,
        title=title,
        body=body,
        icon=icon,
        tone=tone,
        tooltip="\n".join(filter(None, [f"{when} {lead}", title, body])),
    )


def entry_body(subject: Subject) -> str:
    """Return what stands below the first line; "" for most."""
    match subject:
        case CardNote():
            return subject.body
        case CardLetter():
            return subject.summary
        case _:
            return ""


def kind_word(kind: EntryKind) -> str:
    """Return the word on the switch that shows or hides a kind."""
    words = {
        EntryKind.TASK: translate("customer_card", "To do"),
        EntryKind.ORDER: translate("customer_card", "Orders"),
        EntryKind.MAILING: translate("customer_card", "DM"),
        EntryKind.ENCLOSURE: translate("customer_card", "Enclosed"),
        EntryKind.LETTER: translate("customer_card", "Letters"),
        EntryKind.CALL: translate("customer_card", "Calls"),
        EntryKind.NOTE: translate("customer_card", "Notes"),
    }
    return words[kind]


_Said = tuple[str, str, str, Tone]


def _said(subject: Subject, formats: Formats, today: date) -> _Said:
    """Return lead, title, icon and tone."""
    match subject:
        case CardOrder():
            return _order(subject, formats)
        case CardShipment() | CardMailing() | CardLetter():
            return _paper(subject)
        case CardCall():
            return _call(subject, formats)
        case CardDialling():
            return _dialling(subject, formats)
        case CardNote():
            return _note(subject)
        case CardTask():
            return _task(subject, today)


def _order(order: CardOrder, formats: Formats) -> _Said:
    words = f"{channel_word(order.channel)}  {items_words(order)}  {formats.yen(order.total_yen)}"
    status = OrderStatus(order.status)
    if status not in NOT_PURCHASES:
        return translate("customer_card", "Order"), words, "order", Tone.SOFT
    if status is OrderStatus.CANCELLED:
        return translate("customer_card", "Cancelled order"), words, "close", Tone.SOFT
    return translate("customer_card", "Returned order"), words, "back", Tone.SOFT


def _paper(subject: CardShipment | CardMailing | CardLetter) -> _Said:
    match subject:
        case CardShipment():
            titles = translate("customer_card", ", ").join(subject.enclosures)
            return translate("customer_card", "Enclosed"), titles, "enclosure", Tone.SOFT
        case CardMailing():
            title = _mailing_title(subject)
            return translate("customer_card", "DM"), title, "mailing", Tone.SOFT
        case CardLetter():
            return _letter(subject)


def _mailing_title(mailing: CardMailing) -> str:
    if mailing.wave <= 1:
        return mailing.title
    words = translate("customer_card", "%1 (wave %2)")
    return filled(words, mailing.title, str(mailing.wave))


def _letter(letter: CardLetter) -> _Said:
    lead = letter_word(letter.way)
    if letter.thanked_on is None:
        title = translate("customer_card", "not thanked yet")
        return lead, title, "letter", Tone.SOON
    title = translate("customer_card", "thanked")
    return lead, title, "letter", Tone.SOFT


def letter_word(way: str) -> str:
    """Return what came: letter, postcard, fax or e-mail."""
    words = {
        "post": translate("customer_card", "Letter"),
        "postcard": translate("customer_card", "Postcard"),
        "fax": translate("customer_card", "Fax"),
        "email": translate("customer_card", "E-mail"),
    }
    return words[way]


def _call(call: CardCall, formats: Formats) -> _Said:
    if call.ended_at is None:
        words = filter(None, [call.staff_name, call.line_name])
        on_the_line = translate("customer_card", "On the line")
        return on_the_line, "  ".join(words), "phone-talking", Tone.MOVING
    if call.direction == CallDirection.OUT:
        lead, icon = translate("customer_card", "Called out"), "phone-outgoing"
        if call.answered_at is None:
            lead = translate("customer_card", "Called out (not reached)")
    elif call.result == CallResult.MISSED:
        lead, icon = translate("customer_card", "Missed call"), "phone-missed"
    else:
        lead, icon = translate("customer_card", "Called in"), "phone-incoming"
    parts = [call.staff_name, _talked(call, formats), call.line_name]
    tone = Tone.SOON if call.result == CallResult.MISSED else Tone.SOFT
    return lead, "  ".join(filter(None, parts)), icon, tone


def _dialling(dialling: CardDialling, formats: Formats) -> _Said:
    """Say that it was dialled, and no more: whether anybody answered nobody knows."""
    followed = translate("customer_card", "not followed")
    words = filter(None, [dialling.staff_name, formats.phone(dialling.number), followed])
    return translate("customer_card", "Dialled"), "  ".join(words), "phone-outgoing", Tone.SOFT


def _talked(call: CardCall, formats: Formats) -> str:
    if call.answered_at is None or call.ended_at is None:
        return ""
    return formats.duration((call.ended_at - call.answered_at).total_seconds())


def _task(task: CardTask, today: date) -> _Said:
    title = "  ".join(filter(None, [task.title, task.staff_name]))
    if task.due_on is not None and task.due_on < today:
        return translate("customer_card", "To do (late)"), title, "task", Tone.LATE
    tone = Tone.SOON if task.due_on == today else Tone.PLAIN
    return translate("customer_card", "To do"), title, "task", tone


def _note(note: CardNote) -> _Said:
    title = "  ".join(filter(None, [note.category, note.staff_name]))
    match note.approval:
        case "asked":
            return translate("customer_card", "Note (waits for approval)"), title, "note", Tone.SOON
        case "sent_back":
            word = filled(translate("customer_card", "Sent back: %1"), note.approval_word)
            return word, title, "note", Tone.LATE
    match note.state:
        case "open":
            lead, tone = translate("customer_card", "Note (open)"), Tone.SOON
        case "in_progress":
            lead, tone = translate("customer_card", "Note (in progress)"), Tone.SOON
        case _:
            lead, tone = translate("customer_card", "Note"), Tone.SOFT
    return lead, title, "note", tone
