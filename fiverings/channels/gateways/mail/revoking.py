"""Certificates that whoever made them out called back, by lists (CRL, RFC 5280) that lie among what we trust."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm

AT_ANY_TIME = (x509.ReasonFlags.key_compromise, x509.ReasonFlags.ca_compromise)
"""For these reasons nothing proves that a signature is older than the day on which it was called back."""
LIST = b"-----BEGIN X509 CRL-----"


def read_list(raw: bytes) -> x509.CertificateRevocationList:
    """A list, as text or as bytes; ValueError if it is none."""
    return x509.load_pem_x509_crl(raw) if LIST in raw else x509.load_der_x509_crl(raw)


def is_called_back(
    certificate: x509.Certificate,
    makers: Sequence[x509.Certificate],
    lists: Sequence[x509.CertificateRevocationList],
    *,
    at: datetime,
) -> bool:
    """Whether a list by whoever made it out names it for this moment; `makers` are those whose lists count."""
    for each in lists:
        if each.issuer != certificate.issuer:
            continue
        entry = each.get_revoked_certificate_by_serial_number(certificate.serial_number)
        if entry is not None and (entry.revocation_date_utc <= at or _is_compromised(entry)) and _is_by(each, makers):
            return True
    return False


def _is_compromised(entry: x509.RevokedCertificate) -> bool:
    try:
        return entry.extensions.get_extension_for_class(x509.CRLReason).value.reason in AT_ANY_TIME
    except x509.ExtensionNotFound:
        return False


def _is_by(listed: x509.CertificateRevocationList, makers: Sequence[x509.Certificate]) -> bool:
    for maker in makers:
        try:
            if maker.subject == listed.issuer and listed.is_signature_valid(maker.public_key()):  # type: ignore[arg-type]
                return True
        except (TypeError, ValueError, UnsupportedAlgorithm):
            continue
    return False
