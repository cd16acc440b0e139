"""What keeps a connection to another computer safe, and why its certificate was refused.

Between computers a connection is encrypted, the server proves by its certificate that it is the
one that was asked for, and it may learn the password by SCRAM only, which does not tell it.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from crm_desktop.database.server_address import host_elsewhere
from crm_desktop.errors.access import CertificateExpired, CertificateNotTrusted, TlsDowngradeRefused

FULL = "verify-full"
SYSTEM_ROOTS = "system"

_LIBRARY_DEFAULT = "prefer"
_NO_KERBEROS = "disable"
_ROOT_FILES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
_TLS_REQUEST = (8).to_bytes(4, "big") + (80877103).to_bytes(4, "big")
_TLS_OFFERED = b"S"
_PROBE_TIMEOUT_S = 5
_NOT_VALID_TODAY = {9, 10}


def tls_settings(given: Mapping[str, Any], settings: Mapping[str, str]) -> dict[str, str]:
    """Return what to add to an address that names ``given``; nothing when it is this computer.

    ``settings`` are all those in effect for it (`effective_settings`). Each of several hosts must
    prove that it is the one by its own name.

    Raises:
        TlsDowngradeRefused: it, its service or the environment asks for less.
    """
    host = host_elsewhere(settings)
    if not host:
        return {}
    if weaker := _weaker(given, settings):
        raise TlsDowngradeRefused(host, weaker)
    roots = settings.get("sslrootcert", SYSTEM_ROOTS)
    return {
        "sslmode": FULL,
        "gssencmode": _NO_KERBEROS,
        "require_auth": settings.get("require_auth", "scram-sha-256"),
        "sslrootcert": system_roots() if roots == SYSTEM_ROOTS else roots,
    }


def system_roots(usual_places: Sequence[str] = _ROOT_FILES) -> str:
    """Return the file of the authorities this system trusts; "system" where OpenSSL must know.

    The driver's wheel brings an OpenSSL that looks in a folder which no system has.
    """
    if {"SSL_CERT_FILE", "SSL_CERT_DIR"} & os.environ.keys():
        return SYSTEM_ROOTS
    return next((file for file in usual_places if Path(file).exists()), SYSTEM_ROOTS)


def certificate_fault(
    host: str, address: str, port: int, roots: str
) -> CertificateExpired | CertificateNotTrusted:
    """Ask the server at ``address`` for its certificate again and return what is wrong with it.

    libpq says of all faults but a wrong name only that the certificate could not be verified.
    """
    import ssl  # noqa: PLC0415 (a start that goes well does without)

    try:
        context = ssl.create_default_context(cafile=roots.removeprefix(SYSTEM_ROOTS) or None)
        context.check_hostname = False
        with socket.create_connection((address, port), _PROBE_TIMEOUT_S) as plain:
            plain.sendall(_TLS_REQUEST)
            if plain.recv(1) == _TLS_OFFERED:
                context.wrap_socket(plain).close()
    except ssl.SSLCertVerificationError as error:
        if error.verify_code in _NOT_VALID_TODAY:
            return CertificateExpired(host)
    except OSError:
        pass
    return CertificateNotTrusted(host)


def _weaker(given: Mapping[str, Any], settings: Mapping[str, str]) -> str:
    """Return what was asked for that is less than full, as ``name=value``; "" when nothing was."""
    mode = given.get("sslmode") or os.environ.get("PGSSLMODE", "")
    if not mode and settings["sslmode"] != _LIBRARY_DEFAULT:
        mode = settings["sslmode"]
    if mode and mode != FULL:
        return f"sslmode={mode}"
    kerberos = given.get("gssencmode") or os.environ.get("PGGSSENCMODE", "")
    return f"gssencmode={kerberos}" if kerberos not in {"", _NO_KERBEROS} else ""
