"""Where a SIP exchange is, as whom to ask it, and how patient to be with it."""

from __future__ import annotations

from dataclasses import dataclass, field

from crm_desktop.settings import Secret


@dataclass(frozen=True, slots=True)
class SipAccount:
    """An account of an exchange that may watch telephones. ``transport`` is udp, tcp or tls.

    ``domain`` is that of the telephones' addresses. With tls the certificate must be for ``host``
    and by an authority in ``ca_file`` (PEM; empty: those that the system trusts). The secret is
    never sent, only proved.
    """

    source: str
    host: str
    user: str
    secret: Secret = field(repr=False)
    port: int = 5060
    transport: str = "udp"
    domain: str = ""
    ca_file: str = ""
    expires_s: int = 120

    def address_of(self, name: str) -> str:
        """Return the SIP address of a telephone or user."""
        host = self.domain or self.host
        return f"sip:{name}@{f'[{host}]' if ':' in host else host}"


@dataclass(frozen=True, slots=True)
class SipTimes:
    """How long to wait for answers, and between tries.

    A datagram is sent again after ``resend_s``, then after twice that. ``silent_s``: a telephone
    of which nothing is told for so long after asking is asked for anew. The wait between tries
    doubles from ``first_s`` to ``longest_s``, less up to a half by chance.
    """

    answer_s: float = 10.0
    resend_s: float = 0.5
    silent_s: float = 60.0
    first_s: float = 1.0
    longest_s: float = 60.0
    look_every_s: float = 60.0
    settle_every_s: float = 1.0
    record_again_s: float = 1.0
    goodbye_s: float = 2.0
