"""Who a mail names: addresses read from any header that somebody thought was a list of them."""

import re
from dataclasses import asdict, dataclass, field

from . import headers

COMMENT = r"\(((?:[^()\\]|\\.|\((?:[^()\\]|\\.){0,60}+\)){0,500}+)\)"
TOKEN = re.compile(rf'"((?:[^"\\]|\\.){{0,500}}+)"|{COMMENT}|<+([^<>]*)>*|([,;])|([^",;<(]+)|(.)', re.S)
PLAIN = re.compile(r"[^\s@\"'<>()]+@[^\s@\"'<>()]+\.[a-zA-Z][^\s@\"'<>()]*")
MOST = 1000
LONGEST_NAME = 200
LONGEST_ADDRESS = 320
ROUTE = re.compile(r"^@[^:<>]{1,300}:(?=[^@:]+@)")
"""By which servers it should go (RFC 821); nobody asks for that any more."""
TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Address:
    """A mail address and the name written beside it."""

    name: str
    address: str

    def as_json(self) -> dict[str, str]:
        """The two words, for the world outside."""
        return asdict(self)


@dataclass
class Mailbox:
    """One mailbox of a list while it is being read."""

    words: list[str] = field(default_factory=list)
    comment: str = ""
    angle: str | None = None
    quoted: str = ""

    def add(self, token: re.Match[str]) -> None:
        """Take the next token."""
        quoted, comment, angle, _, bare, stray = token.groups()
        if quoted is not None:
            self.quoted = token[0]
            self.words.append(re.sub(r"\\(.)", r"\1", quoted))
        elif comment is not None:
            self.comment = comment
        elif angle is not None:
            self.angle = self.angle or angle
        elif (words := without_group(bare or stray)).startswith("@") and self.quoted and self.angle is None:
            self.angle = self.quoted + words
            self.words.pop()
        else:
            self.words.append(words)

    def all(self) -> list[Address]:
        """The address, or those that stand side by side with nothing but a space between them."""
        tokens = [] if self.angle is not None or self.comment else headers.line(" ".join(self.words)).split()
        if len(tokens) > 1 and all(map(PLAIN.fullmatch, tokens)):
            return [Address("", token) for token in tokens[:MOST]]
        return [self.read()]

    def read(self) -> Address:
        """The address, by brackets if it has them, else the word with an @ in it, else the only word."""
        words = " ".join(self.words)
        if self.angle is not None:
            return Address(name_of(words or self.comment), spot(self.angle))
        tokens = headers.line(words).split()
        found = next((token for token in reversed(tokens) if "@" in token), tokens[0] if len(tokens) == 1 else "")
        rest = " ".join(token for token in tokens if token != found)
        return Address(name_of(self.comment or rest), spot(found)) if found else Address(name_of(words), "")


def read(value: str) -> list[Address]:
    """Every address in a header; what has none is left out."""
    found = rejoined(split(value))
    if not found and "=?" in value and "@" in (plain := headers.line(value)):
        return rejoined(split(plain))
    return found


def split(value: str) -> list[tuple[Address, bool]]:
    """Each mailbox of a list, and whether it had brackets; the address is empty where there was none."""
    boxes = [Mailbox()]
    for token in TOKEN.finditer(value):
        is_another = token[3] is not None and "@" in (boxes[-1].angle or "") and "@" in token[3]
        if token[4] or is_another:
            boxes.append(Mailbox())
        if not token[4]:
            boxes[-1].add(token)
        if len(boxes) > MOST:
            break
    return [(each, box.angle is not None) for box in boxes for each in box.all()]


def without_group(bare: str) -> str:
    """The words after a group's name and colon."""
    return re.sub(r"^[^@:\[]*:(?!//)", "", bare) if ":" in bare and "mailto:" not in bare.lower() else bare


def rejoined(found: list[tuple[Address, bool]]) -> list[Address]:
    """“Doe, John <j@example.com>” without quotes is one person, not two."""
    result: list[Address] = []
    alone = [each for each, _ in found if each.address]
    lost = ""
    for each, bracketed in found:
        if "@" not in each.address and not bracketed and len(found) > 1:
            lost = each.name or each.address
        elif each.address:
            name = f"{lost}, {each.name}" if lost and each.name and bracketed else each.name
            result.append(Address(name, each.address))
            lost = ""
    return result or alone


def name_of(text: str) -> str:
    """A display name as it was meant, but for marks that turn the words after it around."""
    name = TURNING.sub("", headers.line(text))[:LONGEST_NAME].strip()
    while len(name) > 1 and name[0] == name[-1] and name[0] in "\"'":
        name = name[1:-1].strip()
    return name if name.count('"') != 1 else name.replace('"', "").strip()


def spot(text: str) -> str:
    """An address without the decoration around it; what no server would carry is none."""
    plain = headers.line(text) if "=?" in text else headers.CONTROLS.sub("", text)
    plain = re.sub(r"^\[?mailto:", "", plain.strip(" \t\r\n<>'"), flags=re.I)
    plain = ROUTE.sub("", plain)
    plain = plain if plain.endswith("]") and "@[" in plain else plain.rstrip("].")
    found = plain if plain.startswith('"') else re.sub(r"\s+", "", plain).strip("'\"")
    return found if len(found) <= LONGEST_ADDRESS else ""
