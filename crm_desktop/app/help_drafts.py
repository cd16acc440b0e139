"""Words of asking for help and of whispers, kept while they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from crm_desktop.actions.help_requests import HelpWish
from crm_desktop.database.queries.help_requests import HelpAsked
from crm_desktop.domain.draft import Draft, DraftKind, Json
from crm_desktop.domain.opening import OpeningReason
from crm_desktop.ui.help.state import AskingState, HelpingState
from crm_desktop.ui.help.words import HELP_KEY
from crm_desktop.ui.kept_drafts.words import ask_again_words, nobody_waits_words
from crm_desktop.ui.shared.key_hint import key_text
from crm_desktop.ui.shared.words_draft import WordsDraft

if TYPE_CHECKING:
    from crm_desktop.app.desk_help import DeskHelp
    from crm_desktop.app.program import Program

_ASK: Final = "ask"
_WHISPER: Final = "whisper"


class HelpDrafts(QObject):
    """A word about a customer, a whisper to who asked once; neither is ever sent by itself."""

    def __init__(self, desk_help: DeskHelp, program: Program) -> None:
        super().__init__(desk_help)
        self._help = desk_help
        self._program = program
        lines, keeper, now = program.card_panel.help, program.drafts, program.place.now
        self._word = WordsDraft(lines.asking.word, DraftKind.HELP, keeper, now, self)
        self._whisper = WordsDraft(lines.writing.body, DraftKind.HELP, keeper, now, self)

    def follow_asking(self) -> None:
        """Follow what is asked at this desk, after its line."""
        self._help.asking.changed.connect(self._on_asking)
        self._help.asking.said.connect(self._on_said)
        self._program.card_panel.help.asking.withdrawn.connect(self._word.forget)

    def follow_helping(self) -> None:
        """Follow who is helped from this desk, after its line."""
        self._help.helping.changed.connect(self._on_helping)
        self._help.helping.sent.connect(self._on_sent)

    def bring_back(self, draft: Draft) -> str | None:
        """Open the card that a word is about; return what is to be said of it, None: no form."""
        if draft.customer_id is None:
            return None
        if draft.fields.get("deed") == _WHISPER and self._help.helps:
            return self._bring_whisper_back(draft, draft.customer_id)
        if draft.fields.get("deed") == _ASK and self._help.asks:
            is_there = self._word.bring_back(draft)
            self._open(draft.customer_id, OpeningReason.LIST)
            return "" if is_there else ask_again_words(key_text(HELP_KEY))
        return None

    def _bring_whisper_back(self, draft: Draft, customer_id: int) -> str:
        waiting = [_about_asked(one) for one in self._help.helping.state.asked]
        if not any(draft.fields.get("asked") == about["asked"] for about in waiting):
            return nobody_waits_words()
        self._whisper.bring_back(draft)
        self._open(customer_id, OpeningReason.HELP)
        return ""

    def _open(self, customer_id: int, why: OpeningReason) -> None:
        self._program.pages.open_from(self._program.window.home, customer_id, why)

    def _on_asking(self, state: AskingState) -> None:
        customer_id = self._help.asking.asked_about
        if state.asked_at is None or customer_id is None:
            self._word.turn_to(None)
        else:
            self._word.turn_to(_about_customer(customer_id), customer_id)

    def _on_said(self, wish: HelpWish) -> None:
        self._word.sent(_about_customer(wish.customer_id), wish.word)

    def _on_helping(self, state: HelpingState) -> None:
        if state.here is None:
            self._whisper.turn_to(None)
        else:
            self._whisper.turn_to(_about_asked(state.here), state.here.customer_id)

    def _on_sent(self, to: HelpAsked, words: str) -> None:
        self._whisper.sent(_about_asked(to), words)


def _about_customer(customer_id: int) -> dict[str, Json]:
    return {"deed": _ASK, "customer": customer_id}


def _about_asked(asked: HelpAsked) -> dict[str, Json]:
    return {"deed": _WHISPER, "asked": str(asked.operation_id)}
