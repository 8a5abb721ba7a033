"""What was encrypted for a key of ours on an elliptic curve: both sides agree on a secret (RFC 5753)."""

from __future__ import annotations

from typing import Any

from asn1crypto import core
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.kdf.x963kdf import X963KDF
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap

DIGESTS: dict[str, type[hashes.HashAlgorithm]] = {
    "1.3.133.16.840.63.0.2": hashes.SHA1,
    "1.3.132.1.11.0": hashes.SHA224,
    "1.3.132.1.11.1": hashes.SHA256,
    "1.3.132.1.11.2": hashes.SHA384,
    "1.3.132.1.11.3": hashes.SHA512,
    "1.3.133.16.840.63.0.3": hashes.SHA1,
    "1.3.132.1.14.0": hashes.SHA224,
    "1.3.132.1.14.1": hashes.SHA256,
    "1.3.132.1.14.2": hashes.SHA384,
    "1.3.132.1.14.3": hashes.SHA512,
}
"""How the secret is spread; on the curves of `cryptography` the two families mean the same."""
WRAPS = {"2.16.840.1.101.3.4.1.5": 16, "2.16.840.1.101.3.4.1.25": 24, "2.16.840.1.101.3.4.1.45": 32}
"""AES key wraps, and the bytes of their keys."""


class _Wrap(core.Sequence):  # type: ignore[misc]
    """How the content's key was wrapped."""

    _fields = [("algorithm", core.ObjectIdentifier), ("parameters", core.Any, {"optional": True})]  # noqa: RUF012


class _Shared(core.Sequence):  # type: ignore[misc]
    """What both sides know besides the secret (ECC-CMS-SharedInfo)."""

    _fields = [  # noqa: RUF012
        ("wrap", _Wrap),
        ("more", core.OctetString, {"explicit": 0, "optional": True}),
        ("bits", core.OctetString, {"explicit": 2}),
    ]


class _Key(core.Sequence):  # type: ignore[misc]
    """A public key: programs leave the name of its curve away."""

    _fields = [("algorithm", core.Any), ("point", core.OctetBitString)]  # noqa: RUF012


def agreed(info: Any, sealed: bytes, secret: ec.EllipticCurvePrivateKey) -> bytes:
    """The content's key that was wrapped for this key; ValueError, KeyError or InvalidUnwrap if it is not."""
    way = info["key_encryption_algorithm"]
    wrap = _Wrap.load(way["parameters"].dump())
    length = WRAPS[wrap["algorithm"].dotted]
    said: dict[str, Any] = {"wrap": wrap, "bits": (8 * length).to_bytes(4, "big")}
    if info["ukm"].native is not None:
        said["more"] = info["ukm"].native
    digest = DIGESTS[way["algorithm"].dotted]()
    together = secret.exchange(ec.ECDH(), _their_key(info["originator"], secret.curve))
    return aes_key_unwrap(X963KDF(digest, length, _Shared(said).dump()).derive(together), sealed)


def _their_key(originator: Any, curve: ec.EllipticCurve) -> ec.EllipticCurvePublicKey:
    """The key that the sender made for this mail alone; one named by a certificate is not looked for."""
    if originator.name != "originator_key":
        raise ValueError("The sender's key is not in the mail.")
    point = _Key.load(originator.chosen.untag().dump())["point"].native
    return ec.EllipticCurvePublicKey.from_encoded_point(curve, point)
