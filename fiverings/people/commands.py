"""What an administrator does with the staff from a terminal: the first way in, invitations, keys."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from fiverings.core import clock, slots
from fiverings.core.doors import SCOPES
from fiverings.core.problems import Refused
from fiverings.people.models import Invitation, Key, Person, Role

Run = Callable[[Namespace], Any]
ALL = [role.value for role in Role]
FIRST_ROLES = [role.value for role in (Role.ADMIN, Role.ADVOCATE, Role.LEAD, Role.EXECUTIVE)]
"""Who comes first does everything that a house cannot be without, until others do."""


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
    verb.add_argument("--name", default="", help="how they are called; they may change it")
    verb.set_defaults(answer=first_administrator)


def first_administrator(asked: Namespace) -> Any:
    """A set-up link, as long as nobody administers this installation."""
    if Person.objects.with_role(Role.ADMIN).exists():
        raise slots.CommandFailed("somebody administers this installation already; they can invite others")
    if asked.email:
        _require_address(asked.email)
    invitation = Invitation.make(email=asked.email, name=asked.name, roles=FIRST_ROLES, by=None)
    link = invitation.link()
    return {"link": link} if asked.json else f"The first administrator comes in, once, by {link}"


def _invite(verbs: _SubParsersAction[Any]) -> None:
    verb = verbs.add_parser("invite", help="mail somebody a link by which they join, and print it")
    verb.add_argument("email", help="their mail address, by which they sign in")
    verb.add_argument("name", help="how they are called; they may change it")
    roles = f"what they are here for, one of {', '.join(ALL)}; may be given again"
    verb.add_argument("--role", action="append", required=True, dest="roles", metavar="ROLE", help=roles)
    verb.set_defaults(answer=invite)


def invite(asked: Namespace) -> Any:
    """An invitation by mail, and its link."""
    _require_address(asked.email)
    _require_known("role", asked.roles, ALL)
    link = Invitation.make(email=asked.email, name=asked.name, roles=asked.roles, by=None).link()
    return {"link": link} if asked.json else link


def _require_address(words: str) -> None:
    try:
        validate_email(words)
    except ValidationError:
        raise slots.CommandFailed(f"{words} is not a mail address") from None


def _require_known(kind: str, asked: list[str], known: list[str]) -> None:
    if unknown := [each for each in asked if each not in known]:
        raise slots.CommandFailed(f"there is no {kind} {unknown[0]}; there are {', '.join(known)}")


def _scopes() -> list[str]:
    """Every scope that a door names; the doors hang once the addresses were read."""
    import_module(settings.ROOT_URLCONF)
    return sorted(SCOPES)


def _keys(verbs: _SubParsersAction[Any]) -> None:
    verb = verbs.add_parser("keys", help="list the working keys; make one; revoke one")
    verb.add_argument("--make", metavar="NAME", help="make a key of the house, and print its token once")
    roles = f"whose rights it has, some of {', '.join(ALL)} without admin; may be given again"
    verb.add_argument("--role", action="append", default=[], dest="roles", metavar="ROLE", help=roles)
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
    rows = [{"number": key.pk, "name": key.name, "acts_as": _acts_as(key), "scopes": key.scopes} for key in found]
    if asked.json:
        return rows
    return "\n".join(f"{row['number']}  {row['name']}  {row['acts_as']}  {', '.join(row['scopes'])}" for row in rows)


def _acts_as(key: Key) -> str:
    return ", ".join(key.person.roles) if key.person.is_program else str(key.person.email)


def _make_key(asked: Namespace) -> Any:
    _require_known("role", asked.roles, ALL)
    _require_known("scope", asked.scopes, _scopes())
    key, token = Key.make_for_house(name=asked.make, roles=asked.roles, scopes=asked.scopes, by=None)
    return {"number": key.pk, "token": token} if asked.json else token


def _revoke_key(asked: Namespace) -> Any:
    key = Key.objects.working(clock.now()).filter(pk=asked.revoke).select_related("person").first()
    if key is None:
        raise slots.CommandFailed(f"there is no working key {asked.revoke}")
    key.revoke(by=None)
    return {"revoked": key.pk} if asked.json else f"The key {key.name} opens nothing any more."
