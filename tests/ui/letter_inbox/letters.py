from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from crm_desktop.database.queries.customers import FoundCustomer
from crm_desktop.database.queries.letters import InboxLetter, QuarantinedRow
from crm_desktop.domain.letter_candidates import Clue, LetterCandidate
from crm_desktop.ui.letter_inbox.panel import LetterInboxPanel
from crm_desktop.ui.letter_inbox.state import Deed, Done, InboxRows, LetterInboxState
from crm_desktop.ui.main_window import DeskOfWindow
from crm_desktop.ui.shared.formats import Formats

NOON = datetime(2026, 11, 22, 3, tzinfo=UTC)
FORMATS = Formats("en", ZoneInfo("Asia/Tokyo"))


def a_letter(number: int = 1, **facts: Any) -> InboxLetter:
    told: dict[str, Any] = {
        "letter_id": number,
        "revision": 1,
        "customer_id": None,
        "customer_name": "",
        "customer_code": "",
        "received_on": date(2026, 11, 20),
        "way": "post",
        "state": "scanned",
        "source": "複合機 2階",
        "code_read": "",
        "created_at": NOON,
        "document_id": number,
        "page_count": 2,
        "sha256": bytes([number] * 32),
        "source_page": 1,
        "rotation_degrees": 0,
    }
    return InboxLetter(**{**told, **facts})


def a_candidate(name: str = "髙橋 美智子", **facts: Any) -> LetterCandidate:
    told: dict[str, Any] = {
        "customer_id": 7,
        "code": "C-000007",
        "name": name,
        "name_kana": "タカハシ ミチコ",
        "postal_code": "1600023",
        "prefecture": "東京都",
        "restricted": False,
        "clues": (Clue.PHONE, Clue.NAME),
    }
    return LetterCandidate(**{**told, **facts})


def a_found(name: str = "﨑山 さくら") -> FoundCustomer:
    return FoundCustomer(8, "C-000008", name, "サキヤマ", None, "", "", None, "name")


def a_panel() -> LetterInboxPanel:
    return LetterInboxPanel(DeskOfWindow("scan", "", FORMATS, lambda: NOON))


def state_of(text: str) -> LetterInboxState:
    """Return an inbox in which everything that comes from outside is ``text``."""
    waiting = a_letter(1, source=text, code_read=text)
    theirs = a_letter(
        2, customer_id=7, customer_name=text, customer_code=text, source=text, code_read=text
    )
    refused = QuarantinedRow(1, text, text, NOON, 10, text, {}, kept=True)
    person = a_candidate(text, code=text, name_kana=text, prefecture=text, restricted=True)
    return LetterInboxState(
        rows=InboxRows((waiting,), (theirs,), (refused,)),
        chosen=theirs,
        candidates=(person,),
        done=Done(Deed.ATTACHED, text),
        undoable=1,
        loaded=True,
    )
