"""What was encrypted for us by S/MIME: our key takes out the key of the content, and that opens the content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from asn1crypto import core
from cryptography import x509
from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import padding as filling
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap

from .agreeing import agreed
from .keys import Keys
from .smime import is_meant

HASHES = {"sha1": hashes.SHA1, "sha256": hashes.SHA256, "sha384": hashes.SHA384, "sha512": hashes.SHA512}
AES_GCM = (
    "aes128_gcm",
    "aes192_gcm",
    "aes256_gcm",
    "2.16.840.1.101.3.4.1.6",
    "2.16.840.1.101.3.4.1.26",
    "2.16.840.1.101.3.4.1.46",
)
AES_CBC = ("aes128_cbc", "aes192_cbc", "aes256_cbc")
SHORTEST_TAG = 12
MOST_RECEIVERS = 100
BAD = (ValueError, TypeError, KeyError, InvalidTag, InvalidUnwrap, UnsupportedAlgorithm)


class _Counter(core.Sequence):  # type: ignore[misc]
    """What AES-GCM begins with (RFC 5084)."""

    _fields = [("nonce", core.OctetString), ("length", core.Integer, {"default": 12})]  # noqa: RUF012


def opened(enveloped: Any, keys: Keys) -> bytes | None:
    """What lies in it, if one of our keys opens it; what is broken looks the same, so nobody learns from it."""
    for key in _content_keys(enveloped, keys):
        try:
            return _content(enveloped, key)
        except BAD:
            continue
    return None


def _content_keys(enveloped: Any, keys: Keys) -> Iterator[bytes]:
    for receiver in list(enveloped["recipient_infos"])[:MOST_RECEIVERS]:
        for certificate, secret in keys.ours:
            try:
                yield from _taken_out(receiver, certificate, secret)
            except BAD:
                continue


def _taken_out(receiver: Any, certificate: x509.Certificate, secret: Any) -> Iterator[bytes]:
    info = receiver.chosen
    if receiver.name == "ktri" and isinstance(secret, rsa.RSAPrivateKey) and is_meant(info["rid"], certificate):
        yield secret.decrypt(info["encrypted_key"].native, _form(info["key_encryption_algorithm"]))
    if receiver.name == "kari" and isinstance(secret, ec.EllipticCurvePrivateKey):
        for each in list(info["recipient_encrypted_keys"])[:MOST_RECEIVERS]:
            if is_meant(each["rid"], certificate):
                yield agreed(info, each["encrypted_key"].native, secret)


def _form(way: Any) -> padding.AsymmetricPadding:
    if way["algorithm"].native != "rsaes_oaep":
        return padding.PKCS1v15()
    said = way["parameters"]
    digest = HASHES[said["hash_algorithm"]["algorithm"].native]()
    mask = HASHES[said["mask_gen_algorithm"]["parameters"]["algorithm"].native]()
    return padding.OAEP(padding.MGF1(mask), digest, None)


def _content(enveloped: Any, key: bytes) -> bytes:
    has_tag = any(each[0] == "mac" for each in enveloped._fields)
    info = enveloped["auth_encrypted_content_info" if has_tag else "encrypted_content_info"]
    way, sealed = info["content_encryption_algorithm"], info["encrypted_content"].native
    name = way["algorithm"].native
    if has_tag:
        if name not in AES_GCM:
            raise ValueError(name)
        return _checked(way, sealed, key, enveloped)
    if name in AES_CBC or name == "tripledes_3key":
        cipher: Any = TripleDES(key) if name == "tripledes_3key" else algorithms.AES(key)
        return _unfilled(Cipher(cipher, modes.CBC(way["parameters"].native)), sealed, cipher.block_size)
    raise ValueError(name)


def _unfilled(cipher: Any, sealed: bytes, block: int) -> bytes:
    decryptor, unfilling = cipher.decryptor(), filling.PKCS7(block).unpadder()
    found: bytes = unfilling.update(decryptor.update(sealed) + decryptor.finalize())
    return found + unfilling.finalize()


def _checked(way: Any, sealed: bytes, key: bytes, enveloped: Any) -> bytes:
    """A content that says itself whether it was changed on its way."""
    counter, tag = _Counter.load(way["parameters"].dump()), enveloped["mac"].native
    decryptor = Cipher(
        algorithms.AES(key), modes.GCM(counter["nonce"].native, tag, min_tag_length=SHORTEST_TAG)
    ).decryptor()
    if enveloped["auth_attrs"].native:
        decryptor.authenticate_additional_data(enveloped["auth_attrs"].untag().dump())
    return decryptor.update(sealed) + decryptor.finalize()
