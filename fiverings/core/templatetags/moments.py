"""How the house tells the time: absolute with its place first, relative beside it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, get_timezone_location
from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone
from django.utils.translation import get_language, ngettext, pgettext, to_locale
from django.utils.translation import gettext as _

from fiverings.core.clock import now

register = Library()

Zone = ZoneInfo | str | None
NEAR = timedelta(days=1)
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(to_locale(language))


def _reader() -> Locale:
    return _locale(get_language() or "en")


def _there(at: datetime, zone: Zone) -> datetime:
    """The moment on the clocks of a place; without a place, on the reader's own."""
    return at.astimezone(ZoneInfo(zone) if isinstance(zone, str) and zone else zone or get_current_timezone())


def place(zone: Zone) -> str:
    """The town that a zone is named after, in the reader's language."""
    return _town(str(zone or get_current_timezone()), _reader())


@cache
def _town(name: str, reader: Locale) -> str:
    return get_timezone_location(name, locale=reader, return_city=True).split("/")[-1] if "/" in name else name


def hour(at: datetime, zone: Zone = None) -> str:
    """The time of day at a place: 11:00."""
    there = _there(at, zone)
    return _hour(there.hour, there.minute, _reader())


@cache
def _hour(hour: int, minute: int, reader: Locale) -> str:
    return str(format_skeleton("Hm", time(hour, minute), locale=reader))


def day(at: datetime, zone: Zone = None, full: bool = False) -> str:
    """The day at a place, with the year when it is not this one: Thu 30 Apr, or in full Thursday 30 April."""
    there = _there(at, zone)
    this_year = there.year == _there(now(), zone).year
    near = pgettext("day in full", "EEEE d MMMM") if full else pgettext("day", "EEE d MMM")
    return _day(there.date(), near if this_year else pgettext("day", "d MMMM y"), _reader())


@lru_cache(maxsize=4_000)
def _day(there: date, pattern: str, reader: Locale) -> str:
    return str(format_date(there, pattern, locale=reader))


def when(at: datetime, zone: Zone = None) -> str:
    """The time of day, and the day when it is not today: 11:00, or Thu 30 Apr, 11:00."""
    if _there(at, zone).date() == _there(now(), zone).date():
        return hour(at, zone)
    return _("{day}, {hour}").format(day=day(at, zone), hour=hour(at, zone))


def due_by(at: datetime, zone: Zone = None) -> str:
    """The end of a sentence of what is due: by 11:00; or that it is late, once that has passed."""
    told = _(", late since {when}") if at < now() else _(" by {when}")
    return told.format(when=when(at, zone))


def relative(at: datetime, since: datetime, zone: Zone = None) -> str:
    """How far a moment lies from another: in 38 min, 2 h 05 ago; from a day on by the days of the place: tomorrow.

    `relative-time.js` says the same.
    """
    ahead = at > since
    distance = abs(at - since)
    minutes = -(-distance // timedelta(minutes=1)) if ahead else distance // timedelta(minutes=1)
    if minutes == 0:
        return _("now")
    if minutes * timedelta(minutes=1) >= NEAR:
        return _days((_there(at, zone).date() - _there(since, zone).date()).days)
    hours, rest = divmod(minutes, 60)
    if not hours:
        span = _("{minutes} min").format(minutes=rest)
    else:
        span = (_("{hours} h {minutes}") if rest else _("{hours} h")).format(hours=hours, minutes=f"{rest:02}")
    return (_("in {span}") if ahead else _("{span} ago")).format(span=span)


def _days(count: int) -> str:
    if abs(count) == 1:
        return _("tomorrow") if count > 0 else _("yesterday")
    if count > 0:
        return ngettext("in {count} day", "in {count} days", count).format(count=count)
    return ngettext("{count} day ago", "{count} days ago", -count).format(count=-count)


def _time(at: datetime, zone: Zone, words: str, style: str = "at") -> SafeString:
    stamp = _there(at, zone).isoformat(timespec="seconds")
    return format_html('<time class="{}" datetime="{}">{}</time>', style, stamp, words)


@register.simple_tag
def moment(at: datetime, zone: Zone = None, town: bool = True) -> SafeString:
    """A moment in full: 11:00 Toronto, in 38 min; without the town where all times on the page are of one place."""
    words = _("{when} {place}").format(when=when(at, zone), place=place(zone)) if town else when(at, zone)
    return format_html(
        '<span class="moment">{}<span class="beside">, {}</span></span>', _time(at, zone, words), ago(at, zone)
    )


@register.simple_tag
def at_hour(at: datetime, zone: Zone = None) -> SafeString:
    """Only the time of day, for a column of times under a named day."""
    return _time(at, zone, hour(at, zone))


@register.simple_tag
def at_day(at: datetime, zone: Zone = None, full: bool = False) -> SafeString:
    """Only the day."""
    return _time(at, zone, day(at, zone, full))


@register.simple_tag
def at_when(at: datetime, zone: Zone = None) -> SafeString:
    """The time of day, and the day when it is not today, for narrow columns."""
    return _time(at, zone, when(at, zone))


@register.simple_tag
def ago(at: datetime, zone: Zone = None) -> SafeString:
    """Only how far away a moment is; a script keeps it true while the page stays open."""
    stamp, clock = at.isoformat(timespec="seconds"), zone or get_current_timezone()
    words = relative(at, now(), zone)
    return format_html('<relative-time class="in" datetime="{}" zone="{}">{}</relative-time>', stamp, clock, words)


@register.simple_tag
def now_here(zone: Zone = None) -> SafeString:
    """What day and time it is at a place; a script keeps the time true."""
    clock = format_html('<wall-clock zone="{}">{}</wall-clock>', zone or get_current_timezone(), hour(now(), zone))
    return format_html(_("{day}, {hour}"), day=day(now(), zone), hour=clock)


@register.simple_tag
def clock_words() -> SafeString:
    """What `relative-time.js` needs: our clock (it may be shifted) and the words of this language."""
    return format_html(
        '<meta name="clock" content="{}" data-now="{}" data-in="{}" data-ago="{}" data-minutes="{}" data-hours="{}" '
        'data-hours-minutes="{}">',
        now().isoformat(timespec="seconds"),
        *(_("now"), _("in {span}"), _("{span} ago"), _("{minutes} min"), _("{hours} h"), _("{hours} h {minutes}")),
    )


@register.filter
def by_my_clock(words: str) -> str:
    """Words in which a moment stands as programs write it, with that moment by the reader's own clock."""
    return STAMP.sub(lambda found: _stamped(datetime.fromisoformat(found[0])), words)


def _stamped(at: datetime) -> str:
    return _("{when} {place}").format(when=when(at), place=place(None))


@register.filter
def is_past(at: datetime) -> bool:
    """Whether a time has passed: what was due then is not told as if it were to come."""
    return at < now()


register.filter("place", place)
register.simple_tag(when, name="when_words")
