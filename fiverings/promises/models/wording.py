"""Wording: the sentence of a promise, to be read aloud and sent in writing, in the language of whom it is for."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from django.db import models
from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from fiverings.core.references import Gone
from fiverings.core.templatetags.moments import hour, place
from fiverings.customers.models import Contact
from fiverings.people.models import Person

from .kind import Channel, Kind

if TYPE_CHECKING:
    from .disclosing import ChargeDisclosure
    from .terms import Terms


def sentence_for(
    terms: Terms, *, to: Contact, matter: models.Model | Gone, at: datetime, instead_of: datetime | None = None
) -> str:
    """Who will do what, on which number or address, by when instead of when, by whose clock, for which case."""
    with translation.override(to.language or to.account.language):
        sentence = _("{who} will {act} by {when}, {matter}").format(
            who=_who(terms.comes or terms.owed_by, of=terms.owed_by),
            act=_act(terms),
            matter=_named(matter),
            when=_when(terms, at, instead_of),
        )
        return _ended(sentence, terms.what)


def sentence_to_ourselves(terms: Terms, *, matter: models.Model | Gone, at: datetime) -> str:
    """Who of us owes what, by when, for which case."""
    with translation.override(terms.owed_by.language):
        sentence = _("{person} owes {matter} by {when}: {kind}").format(
            person=terms.owed_by.name,
            matter=_named(matter),
            kind=terms.words,
            when=absolute(terms.due_at, terms.zone, at),
        )
        return _ended(sentence, terms.what)


def sentence_of_inquiry(to: Contact) -> str:
    """What they are asked by mail: by when they need it, and what they expect of us; in their language."""
    with translation.override(to.language or to.account.language):
        return _(
            "By when do you need this, and what do you expect of us? A day and a time help us to promise it to you."
        )


def sentence_of_cost(told: ChargeDisclosure, *, matter: models.Model | Gone) -> str:
    """Who says whether it is charged, up to how much, on what ground, for which case; in their language."""
    to = told.told_to
    with translation.override(to.language or to.account.language):
        words = {
            told.Billable.NO: _("{who}: {matter} is not charged."),
            told.Billable.YES: _("{who}: {matter} is charged, at most {cap} {currency}; no more without your consent."),
            told.Billable.UNKNOWN: _(
                "{who}: what {matter} costs is not known yet, and nothing is charged before it is."
            ),
        }[told.Billable(told.billable)]
        who = _who(told.told_by) if told.told_by else _("We")
        cap = "" if told.cap is None else number_format(told.cap, 2)
        said = words.format(who=who, matter=_named(matter), cap=cap, currency=told.currency)
        grounds = [told.basis, _("Estimate: {estimate}").format(estimate=told.estimate) if told.estimate else ""]
        return " ".join([said, *(_ended(each, "") for each in grounds if each)])


def _ended(sentence: str, what: str) -> str:
    """With what it is about, and a full stop."""
    told = _("{sentence}: {what}").format(sentence=sentence, what=what) if what else sentence
    return told if told.endswith((".", "!", "?", "…")) else f"{told}."


def _who(person: Person, *, of: Person | None = None) -> str:
    """The person by full name, and for whom they speak: who is of no team, for whom a colleague does."""
    team = person.team() or (of and of.team())
    return _("{person} from {house}").format(person=person.name, house=team.house) if team else str(person.name)


def _act(terms: Terms) -> str:
    """What they will do, and where it will reach the customer."""
    act = Kind(terms.kind).phrase
    if terms.channel == Channel.ON_SITE:
        return str(act)
    if terms.channel == Channel.PHONE:
        spoken = _("call you on {address}") if terms.kind == Kind.CALL_BACK else _("{act} by telephone on {address}")
        return spoken.format(act=act, address=terms.address)
    written = _("write to you at {address}") if terms.kind == Kind.CALL_BACK else _("{act} by mail to {address}")
    return written.format(act=act, address=terms.address)


def _named(matter: models.Model | Gone) -> str:
    """The matter as people name it: case NB-1042."""
    if isinstance(matter, Gone):
        return str(matter)
    return _("{noun} {name}").format(noun=_(str(matter._meta.verbose_name)), name=matter)


def _when(terms: Terms, at: datetime, instead_of: datetime | None) -> str:
    """By when, and which other time it takes the place of, so that nobody has to look for what was told before."""
    when = absolute(terms.due_at, terms.zone, at)
    if instead_of is None or instead_of == terms.due_at:
        return when
    before = _("{time} on {day}").format(time=_time(instead_of, terms.zone), day=_day(instead_of, terms.zone, at))
    return _("{when} instead of {before}").format(when=when, before=before)


def absolute(at: datetime, zone: str, told_at: datetime) -> str:
    """The time, the day and the place whose clock is meant: as true when it is read as when it was told.

    An hour that comes twice, because clocks go back in it, is told by the name of its zone too: 01:30 EDT.
    """
    words = _("{time} on {day} ({place} time)")
    return words.format(time=_time(at, zone), day=_day(at, zone, told_at), place=place(zone))


def _time(at: datetime, zone: str) -> str:
    """By the clocks there; with the name of the zone in an hour that comes twice."""
    there = at.astimezone(ZoneInfo(zone))
    comes_twice = there.replace(fold=0).utcoffset() != there.replace(fold=1).utcoffset()
    return f"{hour(at, zone)} {there.tzname()}" if comes_twice else str(hour(at, zone))


def _day(at: datetime, zone: str, told_at: datetime) -> str:
    """The day there, with the year when it is not that of the telling."""
    on, told_on = (moment.astimezone(ZoneInfo(zone)).date() for moment in (at, told_at))
    this_year = pgettext("day in full", "EEEE d MMMM")
    pattern = this_year if on.year == told_on.year else pgettext("day in full", "EEEE d MMMM y")
    locale = Locale.parse(translation.to_locale(translation.get_language() or "en"))
    return str(format_date(on, pattern, locale=locale))
