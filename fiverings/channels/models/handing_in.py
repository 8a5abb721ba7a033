"""Handing in: mails that lie in files reach a mailbox as if they had just come."""

from __future__ import annotations

import mailbox as files
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..gateways.mail.parsing import ParsedMail
from .arrival import Arrival, Via
from .mailbox import Mailbox

MBOX = b"From "
NAMES = {".eml", ".mbox", ".msg"}
FIELD = re.compile(rb"(?:From |[!-9;-~]+[ \t]*:)")
MAILDIR = ("cur", "new")


def mails_in(paths: Iterable[str | Path]) -> Iterator[tuple[str, bytes]]:
    """Every mail with the name of where it lies: in files, mboxes, Maildirs, and folders of them."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from mails_in(_inside(path))
        elif _begins(path) == MBOX and path.suffix.lower() != ".eml":
            box = files.mbox(path, create=False)
            yield from ((f"{path}#{number}", box.get_bytes(key)) for number, key in enumerate(box.keys(), 1))
        else:
            yield str(path), path.read_bytes()


def hand_in(raw: bytes, *, to: Mailbox | None = None) -> Arrival:
    """Keep a mail and file it at once; it goes to the mailbox it names, else to the one that is told."""
    mail = ParsedMail.read(raw)
    named = (Mailbox.objects.addressed(each.address) for each in [*mail.to, *mail.cc])
    mailbox = to or next((each for each in named if each), None) or Mailbox.objects.first_opened()
    if mailbox is None:
        raise NoMailboxOpen
    arrival, _ = Arrival.accept(raw, mailbox=mailbox, via=Via.COMMAND, queued=False)
    arrival.file()
    arrival.refresh_from_db()
    return arrival


class NoMailboxOpen(Exception):
    """There is nowhere to deliver to."""


def _inside(folder: Path) -> list[Path]:
    """What lies in a folder, in order; of a Maildir only the mails, and nothing hidden."""
    if all((folder / name).is_dir() for name in MAILDIR):
        return [folder / name for name in MAILDIR]
    return sorted(each for each in folder.iterdir() if not each.name.startswith(".") and _may_be_mail(each))


def _may_be_mail(path: Path) -> bool:
    """Whether a file that nobody named by itself is one of the mails of its folder."""
    if path.is_dir() or path.suffix.lower() in NAMES:
        return True
    with path.open("rb") as opened:
        return bool(FIELD.match(opened.read(200)))


def _begins(path: Path) -> bytes:
    with path.open("rb") as opened:
        return opened.read(len(MBOX))
