"""What the reader sees in a mail, told file by file on a command line."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from .addresses import Address
from .parsing import ParsedMail


def parse_files(paths: Iterable[str | Path], as_json: bool) -> Iterator[str]:
    """A JSON line for each file, or a few lines for people; a file that cannot be opened raises OSError."""
    for path in paths:
        mail = ParsedMail.read(Path(path).read_bytes())
        yield json.dumps(mail.as_json(), ensure_ascii=False) if as_json else "\n".join(told(mail, path))


def told(mail: ParsedMail, path: str | Path) -> Iterator[str]:
    """The mail in a few lines."""
    yield f"{path}"
    yield f"  From     {named(mail.from_)}"
    yield f"  To       {named(mail.to)}"
    if mail.cc:
        yield f"  Cc       {named(mail.cc)}"
    yield f"  Subject  {mail.subject}"
    yield f"  Date     {mail.date.isoformat() if mail.date else '?'}"
    if mail.auto.is_auto:
        yield f"  Machine  {mail.auto.why}"
    for each in mail.attachments:
        yield f"  File     {each.name} ({each.content_type}, {each.size} bytes)"
    for defect in mail.defects:
        yield f"  Defect   {defect}"
    yield from (f"  | {line}" for line in mail.new_text.splitlines())


def named(people: Iterable[Address]) -> str:
    """Addresses on one line."""
    return ", ".join(f"{each.name} <{each.address}>" if each.name else each.address for each in people)
