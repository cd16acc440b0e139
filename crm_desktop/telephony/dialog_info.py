"""What an exchange tells of a telephone's calls in a NOTIFY: ``dialog-info+xml`` (RFC 4235)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

MOST_ELEMENTS: Final = 5_000
DEEPEST: Final = 20
LONGEST_TEXT: Final = 300


class BadDialogInfo(ValueError):
    """A NOTIFY's body is no dialog-info that can be trusted."""


@dataclass(frozen=True, slots=True)
class Dialog:
    """One call at one telephone. ``direction`` is recipient, initiator or "" where not told.

    ``state`` is trying, proceeding, early, confirmed or terminated, ``ending`` why it ended
    (cancelled, rejected, replaced, local-bye, remote-bye, error, timeout). Of who is at the other
    end ``remote`` is the address and ``remote_name`` the name, as sent.
    """

    dialog_id: str
    state: str
    direction: str = ""
    ending: str = ""
    remote: str = ""
    remote_name: str = ""
    call_id: str = ""

    @property
    def remote_user(self) -> str:
        """The number or name in the address, without its host and parameters."""
        bare = (
            self.remote.partition(":")[2] if ":" in self.remote.partition("@")[0] else self.remote
        )
        return unquote(bare.partition("@")[0].partition(";")[0])


@dataclass(frozen=True, slots=True)
class DialogInfo:
    """What one NOTIFY tells: all calls of a telephone (``is_full``), or those that changed."""

    version: int
    is_full: bool
    dialogs: tuple[Dialog, ...] = ()


def read_dialog_info(body: bytes) -> DialogInfo:
    """Return what ``body`` says, texts cut at 300 characters.

    Raises:
        BadDialogInfo: it is none, or holds a DTD or entities, or far more than any telephone does.
    """
    root = _root(body)
    version = root.get("version", "")
    if _name(root) != "dialog-info" or not version.isdecimal() or len(version) > _MOST_DIGITS:
        raise BadDialogInfo("no dialog-info with a version")
    dialogs = tuple(_dialog(child) for child in root if _name(child) == "dialog")
    return DialogInfo(int(version), root.get("state") != "partial", dialogs)


def _dialog(element: Element) -> Dialog:
    state = _child(element, "state")
    remote = _child(element, "remote")
    identity = _child(remote, "identity")
    address = _text(identity) or _of(_child(remote, "target"), "uri")
    return Dialog(
        _of(element, "id"),
        _text(state).lower(),
        direction=_of(element, "direction").lower(),
        ending=_of(state, "event").lower(),
        remote=address,
        remote_name=_of(identity, "display"),
        call_id=_of(element, "call-id"),
    )


def _root(body: bytes) -> Element:
    builder, parser = TreeBuilder(), expat.ParserCreate(namespace_separator=" ")
    seen = _Size()

    def start(name: str, attributes: dict[str, str]) -> None:
        seen.enter()
        builder.start(name, attributes)

    def end(name: str) -> None:
        seen.leave()
        builder.end(name)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = _refuse
    try:
        parser.Parse(_readable(body), True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise BadDialogInfo(str(error)) from error
    return builder.close()


def _readable(body: bytes) -> bytes | str:
    """Return ``body`` decoded where expat cannot: it knows no encoding of Japanese but UTF-8."""
    declared = _JAPANESE.match(body)
    return body.decode(_CODECS[declared[1].lower()], "replace") if declared else body


class _Size:
    """Counts elements, and how deep they stand in each other."""

    def __init__(self) -> None:
        self._count = 0
        self._depth = 0

    def enter(self) -> None:
        self._count += 1
        self._depth += 1
        if self._count > MOST_ELEMENTS or self._depth > DEEPEST:
            raise BadDialogInfo("more elements than any telephone has calls")

    def leave(self) -> None:
        self._depth -= 1


def _refuse(*_declared: object) -> int:
    raise BadDialogInfo("a DTD or entities")


def _child(element: Element | None, name: str) -> Element | None:
    if element is None:
        return None
    return next((child for child in element if _name(child) == name), None)


def _name(element: Element) -> str:
    return str(element.tag).rpartition(" ")[2]


def _text(element: Element | None) -> str:
    return _plain(element.text or "") if element is not None else ""


def _of(element: Element | None, attribute: str) -> str:
    return _plain(element.get(attribute, "")) if element is not None else ""


def _plain(text: str) -> str:
    """Return ``text`` in one line that a database can hold."""
    words = "".join(sign if sign.isprintable() else " " for sign in text[: LONGEST_TEXT * 4])
    return words.strip()[:LONGEST_TEXT]


_MOST_DIGITS: Final = 12
_CODECS: Final = {b"shift_jis": "cp932", b"windows-31j": "cp932", b"euc-jp": "euc_jp"}
_JAPANESE: Final = re.compile(
    rb"""\s*<\?xml\s[^>]{0,50}encoding=["'](shift_jis|windows-31j|euc-jp)["']""", re.I
)
