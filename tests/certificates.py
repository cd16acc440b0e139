"""An authority of the test's own, and what it certifies; nobody else trusts it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass(frozen=True, slots=True)
class Authority:
    """A key that signs, and the certificate that others must trust."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    def write_to(self, file: Path) -> Path:
        """Write what a desk names as its ``ca_file``."""
        file.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))
        return file


def new_authority(name: str) -> Authority:
    """Return an authority that certifies itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _certificate(name, name, key).add_extension(
        x509.BasicConstraints(ca=True, path_length=None), critical=True
    )
    return Authority(key, builder.sign(key, hashes.SHA256()))


def certified(authority: Authority, host: str, *, days: int = 30) -> tuple[bytes, bytes]:
    """Return a certificate for ``host`` and its key, both as PEM; expired when ``days`` < 0."""
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = authority.certificate.subject.rfc4514_string().removeprefix("CN=")
    certificate = (
        _certificate(host, issuer, key, days=days)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(authority.key, hashes.SHA256())
    )
    return certificate.public_bytes(serialization.Encoding.PEM), key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _certificate(
    subject: str, issuer: str, key: ec.EllipticCurvePrivateKey, *, days: int = 30
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=90))
        .not_valid_after(now + timedelta(days=days))
    )
