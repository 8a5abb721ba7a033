"""A certificate that whoever made it out called back vouches for nobody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from fiverings.channels.gateways.mail.parsing import ParsedMail

from .sealing import DAY, Holder, KeyFolder, letter, opaque

JO = "jo@customer.example"
NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def maker() -> Holder:
    return Holder.of("Customers' House of Keys")


@pytest.fixture(scope="module")
def jo(maker: Holder) -> Holder:
    return Holder.of(JO, maker)


def listed(
    holder: Holder, by: Holder, *, on: datetime, why: x509.ReasonFlags = x509.ReasonFlags.superseded
) -> x509.CertificateRevocationList:
    """A list by somebody, in the name of whoever made the certificate out."""
    entry = x509.RevokedCertificateBuilder().serial_number(holder.certificate.serial_number).revocation_date(on)
    entry = entry.add_extension(x509.CRLReason(why), critical=False)
    made = x509.CertificateRevocationListBuilder().issuer_name(holder.certificate.issuer)
    made = made.last_update(NOW).next_update(NOW + DAY).add_revoked_certificate(entry.build())
    return made.sign(by.key, hashes.SHA256())


def signature(jo: Holder) -> tuple[str, bool]:
    found = ParsedMail.read(opaque(jo.sign(letter())), at=NOW)
    return found.signature, any("called back" in each for each in found.defects)


@pytest.mark.parametrize("form", [serialization.Encoding.PEM, serialization.Encoding.DER])
def test_what_was_called_back_is_not_valid_any_more(
    folder: KeyFolder, maker: Holder, jo: Holder, form: serialization.Encoding
) -> None:
    folder.lay("trusted/maker.pem", maker.pem)
    assert signature(jo) == ("verified", False)
    folder.lay("trusted/maker.crl", listed(jo, maker, on=NOW - DAY).public_bytes(form))
    assert signature(jo) == ("expired", True)


def test_what_was_signed_before_it_was_called_back_holds_unless_the_key_was_stolen(
    folder: KeyFolder, maker: Holder, jo: Holder
) -> None:
    folder.lay("trusted/maker.pem", maker.pem)
    later = NOW + timedelta(hours=1)
    folder.lay("trusted/maker.crl", listed(jo, maker, on=later).public_bytes(serialization.Encoding.DER))
    assert signature(jo) == ("verified", False)
    stolen = listed(jo, maker, on=later, why=x509.ReasonFlags.key_compromise)
    folder.lay("trusted/maker.crl", stolen.public_bytes(serialization.Encoding.DER))
    assert signature(jo) == ("expired", True)


def test_a_list_that_somebody_else_made_says_nothing(folder: KeyFolder, maker: Holder, jo: Holder) -> None:
    folder.lay("trusted/maker.pem", maker.pem)
    forged = listed(jo, Holder.of("Customers' House of Keys"), on=NOW - DAY)
    folder.lay("trusted/maker.crl", forged.public_bytes(serialization.Encoding.PEM))
    folder.lay("trusted/spoilt.crl", b"-----BEGIN X509 CRL-----\nno\n")
    assert signature(jo) == ("verified", False)
