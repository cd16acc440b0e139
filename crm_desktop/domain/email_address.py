"""E-mail addresses in the form that is stored, without asking the network."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from crm_desktop.errors.text import BadEmailAddress, EmailProblem


class EmailWarning(StrEnum):
    """What a person should look at in an address that is accepted all the same."""

    CARRIER_DOTS = "carrier_dots"
    TYPED_WRONG = "typed_wrong"


@dataclass(frozen=True, slots=True)
class EmailAddress:
    """One address; its domain is in small letters, its local part as typed."""

    address: str
    warning: EmailWarning | None = None


def parse_email(text: str) -> EmailAddress:
    """Read an address in any width, also as ``Name <address>`` or ``mailto:``.

    Dots in a row or before the @ are against the rules, yet docomo and au gave such addresses
    out: those are accepted with a warning.

    Raises:
        BadEmailAddress: no address, more than one, or one that cannot exist.
    """
    address = _bare(text[: 2 * _LONGEST])
    if not address:
        raise BadEmailAddress(text, EmailProblem.EMPTY)
    if len(address) > _LONGEST:
        raise BadEmailAddress(text, EmailProblem.TOO_LONG)
    local, _, domain = address.rpartition("@")
    _refuse_what_is_plain(text, address, local)
    if _CARRIERS.fullmatch(domain.lower()) and _ODD_DOTS.search(local):
        return _carrier_address(text, local, domain.lower())
    return _by_rules(text, address)


def email_key(address: str) -> str:
    """Return the form in which addresses are compared: mail programs know no capitals."""
    return unicodedata.normalize("NFKC", address).strip().casefold()


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text.translate(_UNSEEN)).strip()
    if found := _ANGLED.fullmatch(plain):
        plain = found[1].strip()
    return re.sub(r"^(?:mailto|e-?mail|mail|メール)\s*:\s*", "", plain, flags=re.I)


def _refuse_what_is_plain(text: str, address: str, local: str) -> None:
    if "@" not in address:
        raise BadEmailAddress(text, EmailProblem.NO_AT)
    if _SEVERAL.search(address) or "@" in local:
        raise BadEmailAddress(text, EmailProblem.TWO_ADDRESSES)
    if re.search(r"\s|[\x00-\x1f\x7f]", address):
        raise BadEmailAddress(text, EmailProblem.BAD_CHARACTER)


def _carrier_address(text: str, local: str, domain: str) -> EmailAddress:
    if not _CARRIER_LOCAL.fullmatch(local):
        raise BadEmailAddress(text, EmailProblem.BAD_CHARACTER)
    return EmailAddress(f"{local}@{domain}", EmailWarning.CARRIER_DOTS)


def _by_rules(text: str, address: str) -> EmailAddress:
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - 60 ms

    try:
        checked = validate_email(
            address,
            check_deliverability=False,
            allow_smtputf8=False,
            test_environment=True,
        )
    except EmailNotValidError as error:
        raise BadEmailAddress(text, _problem(address)) from error
    domain = checked.ascii_domain or checked.domain
    wrong = EmailWarning.TYPED_WRONG if _TYPED_WRONG.search(domain) else None
    return EmailAddress(f"{checked.local_part}@{checked.domain}", wrong)


def _problem(address: str) -> EmailProblem:
    local, _, domain = address.rpartition("@")
    if _ODD_DOTS.search(local) or ".." in domain or domain.startswith(".") or domain.endswith("."):
        return EmailProblem.BAD_DOTS
    if not address.isascii() and not local.isascii():
        return EmailProblem.BAD_CHARACTER
    if not _DOMAIN.fullmatch(domain):
        return EmailProblem.BAD_DOMAIN
    return EmailProblem.NOT_AN_ADDRESS


_LONGEST: Final = 254
_ANGLED: Final = re.compile(r"[^<>]*<([^<>]+)>\s*")
_SEVERAL: Final = re.compile(r"@.*[\s,;、/].*@", re.DOTALL)
_ODD_DOTS: Final = re.compile(r"\.\.|^\.|\.$")
_CARRIERS: Final = re.compile(r"docomo\.ne\.jp|(?:[a-z0-9-]+\.)?ezweb\.ne\.jp|au\.com")
_CARRIER_LOCAL: Final = re.compile(r"[A-Za-z0-9._+?/-]{1,64}")
_DOMAIN: Final = re.compile(r"[^.\s@]+(?:\.[^.\s@]+)+")
# What fingers do to the commonest domains in Japan.
_TYPED_WRONG: Final = re.compile(
    r"^(?:gm[aeil]{2,4}|gnail|gmai)\.co[mn]?$(?<!gmail\.com)|\.con$|\.cmo$|\.co\.jo$|\.ne\.jo$"
    r"|^(?:docomo|ezweb|softbank)\.(?:co\.jp|com|jp|ne)$|^yahoo\.(?:ne\.jp|jp|co)$|^i?coud\.com$"
)
_UNSEEN: Final = dict.fromkeys(
    [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
)
