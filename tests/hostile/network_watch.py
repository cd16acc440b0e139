"""Runs a command in a network of its own that leads nowhere, and says what it sent there.

To be started by ``unshare --net``: ``python network_watch.py OUT COMMAND…``. The only way out is an
interface that swallows everything; what goes there, and what goes over the loopback, is written to
OUT as JSON, with how the command ended.
"""

from __future__ import annotations

import ipaddress
import json
import socket
import struct
import subprocess
import sys
from collections import Counter
from pathlib import Path
from threading import Thread
from typing import Final

WAY_OUT: Final = "out0"


def main(out: Path, command: list[str]) -> None:
    """Make the network, run the command, tell."""
    _make_network()
    seen: Counter[str] = Counter()
    watching = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(_ALL_KINDS))
    watching.settimeout(0.2)
    ended: list[int] = []
    watcher = Thread(target=_watch, args=(watching, seen, ended))
    watcher.start()
    done = subprocess.run(command, check=False)
    ended.append(done.returncode)
    watcher.join()
    watching.close()
    out.write_text(json.dumps({"returncode": done.returncode, "sent": dict(seen)}))


def _make_network() -> None:
    commands = (
        "link set lo up",
        f"link add {WAY_OUT} type veth peer name nobody",
        f"link set {WAY_OUT} addrgenmode none",
        "link set nobody addrgenmode none",
        f"link set {WAY_OUT} arp off",
        f"link set {WAY_OUT} up",
        "link set nobody up",
        f"address add 192.0.2.2/24 dev {WAY_OUT}",
        f"address add 2001:db8::2/64 dev {WAY_OUT} nodad",
        f"route add default dev {WAY_OUT}",
        f"-6 route add default dev {WAY_OUT}",
    )
    for command in commands:
        subprocess.run(["ip", *command.split()], check=True)


def _watch(watching: socket.socket, seen: Counter[str], ended: list[int]) -> None:
    """Count what is sent, until the command has ended and nothing more comes."""
    while True:
        try:
            packet, place = watching.recvfrom(65_535)
        except TimeoutError:
            if ended:
                return
            continue
        if place[2] == socket.PACKET_OUTGOING:
            words = _told(place[0], place[1], packet)
            if words:
                seen[words] += 1


def _told(interface: str, kind: int, packet: bytes) -> str:
    """Return interface, protocol and where to; "" for what the kernel says of itself."""
    if kind == _IPV4:
        protocol, target = packet[9], packet[16:20]
        payload = packet[(packet[0] & 15) * 4 :]
    elif kind == _IPV6:
        protocol, target, payload = packet[6], packet[24:40], packet[40:]
        if protocol in {_HOP_BY_HOP, _ICMPV6} and target[0] == _MULTICAST:
            return ""  # which groups it listens to, and who its neighbours are
    else:
        return f"{interface} kind {kind:#x}"
    if interface == "lo" and protocol == socket.IPPROTO_TCP and payload[13] & _SYN_ACK != _SYN:
        return ""  # not the beginning of a connection: an answer, or more of the same
    port = f" port {struct.unpack('!H', payload[2:4])[0]}" if protocol in _WITH_PORTS else ""
    return f"{interface} {_WITH_PORTS.get(protocol, protocol)} {ipaddress.ip_address(target)}{port}"


_ALL_KINDS: Final = 3
_IPV4: Final = 0x0800
_IPV6: Final = 0x86DD
_HOP_BY_HOP: Final = 0
_ICMPV6: Final = 58
_MULTICAST: Final = 0xFF
_SYN: Final = 0x02
_SYN_ACK: Final = 0x12
_WITH_PORTS: Final = {socket.IPPROTO_TCP: "tcp", socket.IPPROTO_UDP: "udp"}

if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
