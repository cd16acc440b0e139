"""Proves to a SIP exchange that we know the secret, without sending it (RFC 7616, RFC 2617)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Challenge:
    """What the exchange wants to be proved; ``qop`` is "auth" or "" (as before RFC 2617)."""

    realm: str
    nonce: str
    algorithm: str = "MD5"
    qop: str = ""
    opaque: str = ""
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """What a proof is about; ``nonce_count`` counts the uses of one nonce, from 1."""

    method: str
    uri: str
    client_nonce: str
    nonce_count: int = 1


def best_challenge(values: Sequence[str]) -> Challenge | None:
    """Return the strongest challenge of WWW- or Proxy-Authenticate that we can answer."""
    found = [challenge for value in values if (challenge := _challenge(value)) is not None]
    return max(found, key=lambda challenge: _ALGORITHMS[challenge.algorithm.upper()], default=None)


def authorization(challenge: Challenge, user: str, secret: str, proof: Proof) -> str:
    """Return the value of Authorization that answers ``challenge``."""
    count = f"{proof.nonce_count:08x}"

    def digest(*parts: str) -> str:
        return _hashed(challenge.algorithm, ":".join(parts))

    who = digest(user, challenge.realm, secret)
    if challenge.algorithm.upper().endswith("-SESS"):
        who = digest(who, challenge.nonce, proof.client_nonce)
    what = digest(proof.method, proof.uri)
    between = [count, proof.client_nonce, challenge.qop] if challenge.qop else []
    quoted = {
        "username": user,
        "realm": challenge.realm,
        "nonce": challenge.nonce,
        "uri": proof.uri,
        "response": digest(who, challenge.nonce, *between, what),
        **({"opaque": challenge.opaque} if challenge.opaque else {}),
    }
    parts = [f'{name}="{_escaped(value)}"' for name, value in quoted.items()]
    parts.append(f"algorithm={challenge.algorithm}")
    if challenge.qop:
        parts += [f"qop={challenge.qop}", f"nc={count}", f'cnonce="{proof.client_nonce}"']
    return "Digest " + ", ".join(parts)


def _challenge(value: str) -> Challenge | None:
    scheme, _, rest = value.strip().partition(" ")
    if scheme.lower() != "digest":
        return None
    told = {
        found[1].lower(): _unescaped(found[2]) if found[2] is not None else found[3]
        for found in _PARAMETER.finditer(rest)
    }
    algorithm = told.get("algorithm", "MD5")
    offered = {qop.strip().lower() for qop in told.get("qop", "").split(",") if qop.strip()}
    if algorithm.upper() not in _ALGORITHMS or (offered and "auth" not in offered):
        return None
    return Challenge(
        told.get("realm", ""),
        told.get("nonce", ""),
        algorithm,
        qop="auth" if offered else "",
        opaque=told.get("opaque", ""),
        is_stale=told.get("stale", "").lower() == "true",
    )


def _hashed(algorithm: str, text: str) -> str:
    if algorithm.upper().startswith("SHA-256"):
        return hashlib.sha256(text.encode()).hexdigest()
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


_ALGORITHMS: Final = {"MD5": 1, "MD5-SESS": 1, "SHA-256": 2, "SHA-256-SESS": 2}
_PARAMETER: Final = re.compile(r'([A-Za-z0-9_-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))')
