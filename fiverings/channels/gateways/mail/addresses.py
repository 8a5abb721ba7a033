"""Who a mail names: addresses read from any header that somebody thought was a list of them."""

import re
from dataclasses import asdict, dataclass

from . import headers

TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|\(((?:[^()\\]|\\.)*)\)|<([^<>]*)>?|([,;])|([^",;<(]+)|(.)', re.S)
MOST = 1000


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
    """One mailbox while it is being read."""

    words: list[str]
    bare: str = ""
    comment: str = ""
    angle: str | None = None
    quoted_local: bool = False

    def add(self, quoted: str, comment: str, angle: str, bare: str) -> None:
        """Take the next token."""
        if comment:
            self.comment = comment
        elif angle:
            self.angle = angle if not self.angle else self.angle
        elif quoted:
            self.words.append(re.sub(r"\\(.)", r"\1", quoted))
        elif bare.startswith("@") and self.words:
            self.bare = f'"{self.words.pop()}"{bare}'
        else:
            self.bare += bare
            self.words.append(bare)

    def read(self) -> Address:
        """The address, by brackets if it has them, else the word with an @ in it."""
        if self.angle is not None:
            return Address(name_of(" ".join(self.words) or self.comment), spot(self.angle))
        bare = self.bare.strip() if self.bare.startswith('"') else headers.line(self.bare)
        tokens = [bare] if bare.startswith('"') else bare.split()
        spots = [token for token in tokens if "@" in token]
        found = spots[-1] if spots else bare if len(tokens) == 1 and not tokens[0].endswith(":") else ""
        name = " ".join(word for word in " ".join(self.words).split() if word != found)
        return Address(name_of(self.comment or ("" if bare.startswith('"') or name == bare == found else name)), spot(found))


def read(value: str) -> list[Address]:
    """Every address in a header; what has none is left out."""
    found = [each for each in rejoined(split(value)) if each.address]
    if not found and "=?" in value and (plain := headers.line(value)) != value and "@" in plain:
        return [each for each in rejoined(split(plain)) if each.address]
    return found


def split(value: str) -> list[Address]:
    """Each mailbox of a list, with an empty address where there was none."""
    found: list[Address] = []
    box = Mailbox([])
    for token in TOKEN.finditer(value):
        quoted, comment, angle, comma, bare, stray = token.groups()
        if comma:
            found.append(box.read())
            box = Mailbox([])
        elif angle is not None:
            box.angle = box.angle or angle
        else:
            box.add(quoted or "", comment or "", "", without_group(bare or stray or ""))
        if len(found) >= MOST:
            return found
    return [*found, box.read()]


def without_group(bare: str) -> str:
    """The words after a group's name and colon."""
    return re.sub(r"^[^@:\[]*:(?!//)", "", bare) if ":" in bare and "mailto:" not in bare.lower() else bare


def rejoined(found: list[Address]) -> list[Address]:
    """“Doe, John <j@example.com>” without quotes is one person, not two."""
    result: list[Address] = []
    lost = ""
    for each in found:
        if not each.address or ("@" not in each.address and not each.name):
            lost = each.address
            continue
        name = f"{lost}, {each.name}" if lost and each.name else each.name
        result.append(Address(name, each.address))
        lost = ""
    return result or [each for each in found if each.address]


def name_of(text: str) -> str:
    """A display name as it was meant."""
    name = headers.line(text)
    while len(name) > 1 and name[0] == name[-1] and name[0] in "\"'":
        name = name[1:-1].strip()
    return name


def spot(text: str) -> str:
    """An address without the decoration around it."""
    plain = headers.line(text) if "=?" in text else headers.CONTROLS.sub("", text)
    plain = re.sub(r"^mailto:", "", plain.strip(" \t\r\n<>'"), flags=re.I)
    return plain if plain.startswith('"') else re.sub(r"\s+", "", plain).strip("'\"")
