"""The words of the inbox of letters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from crm_desktop.database.queries.customers import FoundCustomer
from crm_desktop.database.queries.letters import InboxLetter
from crm_desktop.domain.letter_candidates import Clue, LetterCandidate
from crm_desktop.domain.postal_code import postal_display
from crm_desktop.ui.letter_inbox.state import Deed, Done, LetterInboxState
from crm_desktop.ui.letter_inbox.text_search import TextSearchState
from crm_desktop.ui.page_text.state import PageTextState
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.key_hint import key_text

translate = QCoreApplication.translate
CORRECT_KEY: Final = "Ctrl+Shift+E"


def way_words(way: str) -> str:
    """Return how a letter came."""
    return _translated(_WAYS[way])


def state_words(letter: InboxLetter) -> str:
    """Return how far a letter is."""
    return _translated(_STATES[letter.state])


def row_words(letter: InboxLetter, formats: Formats, today: date) -> tuple[str, ...]:
    """Return the lines beside the picture of a letter: day, way, pages, whose or where from."""
    pages = (
        translate("letter_inbox", "1 page")
        if letter.page_count == 1
        else filled(translate("letter_inbox", "%1 pages"), str(letter.page_count))
    )
    lines = (
        formats.day(letter.received_on, today=today),
        way_words(letter.way),
        pages,
        formats.person(letter.customer_name) if letter.customer_id is not None else "",
        letter.customer_code,
        letter.code_read if letter.customer_id is None else "",
        *_warnings(letter),
        letter.source,
    )
    return tuple(filter(None, lines))


def _warnings(letter: InboxLetter) -> tuple[str, ...]:
    """Return what to look at before somebody says whose it is."""
    known = letter.customer_id is None and letter.code_problem in _CODE_PROBLEMS
    return (
        _translated(_CODE_PROBLEMS[letter.code_problem]) if known else "",
        translate("letter_inbox", "Looks like a letter scanned before")
        if letter.looks_like_id is not None
        else "",
    )


def why_words(candidate: LetterCandidate) -> str:
    """Return why somebody may have written a letter."""
    listed = translate("letter_inbox", ", ").join(
        _translated(_CLUES[clue]) for clue in candidate.clues
    )
    return f"✓ {listed}"


def place_words(person: LetterCandidate | FoundCustomer) -> str:
    """Return what helps to tell people of one name apart."""
    code = person.postal_code
    postal = f"〒{postal_display(code)}" if code else ""
    city = person.city if isinstance(person, FoundCustomer) else ""
    return " ".join(filter(None, [person.code, postal, person.prefecture or city]))


def restricted_words() -> str:
    """Return the mark of a customer whom not everybody may open."""
    return translate("letter_inbox", "Restricted")


def waiting_words(state: LetterInboxState) -> str:
    """Return how many letters wait."""
    count = len(state.rows.waiting)
    if not state.loaded:
        return ""
    if count == 1:
        return translate("letter_inbox", "1 waits")
    return filled(translate("letter_inbox", "%1 wait"), str(count))


def empty_words(state: LetterInboxState) -> str:
    """Return what would be in the list, and how it comes."""
    if state.failed:
        return translate(
            "letter_inbox", "The letters could not be read. It is tried again every 10 seconds."
        )
    if not state.loaded:
        return translate("letter_inbox", "Reading …")
    return translate(
        "letter_inbox",
        "Every letter has its customer. New ones come from the scanner, or drop files here.",
    )


def found_words(search: TextSearchState, shown: Sequence[InboxLetter]) -> str:
    """Return how many letters hold the words; empty while all letters are shown."""
    if search.pages is None:
        return ""
    if not shown:
        return translate(
            "letter_inbox",
            "No letter of this list holds these words. Unread ones are not searched.",
        )
    return filled(translate("letter_inbox", "Letters with these words: %1"), str(len(shown)))


def draft_words(text: PageTextState) -> str:
    """Return that what was typed is kept; empty when nothing was."""
    if text.draft is None:
        return ""
    words = translate("letter_inbox", "What you typed is kept for this page; %1 goes on with it.")
    return filled(words, key_text(CORRECT_KEY))


def people_words(state: LetterInboxState) -> str:
    """Return what stands over the people who may have written the letter."""
    if state.chosen is None:
        return ""
    if state.candidates is None:
        return translate("letter_inbox", "Looking who may have written it …")
    if not state.candidates:
        return translate(
            "letter_inbox",
            "Nothing in the letter tells who wrote it, or it was not read yet. Search above.",
        )
    return translate("letter_inbox", "A digit attaches the letter and goes on to the next.")


def done_words(done: Done | None, formats: Formats) -> str:
    """Return what was done last."""
    if done is None:
        return ""
    return filled(_translated(_DONE[done.deed]), formats.person(done.name)).strip()


def page_words(state: LetterInboxState) -> str:
    """Return which page is shown, and whether it was put away."""
    page = state.shown_page
    if page is None:
        return ""
    number, count = str(state.page + 1), str(len(state.pages))
    words = filled(translate("letter_inbox", "Page %1 of %2"), number, count)
    aside = translate("letter_inbox", "put away")
    return f"{words}  {aside}" if page.set_aside else words


def letter_words(letter: InboxLetter, formats: Formats, today: date) -> str:
    """Return the line above the page: when it came, how, how far it is, whose it is."""
    parts = (
        formats.day(letter.received_on, today=today),
        way_words(letter.way),
        state_words(letter),
        formats.person(letter.customer_name) if letter.customer_name else "",
    )
    return "  ".join(filter(None, parts))


def taking_words(done: int, total: int) -> str:
    """Return how far taking dropped files in is."""
    return filled(translate("letter_inbox", "Taking in: %1 of %2"), str(done), str(total))


def scanning_words(source: str, files: int, percent: int) -> str:
    """Return how far scanning is: files taken, and how much of a page is scanned."""
    if percent:
        told = translate("letter_inbox", "%1: %2 taken, %3 % of the next page")
        return filled(told, source, str(files), str(percent))
    return filled(translate("letter_inbox", "%1: %2 taken"), source, str(files))


def taken_words(letters: int, known: int, refused: int, unread: int) -> str:
    """Return what became of dropped files."""
    words = [filled(translate("letter_inbox", "Letters taken in: %1."), str(letters))]
    if known:
        told = translate("letter_inbox", "Taken in before: %1.")
        words.append(filled(told, str(known)))
    if refused:
        told = translate("letter_inbox", "Not taken in: %1, see below the list.")
        words.append(filled(told, str(refused)))
    if unread:
        told = translate("letter_inbox", "Too large, or not to be read: %1.")
        words.append(filled(told, str(unread)))
    return " ".join(words)


def overtaken_words() -> str:
    """Return that somebody else was quicker; nothing is lost, so it is no error."""
    return translate(
        "letter_inbox", "A colleague has just changed this letter. It is shown as it is now."
    )


def tried_words(*, taken: bool) -> str:
    """Return what became of a refused file that was tried again."""
    if taken:
        return translate("letter_inbox", "It is a letter now.")
    return translate("letter_inbox", "It still cannot be taken in.")


def dropped_words() -> str:
    """Return where a letter came from that was dropped into the window."""
    return translate("letter_inbox", "dropped")


def save_words() -> str:
    """Return the title of the dialog that asks where a copy is to be saved."""
    return translate("letter_inbox", "Save a copy")


def _translated(source: object) -> str:
    return translate("letter_inbox", str(source))


_CODE_PROBLEMS: Final[dict[str, object]] = {
    "signature": QT_TRANSLATE_NOOP("letter_inbox", "The code is not one of ours: check whose"),
    "customer": QT_TRANSLATE_NOOP("letter_inbox", "No customer has this code any more"),
    "several": QT_TRANSLATE_NOOP("letter_inbox", "Codes of several customers on one page"),
}
_WAYS: Final = {
    "post": QT_TRANSLATE_NOOP("letter_inbox", "Letter"),
    "postcard": QT_TRANSLATE_NOOP("letter_inbox", "Postcard"),
    "fax": QT_TRANSLATE_NOOP("letter_inbox", "Fax"),
    "email": QT_TRANSLATE_NOOP("letter_inbox", "E-mail"),
}
_STATES: Final = {
    "scanned": QT_TRANSLATE_NOOP("letter_inbox", "not read yet"),
    "read": QT_TRANSLATE_NOOP("letter_inbox", "read"),
    "answered": QT_TRANSLATE_NOOP("letter_inbox", "answered"),
}
_CLUES: Final = {
    Clue.CODE: QT_TRANSLATE_NOOP("letter_inbox", "customer code"),
    Clue.PHONE: QT_TRANSLATE_NOOP("letter_inbox", "phone number"),
    Clue.NAME: QT_TRANSLATE_NOOP("letter_inbox", "name"),
    Clue.KANA: QT_TRANSLATE_NOOP("letter_inbox", "reading"),
    Clue.POSTAL: QT_TRANSLATE_NOOP("letter_inbox", "postal code"),
}
_DONE: Final = {
    Deed.ATTACHED: QT_TRANSLATE_NOOP("letter_inbox", "Attached: %1"),
    Deed.DETACHED: QT_TRANSLATE_NOOP("letter_inbox", "No longer the letter of %1"),
    Deed.DATED: QT_TRANSLATE_NOOP("letter_inbox", "Day and way changed"),
    Deed.READ: QT_TRANSLATE_NOOP("letter_inbox", "Marked as read"),
    Deed.SPLIT: QT_TRANSLATE_NOOP("letter_inbox", "Parted into two letters"),
    Deed.MERGED: QT_TRANSLATE_NOOP("letter_inbox", "Joined into one letter"),
    Deed.MOVED: QT_TRANSLATE_NOOP("letter_inbox", "Page moved"),
    Deed.TURNED: QT_TRANSLATE_NOOP("letter_inbox", "Page turned"),
    Deed.ASIDE: QT_TRANSLATE_NOOP("letter_inbox", "Page put away"),
    Deed.BACK: QT_TRANSLATE_NOOP("letter_inbox", "Page brought back"),
    Deed.UNDONE: QT_TRANSLATE_NOOP("letter_inbox", "Undone"),
}
