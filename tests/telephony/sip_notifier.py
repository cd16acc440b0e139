"""A SIP exchange on a real socket that tells of telephones, and misbehaves when told to."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from crm_desktop.settings import Secret
from crm_desktop.telephony.sip_account import SipAccount, SipTimes
from crm_desktop.telephony.sip_digest import Challenge, Proof, authorization
from crm_desktop.telephony.sip_messages import (
    SipFrames,
    SipMessage,
    address_of,
    parameters_of,
    read_message,
)

SECRET = "ひみつ&secret"
QUICK = SipTimes(
    answer_s=0.5, resend_s=0.05, silent_s=0.4, first_s=0.02, longest_s=0.05,
    look_every_s=0.1, settle_every_s=0.02, record_again_s=0.02, goodbye_s=0.3,
)  # fmt: skip
PATIENT = replace(QUICK, answer_s=20.0, resend_s=20.0, silent_s=20.0)
Send = Callable[[bytes], None]


@dataclass
class Watcher:
    """One subscription as the exchange knows it; ``cseq`` is that of its last NOTIFY."""

    subscribe: SipMessage
    send: Send
    tag: str
    cseq: int = 100
    version: int = 0


@dataclass
class Notifier:
    """What it takes and tells; ``heard`` are the SUBSCRIBEs, ``answers`` what our NOTIFYs got.

    ``followed`` are the Call-IDs of which a NOTIFY was taken.
    """

    algorithm: str = "MD5"
    by_proxy: bool = False
    expires_s: int = 120
    loses: int = 0
    is_mute: bool = False
    says_nothing: bool = False
    states: dict[str, str] = field(default_factory=lambda: {"201": "", "202": ""})
    heard: list[SipMessage] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    followed: set[str] = field(default_factory=set)
    watchers: dict[str, Watcher] = field(default_factory=dict)
    lines: list[asyncio.StreamWriter] = field(default_factory=list)
    nonce: int = 0

    def take(self, message: SipMessage, send: Send) -> None:
        """Answer a message of the client."""
        if message.status:
            self.answers.append(message.status)
            if message.status == 200:
                self.followed.add(message.get("Call-ID"))
            return
        self.heard.append(message)
        if self.is_mute:
            return
        if self.loses:
            self.loses -= 1
            return
        status, more = self._judged(message)
        self._answer(message, send, status, more)
        if status == 200:
            self._agreed(message, send)

    def tell(self, extension: str, dialogs: str, *, full: bool = True, again: bool = False) -> None:
        """Notify who watches ``extension`` of ``dialogs`` (XML)."""
        self.states[extension] = dialogs if full else self.states[extension]
        for watcher in self.watchers.values():
            if address_of(watcher.subscribe.get("To")) == f"sip:{extension}@office.example":
                self._notify(watcher, dialogs, full=full, again=again)

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until ``holds``."""
        async with asyncio.timeout(60):
            while not holds():
                await asyncio.sleep(0.002)

    def subscribes(self, *, expires: str = "") -> list[SipMessage]:
        """Return the SUBSCRIBEs that were proved, those that ask for ``expires`` seconds."""
        return [
            one
            for one in self.heard
            if one.get("Authorization") + one.get("Proxy-Authorization")
            and expires in {"", one.get("Expires")}
        ]

    def _judged(self, message: SipMessage) -> tuple[int, list[tuple[str, str]]]:
        header = "Proxy-Authorization" if self.by_proxy else "Authorization"
        if not self._is_proved(message.get(header), message.uri):
            self.nonce += 1
            asked = "Proxy-Authenticate" if self.by_proxy else "WWW-Authenticate"
            digest = f'Digest realm="office",nonce="{self.nonce}",algorithm={self.algorithm}'
            return (407 if self.by_proxy else 401), [(asked, f'{digest},qop="auth"')]
        extension = address_of(message.get("To")).partition(":")[2].partition("@")[0]
        if extension not in self.states:
            return 404, []
        known = parameters_of(message.get("To")).get("tag", "")
        if known and message.get("Call-ID") not in self.watchers:
            return 481, []
        return 200, [("Expires", str(self.expires_s)), ("Contact", "<sip:pbx@127.0.0.1:9>")]

    def _is_proved(self, header: str, uri: str) -> bool:
        told = {
            name.strip(): value.strip('" ')
            for name, _, value in (
                part.partition("=") for part in header.removeprefix("Digest ").split(", ")
            )
        }
        if not header:
            return False
        challenge = Challenge("office", told["nonce"], self.algorithm, qop="auth")
        proof = Proof("SUBSCRIBE", uri, told["cnonce"], int(told["nc"], 16))
        return authorization(challenge, "crm", SECRET, proof) == header

    def _agreed(self, message: SipMessage, send: Send) -> None:
        watcher = self.watchers.setdefault(
            message.get("Call-ID"), Watcher(message, send, f"their-{len(self.watchers)}")
        )
        extension = address_of(message.get("To")).partition(":")[2].partition("@")[0]
        is_over = message.get("Expires") == "0"
        if is_over:
            del self.watchers[message.get("Call-ID")]
        if not self.says_nothing:
            self._notify(watcher, self.states[extension], is_over=is_over)

    def _answer(
        self, message: SipMessage, send: Send, status: int, more: list[tuple[str, str]]
    ) -> None:
        watcher = self.watchers.get(message.get("Call-ID"))
        tag = watcher.tag if watcher else f"their-{len(self.watchers)}"
        to = message.get("To") + ("" if "tag=" in message.get("To") else f";tag={tag}")
        headers = [
            *(pair for pair in message.headers if pair[0] in {"Via", "From", "Call-ID", "CSeq"}),
            ("To", to),
            *more,
        ]
        send(SipMessage(status=status, reason="so it is", headers=tuple(headers)).encoded())

    def _notify(
        self,
        watcher: Watcher,
        dialogs: str,
        *,
        full: bool = True,
        again: bool = False,
        is_over: bool = False,
    ) -> None:
        watcher.cseq += 0 if again else 1
        watcher.version += 0 if again else 1
        state = "full" if full else "partial"
        body = (
            '<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" entity="sip:x@y"'
            f' version="{watcher.version}" state="{state}">{dialogs}</dialog-info>'
        )
        headers = (
            ("Via", "SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKn"),
            ("From", f"{watcher.subscribe.get('To').partition(';')[0]};tag={watcher.tag}"),
            ("To", watcher.subscribe.get("From")),
            ("Call-ID", watcher.subscribe.get("Call-ID")),
            ("CSeq", f"{watcher.cseq} NOTIFY"),
            ("Event", "dialog"),
            ("Subscription-State", "terminated;reason=timeout" if is_over else "active"),
        )
        uri = address_of(watcher.subscribe.get("Contact"))
        watcher.send(SipMessage("NOTIFY", uri, headers=headers, body=body.encode()).encoded())


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, notifier: Notifier) -> None:
        self._notifier = notifier
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]  # it is one of datagrams

    def datagram_received(self, data: bytes, address: tuple[str, int]) -> None:
        assert self._transport is not None
        transport = self._transport
        self._notifier.take(read_message(data), lambda octets: transport.sendto(octets, address))


@asynccontextmanager
async def notifying(
    notifier: Notifier, transport: str = "udp", *, tls: ssl.SSLContext | None = None, port: int = 0
) -> AsyncIterator[SipAccount]:
    """Let ``notifier`` listen; yield the account with which to ask it."""
    account = SipAccount(
        "pbx", "127.0.0.1", "crm", Secret(SECRET), transport=transport, domain="office.example"
    )
    loop = asyncio.get_running_loop()
    if transport == "udp":
        way, _ = await loop.create_datagram_endpoint(
            lambda: _Datagrams(notifier), local_addr=("127.0.0.1", port)
        )
        try:
            yield replace(account, port=way.get_extra_info("sockname")[1])
        finally:
            way.close()
        return
    server = await asyncio.start_server(
        lambda r, w: _serve(notifier, r, w), "127.0.0.1", port, ssl=tls
    )
    try:
        yield replace(account, port=server.sockets[0].getsockname()[1])
    finally:
        server.close()
        for line in notifier.lines:
            line.transport.abort()
        await asyncio.sleep(0)


async def _serve(
    notifier: Notifier, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    frames = SipFrames()
    notifier.lines.append(writer)
    try:
        while data := await reader.read(1000):
            for message in frames.feed(data):
                notifier.take(message, writer.write)
    except OSError:
        return
    finally:
        writer.transport.abort()


def dialog(state: str, remote: str = "", *, dialog_id: str = "1") -> str:
    """Return the XML of one dialog of a telephone that was called."""
    told = f"<remote><identity>{remote}</identity></remote>" if remote else ""
    return f'<dialog id="{dialog_id}" direction="recipient"><state>{state}</state>{told}</dialog>'
