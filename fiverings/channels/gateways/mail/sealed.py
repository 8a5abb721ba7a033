"""Mails that came signed or encrypted (S/MIME, RFC 8551; PGP/MIME, RFC 3156): what is signed is read; both are said."""

from __future__ import annotations

from asn1crypto import cms

from .parts import Part

KINDS = ("application/pkcs7-mime", "application/x-pkcs7-mime")
LARGEST = 64 * 1024 * 1024
SIGNED = "It came signed ({how}); whether the signature is right was not checked."
ENCRYPTED = "It came encrypted ({how}), and we have no key for it: its words are in the file beside it."


def signed_content(part: Part, defects: list[str]) -> bytes | None:
    """The mail that lies within a signature of S/MIME; None for what is encrypted, or is no such thing."""
    if part.kind not in KINDS:
        return None
    content = part.content(defects)
    try:
        sealed = cms.ContentInfo.load(content[:LARGEST])
        sort = sealed["content_type"].native
        inner = sealed["content"]["encap_content_info"]["content"].native if sort == "signed_data" else None
    except Exception as failure:  # whatever it is, it stays a file
        defects.append(f"What came sealed could not be opened ({type(failure).__name__}).")
        return None
    if sort in ("enveloped_data", "authenticated_enveloped_data"):
        defects.append(ENCRYPTED.format(how="S/MIME"))
    if inner:
        defects.append(SIGNED.format(how="S/MIME"))
    return bytes(inner) if inner else None


def say_how_it_came(part: Part, defects: list[str]) -> None:
    """Say of a mail in parts that it is signed or encrypted."""
    about = part.about.get("protocol", "").lower()
    how = "PGP" if "pgp" in about else "S/MIME"
    if part.kind == "multipart/signed":
        defects.append(SIGNED.format(how=how))
    elif part.kind == "multipart/encrypted":
        defects.append(ENCRYPTED.format(how=how))
