"""What is known of the number that is being dialled here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from crm_desktop.domain.dial_request import NumberShown
from crm_desktop.domain.dialling import DialCaution


class DialStage(StrEnum):
    """How far it has come; once its call is told of, the call's own band says the rest.

    ASKING: a person is to say yes first. ASKED: something is to dial it. RINGING: the exchange
    rings the telephone of this desk. HANDED_OVER: another program has it, of which nothing more
    is heard.
    """

    NONE = "none"
    ASKING = "asking"
    ASKED = "asked"
    RINGING = "ringing"
    HANDED_OVER = "handed_over"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DialView:
    """One number in E.164, whose it is as far as known, and how far it has come.

    ``number`` is empty where what was to be dialled is none. ``error`` is why it FAILED.
    """

    stage: DialStage = DialStage.NONE
    number: str = ""
    customer_id: int | None = None
    customer_name: str = ""
    caution: DialCaution | None = None
    number_shown: NumberShown = NumberShown.AS_USUAL
    error: Exception | None = None
