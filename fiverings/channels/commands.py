"""What an administrator does with mail, and the process that lets it in."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from threading import Event as StopSign
from typing import Any

from django.conf import settings

from fiverings.core import slots

from .gateways.mail.listening import Listener, Reception, certificate
from .gateways.mail.reporting import parse_files
from .models import Arrival, Mailbox, SinkLetter
from .models.handing_in import NoMailboxOpen, hand_in, mails_in
from .models.rounds import Rounds


@slots.process("intake", order=40)
def take_in(stop: StopSign) -> None:
    """Let mail in over SMTP and fetch it over IMAP; in a demo also be the customers' mail server."""
    with ExitStack() as doors:
        proof = certificate(settings.MAIL_IN_CERTIFICATE, settings.MAIL_IN_KEY)
        door = Listener(reception(), settings.MAIL_IN_HOST, settings.MAIL_IN_PORT, certificate=proof)
        doors.enter_context(door)
        if settings.DEMO:
            sink = Reception(knows=lambda address: True, accept=SinkLetter.drop)
            doors.enter_context(Listener(sink, settings.EMAIL_HOST, settings.EMAIL_PORT))
        Rounds().go(stop)


def reception() -> Reception:
    """Who we are to the servers that bring mail."""
    return Reception(
        knows=lambda address: Mailbox.objects.addressed(address) is not None,
        accept=lambda handed: Mailbox.objects.take_in(handed),
    )


@slots.command("mail", help="Deliver mail from files, show what the parser sees, look at the mailboxes")
def mail(parser: ArgumentParser) -> Callable[[Namespace], object]:
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    deliver = verbs.add_parser("deliver", help="file mails from .eml files, mboxes, Maildirs or folders of them")
    deliver.add_argument("paths", nargs="+", metavar="PATH", help="a file or folder of mails")
    deliver.add_argument("--to", metavar="ADDRESS", help="the mailbox of ours, instead of the one each mail names")
    deliver.set_defaults(act=_deliver)
    parse = verbs.add_parser("parse", help="show what the parser sees in a mail")
    parse.add_argument("paths", nargs="+", metavar="FILE", help="a file with one mail")
    parse.set_defaults(act=_parse, database=False)
    mailboxes = verbs.add_parser("mailboxes", help="list our mailboxes and how they are")
    mailboxes.set_defaults(act=_mailboxes)
    return lambda asked: asked.act(asked)


def _parse(asked: Namespace) -> None:
    for line in parse_files(asked.paths, asked.json):
        print(line)


def _deliver(asked: Namespace) -> list[dict[str, Any]] | None:
    """File each mail at once and report where it went."""
    told = _delivered(asked)
    if asked.json:
        return list(told)
    for each in told:
        where = each["account"] or each["reason"] or ""
        print(f"{each['file']}: {each['outcome']}{f' ({where})' if where else ''}: {each['subject']}")
    return None


def _delivered(asked: Namespace) -> Iterator[dict[str, Any]]:
    to = Mailbox.objects.addressed(asked.to) if asked.to else None
    if asked.to and to is None:
        raise slots.CommandFailed(f"{asked.to} is not a mailbox of ours; bin/fiverings mail mailboxes lists them.")
    for file, raw in mails_in(asked.paths):
        try:
            yield {"file": file, **_place(hand_in(raw, to=to))}
        except NoMailboxOpen:
            raise slots.CommandFailed("No mailbox is open yet: open one under Settings, Mail.") from None


def _place(arrival: Arrival) -> dict[str, Any]:
    message = arrival.message
    return {
        "arrival": arrival.id,
        "mailbox": str(arrival.mailbox),
        "outcome": arrival.outcome,
        "reason": arrival.reason or None,
        "error": arrival.error or None,
        "from": arrival.sender,
        "subject": arrival.subject,
        "message": message.id if message else None,
        "thread": message.thread_id if message else None,
        "journey": message.thread.journey_id if message else None,
        "case": message.thread.token or None if message else None,
        "account": str(message.thread.journey.account) if message else None,
    }


def _mailboxes(asked: Namespace) -> object:
    """Each mailbox, its team, what waits in it and what was set aside."""
    listed = [
        {
            "address": mailbox.address,
            "team": str(mailbox.team),
            "way_in": mailbox.way_in,
            "fetched_from": mailbox.fetch_host or None,
            "silent_since": next((each.began_at for each in mailbox.outages.lasting()), None),
            "waiting": mailbox.arrivals.waiting().count(),
            "set_aside": mailbox.arrivals.set_aside().count(),
        }
        for mailbox in Mailbox.objects.order_by("address")
    ]
    if asked.json:
        return listed
    return "\n".join(f"{each['address']}  {each['team']}  {each['set_aside']} set aside" for each in listed)
