"""Our keys and those we trust, in files that an administrator laid down: `ours` opens and `trusted` vouches."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key, pkcs12
from django.conf import settings

from .revoking import read_list

log = logging.getLogger(__name__)
PEMS = (".pem", ".crt", ".cer", ".key")
LISTS = (".crl",)
P12S = (".p12", ".pfx")
PGPS = (".asc", ".pgp", ".gpg")
MARK = b"-----BEGIN "


@dataclass(frozen=True)
class Keys:
    """What we hold: certificates of ours with their keys, those we trust, lists of what was called back, and where."""

    ours: tuple[tuple[x509.Certificate, Any], ...] = ()
    trusted: tuple[x509.Certificate, ...] = ()
    folder: Path | None = None
    broken: tuple[str, ...] = ()
    revoked: tuple[x509.CertificateRevocationList, ...] = ()

    @classmethod
    def held(cls) -> Keys:
        """As the files are now; read again when one of them changed."""
        folder = Path(settings.MAIL_KEYS) if settings.MAIL_KEYS else None
        return _read(folder, _state(folder)) if folder and folder.is_dir() else cls()

    def pgp_files(self, sort: str) -> list[str]:
        """The key files of PGP in `ours` or `trusted`."""
        return [str(each) for each in _files(self.folder / sort, PGPS)] if self.folder else []


def _files(folder: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    found = folder.iterdir() if folder.is_dir() else ()
    yield from sorted(each for each in found if each.suffix.lower() in endings and each.is_file())


def _state(folder: Path) -> tuple[tuple[str, int, int], ...]:
    files = [each for sort in ("ours", "trusted") for each in _files(folder / sort, PEMS + P12S + PGPS + LISTS)]
    return tuple((str(each), each.stat().st_mtime_ns, each.stat().st_size) for each in files)


@lru_cache(maxsize=2)
def _read(folder: Path, _state: object) -> Keys:
    certificates: list[x509.Certificate] = []
    secrets: list[Any] = []
    trusted: list[x509.Certificate] = []
    broken: list[str] = []
    for file in _files(folder / "ours", PEMS + P12S):
        try:
            _take_ours(file, certificates, secrets)
        except (ValueError, TypeError, OSError):  # the error could quote the file
            broken.append(file.name)
    revoked: list[x509.CertificateRevocationList] = []
    for file in _files(folder / "trusted", PEMS + LISTS):
        try:
            if file.suffix.lower() in LISTS:
                revoked.append(read_list(file.read_bytes()))
            else:
                trusted += x509.load_pem_x509_certificates(file.read_bytes())
        except (ValueError, OSError):
            broken.append(file.name)
    for name in broken:
        log.warning("The key file %s cannot be read", name)
    pairs = ((each, key) for each in certificates for key in secrets if each.public_key() == key.public_key())
    return Keys(tuple(pairs), tuple(trusted), folder, tuple(broken), tuple(revoked))


def _take_ours(file: Path, certificates: list[x509.Certificate], secrets: list[Any]) -> None:
    raw, password = file.read_bytes(), settings.MAIL_KEYS_PASSWORD.encode() or None
    if file.suffix.lower() in P12S:
        key, certificate, _others = pkcs12.load_key_and_certificates(raw, password)
        certificates += [certificate] if certificate else []
        secrets += [key] if key else []
        return
    for block in (MARK + each for each in raw.split(MARK)[1:]):
        if b"CERTIFICATE-----" in block[:40]:
            certificates.append(x509.load_pem_x509_certificate(block))
        elif b"PRIVATE KEY-----" in block[:50]:
            with suppress(TypeError):  # it needs no password, or needs one that we do not have
                secrets.append(load_pem_private_key(block, password if b"ENCRYPTED" in block[:200] else None))
