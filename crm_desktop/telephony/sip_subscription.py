"""One subscription to the calls of one telephone (RFC 6665): what to send, what was answered."""

from __future__ import annotations

import secrets
from typing import Final

from crm_desktop.errors.base import CrmError
from crm_desktop.errors.telephony import (
    ExchangeLinkLost,
    ExchangeLoginRefused,
    TelephoneNotWatched,
)
from crm_desktop.telephony.dialog_info import BadDialogInfo, DialogInfo, read_dialog_info
from crm_desktop.telephony.sip_account import SipAccount
from crm_desktop.telephony.sip_digest import Challenge, Proof, authorization, best_challenge
from crm_desktop.telephony.sip_link import SipPlace
from crm_desktop.telephony.sip_messages import SipMessage, address_of, listed, parameters_of

MOST_CHALLENGES: Final = 4
LONGEST_EXPIRES_S: Final = 3_600


class Subscription:
    """A dialog in which an exchange tells of one telephone; nothing is sent from here."""

    def __init__(self, account: SipAccount, extension: str, here: SipPlace) -> None:
        """Begin a dialog of its own; who does not see our messages cannot guess its ids."""
        self.extension = extension
        self.call_id = secrets.token_hex(16)
        self.expires_s = account.expires_s
        self._account = account
        self._here = here
        self._tag = secrets.token_hex(8)
        self._their_tag = ""
        self._target = account.address_of(extension)
        self._routes: list[str] = []
        self._cseq = 0
        self._heard_cseq = 0
        self._version: int | None = None
        self._challenge: Challenge | None = None
        self._by_proxy = False
        self._uses = 0
        self._challenges = 0

    def request(self, *, expires_s: int | None = None) -> SipMessage:
        """Return the next SUBSCRIBE; ``expires_s`` 0 ends the subscription."""
        self._cseq += 1
        own, theirs = self._account.address_of(self._account.user), f";tag={self._their_tag}"
        place, transport = self._here, self._here.transport
        flow = "" if transport == "UDP" else f";transport={transport.lower()}"
        headers = [
            ("Via", f"SIP/2.0/{transport} {place};rport;branch=z9hG4bK{secrets.token_hex(8)}"),
            ("Max-Forwards", "70"),
            *(("Route", f"<{route}>") for route in self._routes),
            ("From", f"<{own}>;tag={self._tag}"),
            (
                "To",
                f"<{self._account.address_of(self.extension)}>{theirs if self._their_tag else ''}",
            ),
            ("Call-ID", self.call_id),
            ("CSeq", f"{self._cseq} SUBSCRIBE"),
            ("Contact", f"<sip:{self._account.user}@{place}{flow}>"),
            ("Event", "dialog"),
            ("Accept", "application/dialog-info+xml"),
            ("Expires", str(self.expires_s if expires_s is None else expires_s)),
            ("User-Agent", "CRM Desktop"),
        ]
        if self._challenge is not None:
            headers.append(self._proof(self._challenge))
        return SipMessage("SUBSCRIBE", self._target, headers=tuple(headers))

    def take_answer(self, answer: SipMessage) -> bool:
        """Tell whether the exchange has agreed; False: ask again, with what it wants.

        Raises:
            ExchangeLoginRefused, TelephoneNotWatched, ExchangeLinkLost: it has not, see there.
        """
        status = answer.status
        if status in _ACCEPTED:
            self._agree(answer)
            return True
        if status in _CHALLENGES and self._take_challenge(answer):
            return False
        if status == _TOO_BRIEF and self._take_shortest(answer):
            return False
        raise self._refusal(status)

    def take_notify(self, notify: SipMessage) -> tuple[int, bool]:
        """Return the status with which to answer a NOTIFY, and whether it tells something new.

        200 is also for one that was sent again; others are not ours, or overtaken.
        """
        mine = parameters_of(notify.get("To")).get("tag") == self._tag
        theirs = parameters_of(notify.get("From")).get("tag", "")
        if not mine or not theirs or (self._their_tag and theirs != self._their_tag):
            return _UNKNOWN_DIALOG, False
        number, method = notify.cseq
        if method != "NOTIFY" or number < self._heard_cseq:
            return _OUT_OF_ORDER, False
        is_new, self._heard_cseq = number > self._heard_cseq, number
        self._their_tag = theirs
        return _OK, is_new

    def info_of(self, notify: SipMessage) -> DialogInfo | None:
        """Return what a NOTIFY tells of calls; None: nothing.

        Raises:
            ExchangeLinkLost: it cannot be read, or one before it went missing: ask anew.
        """
        if not notify.body.strip():
            return None
        try:
            info = read_dialog_info(notify.body)
        except BadDialogInfo as error:
            raise ExchangeLinkLost(self._account.source, "a NOTIFY cannot be read") from error
        if not info.is_full and (self._version is None or info.version != self._version + 1):
            raise ExchangeLinkLost(self._account.source, "a NOTIFY went missing")
        self._version = info.version
        return info

    def _agree(self, answer: SipMessage) -> None:
        self._challenges = 0
        self._their_tag = self._their_tag or parameters_of(answer.get("To")).get("tag", "")
        target = address_of(answer.get("Contact"))
        if _is_address(target):
            self._target = target
        routes = [address_of(entry) for entry in listed(answer.values("Record-Route"))]
        if not self._routes:
            self._routes = [route for route in reversed(routes) if _is_address(route)]
        told = answer.get("Expires")
        if told.isdecimal() and len(told) < _MOST_DIGITS and int(told) > 0:
            self.expires_s = min(int(told), LONGEST_EXPIRES_S)

    def _take_challenge(self, answer: SipMessage) -> bool:
        name = "Proxy-Authenticate" if answer.status == _BY_PROXY else "WWW-Authenticate"
        challenge = best_challenge(answer.values(name))
        self._challenges += 1
        again = self._challenges > 1 and not (challenge and challenge.is_stale)
        # The first challenge may be to a proof with a nonce of an hour ago.
        if challenge is None or again or self._challenges > MOST_CHALLENGES:
            return False
        self._challenge, self._uses = challenge, 0
        self._by_proxy = answer.status == _BY_PROXY
        return True

    def _take_shortest(self, answer: SipMessage) -> bool:
        least = answer.get("Min-Expires")
        if not least.isdecimal() or len(least) >= _MOST_DIGITS:
            return False
        wanted = int(least)
        if not self.expires_s < wanted <= LONGEST_EXPIRES_S:
            return False
        self.expires_s = wanted
        return True

    def _proof(self, challenge: Challenge) -> tuple[str, str]:
        self._uses += 1
        proof = Proof("SUBSCRIBE", self._target, secrets.token_hex(8), self._uses)
        account = self._account
        value = authorization(challenge, account.user, account.secret.value, proof)
        return ("Proxy-Authorization" if self._by_proxy else "Authorization"), value

    def _refusal(self, status: int) -> CrmError:
        source = self._account.source
        if status in _CHALLENGES:
            return ExchangeLoginRefused(source, user=self._account.user)
        if status in _GONE or status >= _THEIR_FAULT:
            return ExchangeLinkLost(source, f"it answers {status}")
        return TelephoneNotWatched(source, extension=self.extension, status=status)


def _is_address(text: str) -> bool:
    return text.lower().startswith(("sip:", "sips:")) and text.isprintable() and " " not in text


_OK: Final = 200
_ACCEPTED: Final = {200, 202}
_CHALLENGES: Final = {401, 407}
_BY_PROXY: Final = 407
_TOO_BRIEF: Final = 423
_UNKNOWN_DIALOG: Final = 481
_OUT_OF_ORDER: Final = 500
_GONE: Final = {408, 480, 481}
_THEIR_FAULT: Final = 500
_MOST_DIGITS: Final = 9
