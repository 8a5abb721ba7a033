"""What an administrator does with the staff from a terminal: the first way in, invitations, keys."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable
from typing import Any

from fiverings.core import clock, slots
from fiverings.core.problems import Refused
from fiverings.people.models import Invitation, Key, Person, Role

Run = Callable[[Namespace], Any]
ALL = [role.value for role in Role]


@slots.command("people", help="Invite people, and look after keys", database=True)
def people(parser: ArgumentParser) -> Run:
    """bin/fiverings people first-administrator | invite | keys."""
    verbs = parser.add_subparsers(required=True, metavar="first-administrator | invite | keys")
    _first_administrator(verbs)
    _invite(verbs)
    _keys(verbs)
    return _run


def _run(asked: Namespace) -> Any:
    try:
        return asked.answer(asked)
    except Refused as refused:
        raise slots.CommandFailed(str(refused)) from None


def _first_administrator(verbs: _SubParsersAction[Any]) -> None:
    verb = verbs.add_parser("first-administrator", help="print a link by which the first administrator comes in, once")
    verb.add_argument("--email", default="", help="whose link it is; without one, whoever opens the link says so")
    verb.add_argument("--name", default="")
    verb.set_defaults(answer=first_administrator)


def first_administrator(asked: Namespace) -> Any:
    """A set-up link, as long as nobody administers this installation."""
    if Person.objects.with_role(Role.ADMIN).exists():
        raise slots.CommandFailed("somebody administers this installation already; they can invite others")
    invitation = Invitation.make(email=asked.email, name=asked.name, roles=[Role.ADMIN.value], by=None)
    link = invitation.link()
    return {"link": link} if asked.json else f"The first administrator comes in, once, by {link}"


def _invite(verbs: _SubParsersAction[Any]) -> None:
    verb = verbs.add_parser("invite", help="mail somebody a link by which they join, and print it")
    verb.add_argument("email")
    verb.add_argument("name")
    verb.add_argument("--role", action="append", choices=ALL, required=True, dest="roles", help="may be given again")
    verb.set_defaults(answer=invite)


def invite(asked: Namespace) -> Any:
    """An invitation by mail, and its link."""
    link = Invitation.make(email=asked.email, name=asked.name, roles=asked.roles, by=None).link()
    return {"link": link} if asked.json else link


def _keys(verbs: _SubParsersAction[Any]) -> None:
    verb = verbs.add_parser("keys", help="list the working keys; make one; revoke one")
    verb.add_argument("--make", metavar="NAME", help="make a key of the house, and print its token once")
    verb.add_argument("--person", metavar="EMAIL", help="with whose rights")
    verb.add_argument("--scope", action="append", default=[], dest="scopes", help="what it opens; may be given again")
    verb.add_argument("--revoke", metavar="NUMBER", type=int, help="the number in the list")
    verb.set_defaults(answer=keys)


def keys(asked: Namespace) -> Any:
    """The token of a new key, a revocation, or the list."""
    if asked.make:
        return _make_key(asked)
    if asked.revoke:
        return _revoke_key(asked)
    found = Key.objects.working(clock.now()).select_related("person")
    rows = [{"number": key.pk, "name": key.name, "person": key.person.email, "scopes": key.scopes} for key in found]
    return rows if asked.json else "\n".join("{number}  {name}  {person}  {scopes}".format(**row) for row in rows)


def _make_key(asked: Namespace) -> Any:
    person = Person.objects.active().filter(email__iexact=asked.person or "").first()
    if person is None:
        raise slots.CommandFailed("--person must be the mail address of somebody who works here")
    key, token = Key.make(person=person, name=asked.make, scopes=asked.scopes, use=Key.Use.SERVICE, by=person)
    return {"number": key.pk, "token": token} if asked.json else token


def _revoke_key(asked: Namespace) -> Any:
    key = Key.objects.working(clock.now()).filter(pk=asked.revoke).select_related("person").first()
    if key is None:
        raise slots.CommandFailed(f"there is no working key {asked.revoke}")
    key.revoke(by=key.person)
    return {"revoked": key.pk} if asked.json else f"The key {key.name} opens nothing any more."
