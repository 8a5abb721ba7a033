"""Who vouches for a certificate that signed a mail: whom it names, and whether anybody we trust stands behind it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.x509 import verification
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from .seals import EXPIRED, UNKNOWN, VERIFIED, addresses, clean

DEEPEST_CHAIN = 6
FOR_MAIL = (ExtendedKeyUsageOID.EMAIL_PROTECTION, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE)


def named(certificate: x509.Certificate) -> tuple[str, ...]:
    """The addresses a certificate is made out to."""
    try:
        other = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        found = list(other.get_values_for_type(x509.RFC822Name))
    except x509.ExtensionNotFound:
        found = []
    return addresses([*found, *(each.value for each in _of(certificate.subject, NameOID.EMAIL_ADDRESS))])


def issuer(certificate: x509.Certificate) -> str:
    """Who made it out, as it says itself."""
    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        if found := _of(certificate.issuer, kind):
            return clean(found[0].value)
    return clean(certificate.issuer.rfc4514_string())


def standing(
    certificate: x509.Certificate,
    between: Sequence[x509.Certificate],
    trusted: Sequence[x509.Certificate],
    *,
    at: datetime,
) -> str:
    """Whether somebody we trust vouches for it at this moment, did so at another, or does not."""
    if _is_vouched_for(certificate, between, trusted, at):
        return VERIFIED
    for moment in (certificate.not_valid_after_utc, certificate.not_valid_before_utc):
        inside = moment - timedelta(seconds=1) if moment == certificate.not_valid_after_utc else moment
        if not _holds(certificate, at) and _is_vouched_for(certificate, between, trusted, inside):
            return EXPIRED
    return UNKNOWN


def _holds(certificate: x509.Certificate, at: datetime) -> bool:
    return certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc


def _is_vouched_for(
    certificate: x509.Certificate,
    between: Sequence[x509.Certificate],
    trusted: Sequence[x509.Certificate],
    at: datetime,
) -> bool:
    if certificate in trusted:  # one that lies among the trusted needs nobody else
        return _holds(certificate, at)
    if not trusted:
        return False
    makers = verification.ExtensionPolicy.permit_all().require_present(
        x509.BasicConstraints, verification.Criticality.AGNOSTIC, None
    )
    makers = makers.may_be_present(x509.KeyUsage, verification.Criticality.AGNOSTIC, _may_make_out)
    signers = verification.ExtensionPolicy.permit_all()
    signers = signers.may_be_present(x509.ExtendedKeyUsage, verification.Criticality.AGNOSTIC, _is_for_mail)
    signers = signers.may_be_present(x509.KeyUsage, verification.Criticality.AGNOSTIC, _may_sign)
    policy = verification.PolicyBuilder().store(verification.Store(list(trusted))).time(at)
    policy = policy.extension_policies(ca_policy=makers, ee_policy=signers).max_chain_depth(DEEPEST_CHAIN)
    try:
        policy.build_client_verifier().verify(certificate, list(between))
    except (verification.VerificationError, ValueError):
        return False
    return True


def _may_make_out(_policy: Any, _certificate: x509.Certificate, usage: x509.KeyUsage | None) -> None:
    if usage is not None and not usage.key_cert_sign:
        raise ValueError("It may not make out certificates.")


def _may_sign(_policy: Any, _certificate: x509.Certificate, usage: x509.KeyUsage | None) -> None:
    if usage is not None and not (usage.digital_signature or usage.content_commitment):
        raise ValueError("It may not sign.")


def _is_for_mail(_policy: Any, _certificate: x509.Certificate, usage: x509.ExtendedKeyUsage | None) -> None:
    if usage is not None and not any(each in FOR_MAIL for each in usage):
        raise ValueError("It is not for mail.")


def _of(name: x509.Name, kind: x509.ObjectIdentifier) -> list[x509.NameAttribute[Any]]:
    return name.get_attributes_for_oid(kind)
