"""Handing in: mails that lie in files reach a mailbox as if they had just come."""

from __future__ import annotations

import mailbox as files
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..gateways.mail.parsing import ParsedMail
from .arrival import Arrival, Via
from .mailbox import Mailbox

MBOX = b"From "
MAILDIR = ("cur", "new")


def mails_in(paths: Iterable[str | Path]) -> Iterator[tuple[str, bytes]]:
    """Every mail with the name of where it lies: in files, mboxes, Maildirs, and folders of them."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from mails_in(_inside(path))
        elif _begins(path) == MBOX:
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
    is_maildir = all((folder / name).is_dir() for name in MAILDIR)
    inside = [folder / name for name in MAILDIR] if is_maildir else folder.iterdir()
    return sorted(each for each in inside if not each.name.startswith("."))


def _begins(path: Path) -> bytes:
    with path.open("rb") as opened:
        return opened.read(len(MBOX))
