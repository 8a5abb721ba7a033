"""How bodies were packed for the journey, unpacked as far as they can be."""

import binascii
import re

BEGIN = re.compile(r"begin(-base64)? [0-7]{3,4} (\S.{0,200})$")
END = re.compile(r"(?:end|====)\s*$")
LONGEST_LINE = 100
MOST_FILES = 500
SAMPLE = 2_000
LONGEST_FOOTER = 4_000
BEHIND = re.compile(
    rb"(?:=|\n)[ \t]{0,9}\r?\n\s{0,9}(?=[-_]{2,80}[ \t]{0,9}\r?\n|[^\n]{0,80}?[A-Za-z]{2} [A-Za-z][^\n]{0,200}[.,:!?])"
)
"""What servers add below a text without a look at how it is packed: a line of dashes, a sentence."""
YENC = re.compile(rb"^=ybegin [^\r\n]*?name=([^\r\n]+)\r?\n(?:=ypart[^\r\n]*\r?\n)?", re.M)
FROM_YENC = bytes((each - 42) % 256 for each in range(256))
YENC_END = re.compile(rb"\r?\n=yend[^\r\n]*(?:\r?\n|$)")
PLAIN = {"", "7bit", "8bit", "binary", "7-bit", "8-bit", "7bits", "8bits", "utf-8", "none"}


def decode(body: bytes, encoding: str, defects: list[str]) -> bytes:
    """The body as it was before it was packed."""
    name = re.sub(r"\(.*?\)|[\s\"';]+", "", encoding).lower()
    if re.fullmatch(r"(?:x-)?base-?64", name):
        return from_base64(body, defects)
    if name.startswith("quoted"):
        return binascii.a2b_qp(re.sub(rb"=[ \t]+(?=\r?\n|$)", b"=", body))
    if name in ("x-uuencode", "uuencode", "x-uue", "uue"):
        return next((content for _, content in enclosed(body.decode("latin-1"))[1]), body)
    if name not in PLAIN:
        defects.append(f"The transfer encoding “{name[:40]}” is unknown; the body is kept as it came.")
    return body


def from_base64(body: bytes, defects: list[str]) -> bytes:
    """Base64 with stray characters, lost padding, or several blocks in a row; words that are none stay as they are."""
    if is_prose(body):
        defects.append("Words were declared as base64, and are none.")
        return body
    if found := BEHIND.search(body, max(0, len(body) - LONGEST_FOOTER)):
        defects.append("Words behind base64 text are left out.")
        body = body[: found.start()]
    kept = re.sub(rb"[^A-Za-z0-9+/=]+", b"", body)
    pieces = []
    for block in re.split(rb"=+", kept):
        if len(block) % 4 == 1:
            defects.append("Base64 text is incomplete.")
            block = block[:-1]
        pieces.append(binascii.a2b_base64(block + b"=" * (-len(block) % 4)))
    return b"".join(pieces)


def is_prose(body: bytes) -> bool:
    """Whether this is what somebody wrote, by its spaces and points."""
    head = body[:SAMPLE].strip()
    if b" " not in head.partition(b"\n")[0]:
        return False
    return head.count(b" ") * 12 > len(head) and len(re.findall(rb"[.,:;?!'\"()<>@-](?:\s|$)", head)) * 100 > len(head)


def enclosed(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    """A text without the files that were written into it by uuencode, and those files."""
    if "begin" not in text:
        return text, []
    kept: list[str] = []
    files: list[tuple[str, bytes]] = []
    begun: re.Match[str] | None = None
    since = 0
    for line in text.split("\n"):
        kept.append(line)
        line = line.rstrip("\r")
        if begun and END.match(line) and len(files) < MOST_FILES:
            files.append((begun[2].strip(), content_of(begun, kept[since:-1])))
            del kept[since - 1 :]
            begun = None
        elif (start := BEGIN.match(line)) or len(line) > LONGEST_LINE:
            begun, since = start, len(kept)
    return "\n".join(kept), files


def from_yenc(raw: bytes) -> tuple[bytes, list[tuple[str, bytes]]]:
    """A text without the files that were written into it by yEnc, and those files."""
    kept, files, place = [], [], 0
    while (
        len(files) < MOST_FILES
        and (begun := YENC.search(raw, place))
        and (ends := YENC_END.search(raw, begun.end() - 1))
    ):
        packed = re.sub(rb"[\r\n]+", b"", raw[begun.end() : ends.start()])
        plain = re.sub(rb"=(.)", lambda found: bytes([(found[1][0] - 64) % 256]), packed, flags=re.S)
        files.append((begun[1].decode("utf-8", "replace").strip(), plain.translate(FROM_YENC)))
        kept.append(raw[place : begun.start()])
        place = ends.end()
    return b"".join([*kept, raw[place:]]), files


def content_of(begun: re.Match[str], lines: list[str]) -> bytes:
    """The bytes between begin and end."""
    packed = [line.rstrip("\r").encode("latin-1", "replace") for line in lines]
    return from_base64(b"".join(packed), []) if begun[1] else b"".join(map(from_uu, packed))


def from_uu(line: bytes) -> bytes:
    """One line of uuencode; some encoders count wrongly, and the count is then ignored."""
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        length = ((line[0] - 32) & 63) * 4 // 3 + 4 if line else 0
    try:
        return binascii.a2b_uu(line[: length + 1])
    except binascii.Error:
        return b""


def unflowed(text: str, about: dict[str, str]) -> str:
    """Lines that were broken only for the journey (RFC 3676), joined again."""
    lines: list[str] = []
    open_depth = -1
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        words = line[depth:].removeprefix(" ")
        if depth == open_depth and words.rstrip() != "--":
            lines[-1] += words
        else:
            lines.append(">" * depth + (" " if depth and words else "") + words)
        flows = words.endswith(" ") and words.rstrip() not in ("--", "")
        if flows and about.get("delsp", "").lower() == "yes":
            lines[-1] = lines[-1][:-1]
        open_depth = depth if flows else -1
    return "\n".join(lines)
