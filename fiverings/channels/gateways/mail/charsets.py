"""Bytes become text, whatever the sender claimed about them."""

import codecs
import re
from collections.abc import Iterable

from charset_normalizer import from_bytes

WIDER = {  # the name senders use -> the codec that reads everything they really send under it
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "chinese": "gb18030",
    "gb_2312-80": "gb18030",
    "big5": "big5hkscs",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "sjis": "cp932",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-8-e": "iso8859-8",
    "tis-620": "cp874",
    "iso-8859-11": "cp874",
    "unicode-1-1-utf-7": "utf-7",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
    "utf8mb4": "utf-8",
    "cp-850": "cp850",
}
RELATED = {"big5hkscs": ("cp950",), "iso2022_jp": ("cp932", "euc_jp"), "cp932": ("euc_jp",), "euc_jp": ("cp932",)}
NOT_FOR_MAIL = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem", "palmos"}
MANY_BYTES = {"gb18030", "big5hkscs", "cp949", "cp932", "iso2022_jp", "euc_jp", "hz", "utf-7", "utf-16", "utf-32"}
SHORTEST_GUESS = 24
SAMPLE = 20_000
HALVES = re.compile("[\ud800-\udfff]")


def codec(label: str | None) -> str | None:
    """The codec for a declared charset, or None when nobody knows it."""
    name = re.sub(r"[\s\"'<>;,]+", "", (label or "").lower()).removeprefix("charset=")
    name = WIDER.get(name, name)
    windows = re.fullmatch(r"(?:windows|x-cp|cp|win)-?(\d{3,4})", name)
    try:
        found = codecs.lookup(f"cp{windows[1]}" if windows else name).name
    except (LookupError, ValueError):
        return None
    return None if found in NOT_FOR_MAIL else WIDER.get(found.replace("_", "-"), found)


def strict(raw: bytes, name: str | None) -> str | None:
    """The text, if every byte makes sense in this codec."""
    if name is None:
        return None
    try:
        if name == "iso2022_jp":
            return from_japanese(raw)
        text = raw.decode(name)
    except (UnicodeError, LookupError, ValueError):
        return None
    return None if name == "utf-7" and HALVES.search(text) else text


def from_japanese(raw: bytes) -> str:
    """ISO-2022-JP, also with the circled and Roman numbers that Japanese vendors put into its row 13."""
    try:
        return raw.decode("iso2022_jp")
    except UnicodeError:
        return raw.replace(b"\x1b$B", b"\x1b$(Q").decode("iso2022_jp_2004")


def decode(raw: bytes, declared: str | None = None, hints: Iterable[str] = (), *, defects: list[str]) -> str:
    """Read the bytes as their sender meant them, and say so in the defects when the sender was wrong."""
    name = codec(declared)
    if declared and name is None:
        defects.append(f"The charset “{declared[:40]}” is unknown.")
    text = as_declared(raw, name)
    if text is not None:
        return text.removeprefix("\ufeff")
    if name is not None and name != "ascii":
        defects.append(f"The text is not written in its declared charset {name}.")
    return guessed(raw, name, hints)


def as_declared(raw: bytes, name: str | None) -> str | None:
    """UTF-8 by accident is next to impossible in charsets of one byte, so there it wins over the declaration."""
    if name == "iso2022_jp" or (b"\x1b$" in raw and name in (None, "ascii")):
        return strict(raw, "iso2022_jp")
    if raw.isascii() and (name is None or name not in MANY_BYTES):
        return raw.decode("ascii")
    if name not in MANY_BYTES:
        text = strict(raw, "utf-8")
        if text is not None:
            return text
    return strict(raw, name)


def guessed(raw: bytes, name: str | None, hints: Iterable[str]) -> str:
    """The likeliest reading of bytes whose charset is missing or wrong."""
    named = [each for each in (name, *(codec(hint) for hint in hints)) if each not in (None, "ascii", "utf-7")]
    likely = ["utf-8", *named, *(near for each in named for near in RELATED.get(str(each), ()))]
    for candidate in likely:
        if (text := strict(raw, candidate)) is not None:
            return text
    for candidate in likely:
        mended = raw.decode(str(candidate), "replace")
        if mended.count("\ufffd") * 5 <= sum(not letter.isascii() for letter in mended):
            return mended
    if len(raw) >= SHORTEST_GUESS and (best := from_bytes(raw[:SAMPLE]).best()) is not None:
        return raw.decode(best.encoding, "replace")
    return strict(raw, "cp1252") or raw.decode("latin-1")
