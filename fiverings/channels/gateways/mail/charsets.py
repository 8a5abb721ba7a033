"""Bytes become text, whatever the sender claimed about them."""

import codecs
import re
from collections.abc import Iterable

from charset_normalizer import from_bytes

from .guessing import by_letters, is_foreign

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
    "utf-8n": "utf-8",
    "cp-850": "cp850",
    "latin-9": "iso8859-15",
    "gb2312-80": "gb18030",
    "cn-gb": "gb18030",
    "cn-big5": "big5hkscs",
    "big5-eten": "big5hkscs",
    "windows-31j": "cp932",
    "cswindows31j": "cp932",
    "eucjp": "euc_jp",
    "eucjp-ms": "euc_jis_2004",
    "cp51932": "euc_jis_2004",
    "cp50220": "iso2022_jp",
    "cp50221": "iso2022_jp",
    "koi8": "koi8-r",
    "unicode": "utf-16",
}
RELATED = {
    "big5hkscs": ("cp950",),
    "iso2022_jp": ("cp932", "euc_jp"),
    "cp932": ("euc_jp",),
    "euc_jp": ("euc_jis_2004", "cp932"),
}
NOT_FOR_MAIL = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem", "palmos"}
MANY_BYTES = frozenset(
    [
        "gb18030",
        "big5hkscs",
        "cp949",
        "cp932",
        "iso2022_jp",
        "iso2022_kr",
        "euc_jp",
        "hz",
        "utf-7",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
    ]
)
WIDE = (b"\xff\xfe", b"\xfe\xff")
SHORTEST_GUESS = 24
SAMPLE = 20_000
HALVES = re.compile("[\ud800-\udfff]")


def codec(label: str | None) -> str | None:
    """The codec for a declared charset, or None when nobody knows it."""
    name = re.sub(r"[\s\"'<>;,]+", "", (label or "").lower()).removeprefix("charset=")
    name = WIDER.get(name) or WIDER.get(bare := re.sub(r"^(?:x-)+", "", name)) or known(name) or bare
    windows = re.fullmatch(r"(?:windows|x-cp|cp|win)-?(\d{3,4})", name)
    try:
        found = codecs.lookup(f"cp{windows[1]}" if windows else name).name
    except (LookupError, ValueError):
        return None
    return None if found in NOT_FOR_MAIL else WIDER.get(found.replace("_", "-"), found)


def known(name: str) -> str | None:
    """The name, if somebody gave it to a codec."""
    try:
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return None


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
    """ISO-2022-JP, also with what Japanese vendors put into it: half-wide letters, circled numbers, their own rows."""
    try:
        return raw.decode("iso2022_jp")
    except UnicodeError:
        pieces = re.split(rb"\x1b(\$[@B]|\([BIJ])", raw)
    if len(pieces) == 1:
        return raw.decode("iso2022_jp")
    return "".join(map(from_row, [b"(B", *pieces[1::2]], pieces[::2]))


def from_row(escape: bytes, piece: bytes) -> str:
    """A piece of ISO-2022-JP below its escape, by way of what vendors made of Shift JIS."""
    if escape == b"(I":
        return bytes(each | 0x80 if each > 0x20 else each for each in piece).decode("cp932")
    if escape in (b"(B", b"(J"):
        return piece.decode("ascii")
    return "".join(
        shifted(found[1]).decode("cp932") if found[1] else found[0].decode("ascii")
        for found in re.finditer(rb"((?:[\x21-\x7e]{2})+)|[\x00-\x7f]", piece)
    )


def shifted(pairs: bytes) -> bytes:
    """The same letters in Shift JIS: two rows of one share a lead byte of the other."""
    result = bytearray()
    for row, cell in zip(pairs[::2], pairs[1::2], strict=True):
        lead = (row - 0x21 >> 1) + 0x81
        tail = cell + (0x1F + (cell > 0x5F) if row & 1 else 0x7E)
        result += bytes((lead + 0x40 if lead > 0x9F else lead, tail))
    return bytes(result)


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
    if raw.startswith(WIDE) and name not in MANY_BYTES:
        return strict(raw, "utf-16")
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
        broken, sound = mended.count("\ufffd"), sum(not letter.isascii() for letter in mended)
        if broken * (2 if candidate == "utf-8" else 5) <= sound:
            return mended
    return by_letters(raw) or by_statistics(raw) or strict(raw, "cp1252") or raw.decode("latin-1")


def by_statistics(raw: bytes) -> str | None:
    """What a library makes of it, by how often letters stand side by side."""
    if len(raw) < SHORTEST_GUESS or not is_foreign(raw):
        return None
    best = from_bytes(raw[:SAMPLE]).best()
    return raw.decode(best.encoding, "replace") if best else None
