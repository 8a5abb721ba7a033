"""S/MIME (RFC 8551) on the ground of `cryptography`: whose signature it is, and what lies in an envelope for us."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from asn1crypto import cms
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, padding, rsa

from .keys import Keys
from .revoking import is_called_back
from .seals import ALTERED, EXPIRED, SMIME, UNCHECKED, Seal, best
from .vouching import issuer, named, standing

HASHES: dict[str, type[hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
    "sha224": hashes.SHA224,
}
"""The digests that still prove something; SHA-1 and MD5 do not."""
SET = b"\x31"
"""So begins what is signed beside a content: without marks of its own a mail that begins so could be such a thing."""
MOST_SIGNERS = 5
MOST_CERTIFICATES = 20


class Unprovable(Exception):
    """A signature says nothing, for a reason that stands in its words."""


def signatures(signed: cms.SignedData, content: Sequence[bytes], keys: Keys, *, at: datetime) -> Seal:
    """What the signatures on a content prove; `content` lists the ways its line ends may have been."""
    certificates = list(_certificates(signed))
    found = [
        _proof(each, certificates, content, keys, at)
        for each in list(signed["signer_infos"])[:MOST_SIGNERS]
        if each is not None
    ]
    return best(found) or Seal(SMIME, UNCHECKED, why="nobody signed it")


def _proof(info: Any, certificates: list[x509.Certificate], content: Sequence[bytes], keys: Keys, at: datetime) -> Seal:
    signer = next((each for each in [*certificates, *keys.trusted] if _is_of(info, each)), None)
    if signer is None:
        return Seal(SMIME, UNCHECKED, why="the signer's certificate is missing")
    said = {"signers": named(signer), "issuer": issuer(signer)}
    try:
        fits = any(_fits(info, signer, each) for each in content)
    except (Unprovable, UnsupportedAlgorithm, ValueError, TypeError, KeyError) as failure:
        why = str(failure) if isinstance(failure, Unprovable) else "it is made in a way we do not know"
        return Seal(SMIME, UNCHECKED, why=why, **said)
    if not fits:
        return Seal(SMIME, ALTERED, **said)
    others = [each for each in certificates if each != signer]
    makers = [*keys.trusted, *others]
    if is_called_back(signer, makers, keys.revoked, at=at):
        return Seal(SMIME, EXPIRED, why="it was called back by whoever made it out", **said)
    valid = [each for each in others if not is_called_back(each, makers, keys.revoked, at=at)]
    return Seal(SMIME, standing(signer, valid, keys.trusted, at=at), **said)


def _fits(info: Any, signer: x509.Certificate, content: bytes) -> bool:
    """Whether this key signed this content: the digest of the content is signed, with what else was said."""
    digest = _hash(info["digest_algorithm"]["algorithm"].native)
    said, proven = info["signed_attrs"], content
    if said.native:
        marks = {each["type"].native: each["values"] for each in said}
        is_of_a_mail = len(marks) == len(said) and marks["content_type"][0].native == "data"
        if not is_of_a_mail or len(marks["message_digest"]) != 1:
            raise Unprovable("it signs something else than a mail")
        if marks["message_digest"][0].native != _digest(digest, content):
            return False
        proven = said.untag().dump()
    elif content.startswith(SET):
        raise Unprovable("it may be a signature on something else")
    try:
        _check(signer.public_key(), info, proven, digest)
    except InvalidSignature:
        return False
    return True


def _check(key: Any, info: Any, proven: bytes, digest: hashes.HashAlgorithm) -> None:
    """InvalidSignature unless the key made it."""
    signature, way = info["signature"].native, info["signature_algorithm"]
    if isinstance(key, rsa.RSAPublicKey):
        pss = way["algorithm"].native == "rsassa_pss"
        form: Any = padding.PSS(padding.MGF1(digest), padding.PSS.AUTO) if pss else padding.PKCS1v15()
        if key.key_size < 2048:
            raise Unprovable("its key is too short")
        key.verify(signature, proven, form, digest)
    elif isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(signature, proven, ec.ECDSA(digest))
    elif isinstance(key, (ed25519.Ed25519PublicKey, ed448.Ed448PublicKey)):
        key.verify(signature, proven)
    else:
        raise Unprovable("its key is of a sort we do not know")


def _hash(name: str) -> hashes.HashAlgorithm:
    if name not in HASHES:
        raise Unprovable(f"its digest {name.upper()[:20]} proves nothing any more")
    return HASHES[name]()


def _digest(algorithm: hashes.HashAlgorithm, content: bytes) -> bytes:
    counted = hashes.Hash(algorithm)
    counted.update(content)
    return counted.finalize()


def _certificates(signed: cms.SignedData) -> Iterator[x509.Certificate]:
    for each in list(signed["certificates"] or [])[:MOST_CERTIFICATES]:
        if each.name == "certificate":
            yield x509.load_der_x509_certificate(each.chosen.dump())


def _is_of(info: Any, certificate: x509.Certificate) -> bool:
    """Whether the signer or receiver named in a message is this certificate's."""
    return is_meant(info["sid"], certificate)


def is_meant(named_there: Any, certificate: x509.Certificate) -> bool:
    """Whether a certificate is the one that is named by issuer and number, or by its key."""
    if named_there.name == "issuer_and_serial_number":
        there = named_there.chosen
        same = there["serial_number"].native == certificate.serial_number
        return same and there["issuer"].dump() == certificate.issuer.public_bytes()
    try:
        mine = certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest
    except x509.ExtensionNotFound:
        return False
    by_key = named_there.chosen[0] if named_there.name == "r_key_id" else named_there
    return bool(by_key.native == mine)
