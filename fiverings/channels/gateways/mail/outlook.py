"""Outlook's envelope of its own (TNEF, MS-OXTNEF): opened, so that what lies in a winmail.dat is part of the mail.

The library copies the rest of the file for each thing in it; an envelope of very many is measured first, and left shut.
"""

from __future__ import annotations

import logging
import mimetypes
import struct
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from striprtf.striprtf import rtf_to_text
from tnefparse import TNEF, properties

from .attachments import Attached, clean, unique

KINDS = ("application/ms-tnef", "application/vnd.ms-tnef")
NAMES = ("winmail.dat", "win.dat")
PLAIN = "application/octet-stream"
BEGIN, HEAD, TRAILER = 6, struct.Struct("<BHHI"), 2
"""After a signature and a key come things; before each its level, sort, type and length, after it a checksum."""
PROPERTIES, CODE_PAGE = (0x9003, 0x9005), 0x9007
WESTERN = HEAD.pack(1, CODE_PAGE, 6, 8) + struct.pack("<IIH", 1252, 0, 0)
"""The code page that is meant where an envelope names none."""
MOST_PROPERTIES, MOST_COPIED, MOST_RICH = 5_000, 2_000_000_000, 200_000

logging.getLogger("tnefparse").setLevel(logging.CRITICAL)  # what is broken in a mail is told beside it, not here


@dataclass(frozen=True)
class Opened:
    """What lay in an envelope."""

    files: list[Attached]
    text: str = ""
    html: str = ""


def is_envelope(file: Attached) -> bool:
    """Whether a file is one, by what its sender says of it or by its name."""
    return file.content_type in KINDS or file.name.lower() in NAMES


def opened(file: Attached, taken: Iterable[str], defects: list[str]) -> Opened | None:
    """What lies in it, the files under names that are not taken; None where it is none, or nothing can be read."""
    sorts, is_bearable = _measured(file.content)
    if not is_bearable:
        defects.append(f"The file {file.name} holds too much to be opened.")
        return None
    content = file.content if CODE_PAGE in sorts else file.content[:BEGIN] + WESTERN + file.content[BEGIN:]
    try:
        envelope = TNEF(content, do_checksum=False)
        text, html = _words(envelope.body), _words(envelope.htmlbody)
        text = text or ("" if html else _rich_words(envelope))
        found = Opened(list(_files(envelope, set(taken))), text, html)
    except Exception as failure:  # whatever it holds, the mail is read without it, and the envelope stays a file
        defects.append(f"The file {file.name} could not be opened ({type(failure).__name__}).")
        return None
    return found if found.files or found.text or found.html else None


def _measured(content: bytes) -> tuple[set[int], bool]:
    """Which sorts of things are in it, and whether it can be opened in about a second."""
    place, things, many, sorts = BEGIN, 0, 0, set()
    while place + HEAD.size <= len(content):
        _level, sort, _type, length = HEAD.unpack_from(content, place)
        if sort in PROPERTIES:
            many += int.from_bytes(content[place + HEAD.size : place + HEAD.size + 4], "little")
        place, things = place + HEAD.size + length + TRAILER, things + 1
        sorts.add(sort)
    return sorts, things * len(content) <= MOST_COPIED and many <= MOST_PROPERTIES


def _files(envelope: Any, taken: set[str]) -> Iterator[Attached]:
    for each in envelope.attachments:
        said = {attribute.name: attribute.data for attribute in each.mapi_attrs}
        name = unique(clean(_words(said.get(properties.MAPI_ATTACH_LONG_FILENAME)) or _words(each._name)), taken)
        taken.add(name)
        content_id = _words(said.get(properties.MAPI_ATTACH_CONTENT_ID)).strip("<>")
        kind = _words(said.get(properties.MAPI_ATTACH_MIME_TAG)) or mimetypes.guess_type(name)[0] or PLAIN
        yield Attached.of(name, kind.lower(), bytes(each.data or b""), content_id=content_id)


def _rich_words(envelope: Any) -> str:
    """The words of rich text, where that is all there is; nothing where it is too much to be unpacked."""
    packed = envelope._rtfbody
    if not packed or len(packed) > MOST_RICH:
        return ""
    with suppress(Exception):  # rich text that is broken costs no file that lies beside it
        return str(rtf_to_text(envelope.rtfbody.decode("cp1252", "replace"), errors="ignore")).strip()
    return ""


def _words(said: Any) -> str:
    """Words, whether they were decoded or not."""
    said = said[0] if isinstance(said, list) and said else said
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said if isinstance(said, str) else ""
    return words.strip("\x00").replace("\x00", "").strip()
