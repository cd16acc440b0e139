"""Which telephone of the office a phone system means, however it names it."""

from __future__ import annotations

import re
import unicodedata
from collections import ChainMap
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Final

from crm_desktop.domain.japanese_text import name_key


@dataclass(frozen=True, slots=True)
class StaffTelephone:
    """A member of staff as phone systems may name them; ``extension`` is digits."""

    extension: str
    login: str
    name: str
    name_kana: str = ""


class ExtensionDirectory:
    """Finds extensions by what phone systems call them: number, login, name, SIP address."""

    def __init__(self, telephones: Iterable[StaffTelephone] = ()) -> None:
        """Know ``telephones``; a name that two people share names nobody."""
        self._by_name: MutableMapping[str, str] = {}
        for telephone in telephones:
            for name in {telephone.login, telephone.name, telephone.name_kana}:
                self._add(name_key(name), telephone.extension)
        self._extensions = {extension for extension in self._by_name.values() if extension}

    def also_known(self, names: Mapping[str, str]) -> ExtensionDirectory:
        """Return a directory that knows extensions by ``names`` as well, and by these first."""
        directory = ExtensionDirectory()
        own = {name_key(name): extension for name, extension in names.items()}
        directory._by_name = ChainMap(own, self._by_name)
        directory._extensions = self._extensions | set(own.values())
        return directory

    @property
    def extensions(self) -> frozenset[str]:
        """The telephones that belong to somebody."""
        return frozenset(self._extensions)

    def extension_of(self, text: str) -> str:
        """Return the extension that ``text`` names, or "" when it names none.

        Two to six digits are an extension, known or not; more or fewer only when someone has it.
        ``PJSIP/201-0000000a``, ``sip:201@pbx``, ``201 髙橋`` and ``髙橋 (201)`` are 201.
        """
        plain = unicodedata.normalize("NFKC", text).strip()
        core = _bare(plain)
        if _EXTENSION.fullmatch(core) or core in self._extensions:
            return core
        return self._named(plain) or self._named(core) or _digits_beside_name(plain)

    def _named(self, text: str) -> str:
        return self._by_name.get(name_key(text), "")

    def _add(self, key: str, extension: str) -> None:
        if key:
            known = self._by_name.setdefault(key, extension)
            if known != extension:
                self._by_name[key] = ""


def _bare(text: str) -> str:
    """Return what is left of a channel name or SIP address: the telephone's own name."""
    found = _CHANNEL.fullmatch(text) or _ADDRESS.fullmatch(text)
    return found["name"] if found else text


def _digits_beside_name(text: str) -> str:
    found = _BESIDE_NAME.fullmatch(text)
    return (found["before"] or found["after"]) if found else ""


_EXTENSION: Final = re.compile(r"[0-9]{2,6}")
_CHANNEL: Final = re.compile(
    r"(?:PJSIP|SIP|IAX2|SCCP|Local)/(?P<name>[^/@]+?)(?:@[^/]*)?(?:-[0-9a-f]{8})?(?:/\w*)?", re.I
)
_ADDRESS: Final = re.compile(r"(?:[^<>]*<)?(?:sips?:)?(?P<name>[^@:<>]+)@[^@<>\s]+>?", re.I)
_BESIDE_NAME: Final = re.compile(
    r"(?P<before>[0-9]{2,6})[\s:]+[^0-9]+|[^0-9(]*[\s(](?:内線|ext\.?)?\s*(?P<after>[0-9]{2,6})\)?",
    re.I,
)
