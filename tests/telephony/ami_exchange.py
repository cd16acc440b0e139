"""Composes what an Asterisk exchange would send, event by event, for calls nobody recorded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from crm_desktop.telephony.ami_channels import ExtensionPattern
from crm_desktop.telephony.ami_replay import replay

BANNER = b"Asterisk Call Manager/11.0.0\r\n"


@dataclass(frozen=True)
class Party:
    """One channel; its number in the exchange is ``name``'s end and Uniqueid's."""

    name: str
    uniqueid: str
    linkedid: str
    caller: str = "<unknown>"
    connected: str = "<unknown>"
    exten: str = ""
    state: str = "Down"

    def block(self, prefix: str = "") -> dict[str, str]:
        told = {
            "Channel": self.name,
            "ChannelStateDesc": self.state,
            "CallerIDNum": self.caller,
            "ConnectedLineNum": self.connected,
            "Exten": self.exten,
            "Uniqueid": self.uniqueid,
            "Linkedid": self.linkedid,
        }
        return {f"{prefix}{key}": value for key, value in told.items()}

    def says(self, name: str, **more: str) -> bytes:
        return event(name, {**self.block(), **more})

    def now(self, state: str, **changed: str) -> Party:
        return replace(self, state=state, **changed)

    def state_is(self, state: str) -> bytes:
        return self.now(state).says("Newstate")

    def enters(self, bridge: str, **more: str) -> bytes:
        return self.now("Up").says("BridgeEnter", BridgeUniqueid=bridge, **more)

    def leaves(self, bridge: str) -> bytes:
        return self.now("Up").says("BridgeLeave", BridgeUniqueid=bridge)

    def dials(self, other: Party) -> bytes:
        return event("DialBegin", {**self.block(), **other.block("Dest")})

    def dial_end(self, other: Party, status: str) -> bytes:
        return event("DialEnd", {**self.block(), **other.block("Dest"), "DialStatus": status})


def event(name: str, fields: dict[str, str]) -> bytes:
    lines = [f"Event: {name}", *(f"{key}: {value}" for key, value in fields.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def carrier(number: str = "0312345678", uniqueid: str = "1800000000.1") -> Party:
    return Party(
        f"PJSIP/trunk-{int(uniqueid.partition('.')[2]):08x}",
        uniqueid,
        uniqueid,
        caller=number,
        exten="0120000000",
        state="Ring",
    )


def telephone(extension: str, of: Party, number: int, connected: str | None = None) -> Party:
    return Party(
        f"PJSIP/{extension}-{number:08x}",
        f"1800000000.{number}",
        of.linkedid,
        caller=extension,
        connected=of.caller if connected is None else connected,
        exten="s",
    )


def answered_by(phone: Party, line: Party, bridge: str = "b1") -> list[bytes]:
    return [phone.state_is("Up"), phone.enters(bridge), line.enters(bridge)]


def hung_up(*parties: Party) -> list[bytes]:
    return [party.says("Hangup", Cause="16") for party in parties]


def replayed(*sent: bytes) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    return replay(BANNER + b"".join(sent), ExtensionPattern())


def calls_of(*sent: bytes) -> list[dict[str, Any]]:
    return replayed(*sent)[0]


def pops_of(*sent: bytes) -> list[tuple[str, str]]:
    return [(pop["pop"], pop["extension"]) for pop in replayed(*sent)[1]]
