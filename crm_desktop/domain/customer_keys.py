"""What a customer is searched by, made from the name and the reading as typed."""

from __future__ import annotations

from dataclasses import dataclass

from crm_desktop.domain.japanese_text import kana_key, name_key


@dataclass(frozen=True, slots=True)
class CustomerKeys:
    """The four search columns of a customer; any of them may be empty."""

    name_key: str
    kana_key: str
    given_name_key: str
    given_kana_key: str


def customer_keys(name: str, kana: str) -> CustomerKeys:
    """Return the search keys of ``name`` and ``kana``; without a blank the given part is empty."""
    return CustomerKeys(
        name_key(name), kana_key(kana), name_key(_given_part(name)), kana_key(_given_part(kana))
    )


def _given_part(name: str) -> str:
    parts = name.split(maxsplit=1)
    return parts[1] if len(parts) > 1 else ""
