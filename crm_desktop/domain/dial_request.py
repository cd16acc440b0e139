"""What becomes of a number that somebody asks to be dialled."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class DialState(StrEnum):
    """How far it has come; PLACED: whoever dials has taken it."""

    ASKED = "asked"
    PLACED = "placed"
    FAILED = "failed"


class NumberShown(StrEnum):
    """Whether the called person sees the office's number: as usual, always (186) or never (184)."""

    AS_USUAL = "as_usual"
    SHOWN = "shown"
    HIDDEN = "hidden"


class Dialler(StrEnum):
    """What is to dial; an exchange that has taken it writes its own name instead."""

    EXCHANGE = "exchange"
    URL = "url"
    LINK = "link"


class DialProblem(StrEnum):
    """Why a number was not dialled; the value is what is stored with the request."""

    SPECIAL = "special"
    NO_NUMBER = "no_number"
    INTERNAL = "internal"
    NO_TELEPHONE = "no_telephone"
    NO_DIALLER = "no_dialler"
    NOBODY_TOOK_IT = "nobody_took_it"
    NOT_ALLOWED = "not_allowed"
    NOT_PICKED_UP = "not_picked_up"
    BUSY = "busy"
    TELEPHONE_AWAY = "telephone_away"
    EXCHANGE_AWAY = "exchange_away"
    EXCHANGE_REFUSED = "exchange_refused"
    URL_BAD = "url_bad"
    URL_REFUSED = "url_refused"
    URL_UNREACHABLE = "url_unreachable"
    LINK_REFUSED = "link_refused"


DIALLED_AT_MOST_AFTER_S: Final = 30
"""A request so old is not dialled any more: whoever asked has long done something else."""

CHANNEL: Final = "dial_request"
"""What is notified of each request, with its id."""
