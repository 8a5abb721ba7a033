"""A header's value and its parameters, with continuations and charsets (RFC 2231) as senders really write them."""

import re
from collections.abc import Iterable
from urllib.parse import unquote_to_bytes

from . import charsets, headers

PERCENT = re.compile(r"(?P<charset>[A-Za-z][\w-]{2,20})'[\w-]{0,8}'(?=.*%[0-9A-Fa-f]{2})", re.S)
PARAMETER = re.compile(r';?\s*([\w!#$&^.+-]+?)(?:\*(\d{1,3}))?(\*)?\s*=\s*("(?:[^"\\]|\\.)*"?|[^;]*)', re.S)


def read(value: str, hints: Iterable[str] = ()) -> tuple[str, dict[str, str]]:
    """The lower-case value and its parameters by lower-case name."""
    head, _, rest = value.partition(";")
    if "=" in head and "/" not in head.partition("=")[0]:
        head, rest = "", value
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for name, number, star, text in PARAMETER.findall(rest[:20_000]):
        extended = bool(star)
        pieces.setdefault(name.lower(), []).append((int(number or -1), extended, unquoted(text)))
    found = {name: joined(several, hints) for name, several in pieces.items()}
    return headers.CONTROLS.sub("", head).strip(" \t\r\n\"'").lower(), found


def unquoted(text: str) -> str:
    """A parameter's text without its quotes; a lost closing quote is forgiven."""
    text = text.strip()
    if text.startswith('"'):
        text = text[1:].removesuffix('"')
        return re.sub(r'\\(["\\])', r"\1", text)
    return text.strip("'") if text.startswith("'") and "''" not in text else text


def joined(pieces: list[tuple[int, bool, str]], hints: Iterable[str]) -> str:
    """One parameter from its pieces; the extended form wins over the plain one."""
    if not any(number >= 0 for number, _, _ in pieces):
        pieces = [next((piece for piece in pieces if piece[1]), pieces[0])]
    pieces = sorted((piece for piece in pieces if piece[0] >= 0), key=lambda piece: piece[0]) or pieces
    if not any(extended for _, extended, _ in pieces):
        text = "".join(text for _, _, text in pieces)
        return headers.line(meant(text) if "%" in text else text)
    charset, raw = None, b""
    for place, (_, extended, text) in enumerate(pieces):
        if place == 0 and extended and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        raw += unquote_to_bytes(text) if extended else text.encode("utf-8", "surrogateescape")
    return headers.line(charsets.decode(raw, charset, hints, defects=[]))


def meant(text: str) -> str:
    """A name in the form of RFC 2231 where it says so without a star; other signs of percent stay."""
    said = PERCENT.match(text)
    raw = unquote_to_bytes(text[said.end() :] if said else text)
    if said:
        return charsets.decode(raw, said["charset"], defects=[])
    return text if raw.isascii() else charsets.strict(raw, "utf-8") or text
