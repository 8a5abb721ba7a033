"""Files that came with a mail, named even when their sender did not."""

import hashlib
import mimetypes
import re
from collections.abc import Container
from dataclasses import dataclass

from . import headers
from .parts import Part, read_head

WORDS = {"text": "document", "video": "video", "audio": "sound", "image": "image"}
ENDINGS = {
    "video/quicktime": ".mov",
    "image/jpeg": ".jpg",
    "image/jpg": ".jpg",
    "message/rfc822": ".eml",
    "message/delivery-status": ".txt",
    "text/plain": ".txt",
    "text/html": ".html",
    "text/calendar": ".ics",
    "application/pgp-signature": ".asc",
    "application/pkcs7-signature": ".p7s",
    "text/rfc822-headers": ".txt",
}
LONGEST_NAME = 180


@dataclass(frozen=True)
class Attached:
    """A file that came with a mail."""

    name: str
    content_type: str
    content: bytes
    size: int
    sha256: str
    inline: bool = False
    content_id: str = ""

    @classmethod
    def of(
        cls, name: str, content_type: str, content: bytes, *, inline: bool = False, content_id: str = ""
    ) -> "Attached":
        """The file with its size and digest."""
        return cls(name, content_type, content, len(content), hashlib.sha256(content).hexdigest(), inline, content_id)

    def as_json(self) -> dict[str, object]:
        """What is known of the file, without its bytes."""
        known = ("name", "content_type", "size", "sha256", "inline", "content_id")
        return {key: getattr(self, key) for key in known}


def attached(part: Part, taken: Container[str], defects: list[str]) -> Attached:
    """The part as a file, under a name that no other file of the mail has."""
    content_id = headers.message_id(part.first("content-id"))
    content = part.content(defects)
    wish = given_name(part) or likely_name(part, content, content_id)
    inline = bool(content_id) and part.disposition()[0] != "attachment"
    return Attached.of(unique(clean(wish), taken), part.kind, content, inline=inline, content_id=content_id)


def given_name(part: Part) -> str:
    """The name its sender gave it, wherever that was written."""
    location = part.first("content-location")
    for name in (part.disposition()[1].get("filename", ""), part.about.get("name", "")):
        if name.strip():
            return name
    return headers.line(location).rpartition("/")[2] if re.search(r"\.\w{2,5}\s*$", location) else ""


def likely_name(part: Part, content: bytes, content_id: str) -> str:
    """A name for a file that came without one."""
    if part.kind == "message/rfc822":
        fields, _ = read_head(content, 0, len(content), [])
        inner = Part(content, 0, 0, fields, part.hints)
        return (headers.line(inner.first("subject")) or "message")[:LONGEST_NAME] + ".eml"
    local = content_id.partition("@")[0]
    if re.fullmatch(r"[\w-]+\.\w{2,5}", local):
        return local
    ending = ENDINGS.get(part.kind) or mimetypes.guess_extension(part.kind) or ""
    word = part.kind.partition("/")[2] if part.kind.startswith("message/") else WORDS.get(part.kind.partition("/")[0])
    return ("attachment" if content_id or not word else word) + ending


def clean(name: str) -> str:
    """A name without paths and controls, and short enough for any disk."""
    name = (
        re.sub(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]+", "", re.split(r"[/\\]", name.strip())[-1]).strip(" .")
        or "attachment"
    )
    stem, dot, ending = name.rpartition(".")
    return (
        name
        if len(name) <= LONGEST_NAME
        else (stem or ending)[: LONGEST_NAME - 10] + (dot + ending[:9] if stem else "")
    )


def unique(name: str, taken: Container[str]) -> str:
    """The name, or the first of name1, name2… that is free."""
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, dot + ending) if stem else (name, "")
    number, free = 0, name
    while free in taken:
        number += 1
        free = f"{stem}{number}{ending}"
    return free
