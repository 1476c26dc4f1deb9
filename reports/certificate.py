"""The office's certificate: with its key reports are signed, by it they are known. Both lie in the home."""

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from datasets import Language, Text
from reports.errors import ReportsError
from reports.shelving import write_whole

FOLDER: Final = "office"
KEY: Final = "key.pem"
CERTIFICATE: Final = "certificate.pem"
YEARS: Final = 5
"""How long a certificate is good for, in years of 365 days."""

DEMO: Final = Text("演示证书（不代表任何单位）", "Demonstration certificate (of no office)")
"""What the demo signs as."""

_OPEN_TO_OTHERS = 0o077


class CertificateRefused(ReportsError):
    """A certificate that cannot be made or used."""


@dataclass(frozen=True)
class Certificate:
    """The office's certificate and where its key lies; ``fingerprint`` is the certificate's SHA-256."""

    path: Path
    key: Path
    name: str
    fingerprint: str
    ends: dt.datetime


def make_certificate(home: Path, name: str, *, renew: bool = False) -> Certificate:
    """Make a key and the certificate that names the office; an earlier one is kept, so that what it signed is known.

    Raises CertificateRefused if there is one and ``renew`` was not asked for. The certificate is signed by itself:
    whoever checks reports elsewhere is handed it, and compares its fingerprint by another way.
    """
    folder = home / FOLDER
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    if (folder / CERTIFICATE).exists():
        if not renew:
            raise CertificateRefused(
                Text("已有签名证书；确需更换时请加 --renew。", "There is a certificate; to replace it say --renew.")
            )
        (folder / CERTIFICATE).rename(folder / f"until-{now:%Y%m%dT%H%M%S}.pem")
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    key = ec.generate_private_key(ec.SECP256R1())
    made = _self_signed(key, name, now)
    _write_key(folder / KEY, key)
    write_whole(folder / CERTIFICATE, made.public_bytes(serialization.Encoding.PEM))
    found = certificate_of(home)
    if found is None:
        raise _unreadable(folder)
    return found


def demo_certificate(home: Path, language: Language) -> Certificate:
    """Return the home's certificate; where there is none, make one whose name says that it is nobody's office."""
    return certificate_of(home) or make_certificate(home, DEMO.in_language(language))


def certificate_of(home: Path) -> Certificate | None:
    """Return the office's certificate, None before one was made; CertificateRefused if others can read its key."""
    path, key = (home / FOLDER / name for name in (CERTIFICATE, KEY))
    if not path.exists():
        return None
    if not key.exists() or key.stat().st_mode & _OPEN_TO_OTHERS:
        raise _unreadable(path.parent)
    found = x509.load_pem_x509_certificate(path.read_bytes())
    (name,) = found.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return Certificate(path, key, str(name.value), found.fingerprint(hashes.SHA256()).hex(), found.not_valid_after_utc)


def certificates(home: Path) -> list[Path]:
    """Return the certificates that have signed reports of this home, today's and earlier ones."""
    return sorted(each for each in (home / FOLDER).glob("*.pem") if each.name != KEY)


def _self_signed(key: ec.EllipticCurvePrivateKey, name: str, now: dt.datetime) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"), x509.NameAttribute(NameOID.COMMON_NAME, name)])
    uses = dict.fromkeys(
        (
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **uses), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def _write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    """Write the key where only this user can ever have read it."""
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    words = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(words)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _unreadable(folder: Path) -> CertificateRefused:
    return CertificateRefused(
        Text(
            f"{folder} 中的私钥不存在，或他人可读（应为 0600）。",
            f"The key in {folder} is missing, or others can read it (it should be 0600).",
        )
    )
