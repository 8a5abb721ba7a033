"""PGP (RFC 9580 and RFC 3156) on the ground of Sequoia, in a process of its own: who signed, and what is for us."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings

from .keys import Keys
from .seals import ALTERED, EXPIRED, PGP, UNCHECKED, VERIFIED, Seal, addresses, best, clean

SECONDS = 30
LARGEST = 64 * 1024 * 1024
SCRIPT = Path(__file__).with_name("pgp_apart.py")
TOO_MUCH: dict[str, Any] = {"trouble": "large"}
NOT_SECRET = (2, 4, 8, 11)
"""The packets of a signature, what announces one, a packing, and plain words (RFC 9580, 5)."""
PACKED = "it lies below a packing where we cannot check it"
NO_KEY = "we do not have the key {key}"


@dataclass(frozen=True)
class Found:
    """What lay within, if it could be opened, and what its signature proves, if it has one."""

    content: bytes | None
    signature: Seal | None = None
    why: str = ""


def signature_on(content: Sequence[bytes], signature: bytes, keys: Keys, *, at: datetime) -> Seal:
    """What a signature beside a content proves; `content` lists the ways its line ends may have been."""
    answers = [_ask("check", each, keys, signature=signature) for each in content]
    return best(_seal(each, at) for each in answers) or Seal(PGP, UNCHECKED)


def signed_words(message: bytes, keys: Keys, *, at: datetime) -> Found:
    """Words that carry their signature with them."""
    answer = _ask("check", message, keys)
    return Found(answer["content"], _seal(answer, at))


def is_secret(message: bytes) -> bool:
    """Whether what lies in an armour is encrypted, by its first packet; what is only signed and packed is not."""
    _head, _blank, packets = re.sub(rb"[ \t\r]+$", b"", message, flags=re.M).partition(b"\n\n")
    try:
        first = b64decode(packets[:4])[0]
    except (ValueError, IndexError):
        return True
    kind = first & 0x3F if first & 0x40 else (first & 0x3F) >> 2
    return kind not in NOT_SECRET


def opened(message: bytes, keys: Keys, *, at: datetime) -> Found:
    """A message that one of our keys opens."""
    if not keys.pgp_files("ours"):
        return Found(None)
    if len(message) > LARGEST:
        return Found(None, why="it is too large")
    answer = _ask("open", message, keys)
    why = "it holds too much" if answer["trouble"] == "large" else ""
    return Found(answer["content"], _seal(answer, at) if answer["asked"] else None, why)


def _seal(answer: dict[str, Any], at: datetime) -> Seal:
    """The best of the signatures that fit; where none does, why."""
    fitting = [_signer(each, at) for each in answer["signers"]]
    if found := best(fitting):
        return found
    if answer["trouble"] == "packed":
        return Seal(PGP, UNCHECKED, why=PACKED)
    if answer["is_known"]:
        return Seal(PGP, ALTERED)
    asked = next(iter(answer["asked"]), "")
    return Seal(PGP, UNCHECKED, why=NO_KEY.format(key=clean(asked).upper()) if asked else "it cannot be read")


def _signer(said: dict[str, Any], at: datetime) -> Seal:
    names = addresses(parseaddr(each)[1] or each for each in said["names"])
    is_over = said["revoked"] or (said["ends"] is not None and said["ends"] < at.timestamp())
    key = re.sub(r"(.{4})(?=.)", r"\1 ", said["key"].upper())
    return Seal(PGP, EXPIRED if is_over else VERIFIED, names, issuer=f"key {key}")


def _ask(act: str, data: bytes, keys: Keys, *, signature: bytes = b"") -> dict[str, Any]:
    """Let the other process do it; whatever happens to it there happens to it alone."""
    with TemporaryDirectory(prefix="pgp") as home:
        return _answer({**_wanted(act, data, keys, signature), "home": home})


def _wanted(act: str, data: bytes, keys: Keys, signature: bytes) -> dict[str, Any]:
    return {
        "act": act,
        "data": b64encode(data).decode(),
        "signature": b64encode(signature).decode(),
        "ours": keys.pgp_files("ours"),
        "trusted": keys.pgp_files("trusted"),
        "password": settings.MAIL_KEYS_PASSWORD,
    }


def _answer(wanted: dict[str, Any]) -> dict[str, Any]:
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(SCRIPT)],
            input=json.dumps(wanted).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError):
        answer = dict(TOO_MUCH)
    content = answer.get("content")
    empty: dict[str, Any] = {"signers": [], "asked": [], "is_known": False, "trouble": ""}
    return {**empty, **answer, "content": b64decode(content) if content is not None else None}
