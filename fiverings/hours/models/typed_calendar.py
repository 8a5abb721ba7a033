"""A calendar as people type it: short lines in, the import format out, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from .calendar_format import DAYS, BadCalendar, read_calendar, read_date
from .public_holidays import public_holidays, written_out

CLOSED, OPEN = "closed", "open"


def definition_of(typed: Mapping[str, Any]) -> dict[str, Any]:
    """The import format of what was typed; BadCalendar names the field that is wrong.

    On a public holiday with hours of its own, it opens: who types a date means that date.
    """
    shifts, breaks, opened = _exceptions(typed["exceptions"])
    definition: dict[str, Any] = {
        "tz": typed["zone"],
        "hours": {day: windows for day in DAYS if (windows := _windows(typed[day], f"hours.{day}"))},
        "holidays": [_holiday(line) for line in _lines(typed["holidays"])],
        "breaks": breaks,
        "shifts": shifts,
    }
    asked = _asked(typed)
    public = {day.isoformat() for day in public_holidays(asked)} if asked else set()
    for day in opened - public:
        raise BadCalendar("exceptions", f"{day} is open anyway: it is not one of these public holidays")
    special = {day for day in shifts if shifts[day]}
    if asked:
        definition["holidays_of"] = {**asked, "except": sorted(opened | special & public)}
    _refuse_hours_on_holidays(definition, special)
    return definition


def typed_from(definition: Mapping[str, Any]) -> dict[str, str]:
    """What would be typed to have this definition of a version; its public holidays are not typed, but asked for."""
    approved = definition.get("approved")
    asked = {key: approved[key] for key in approved if key != "source"} if isinstance(approved, Mapping) else {}
    public: dict[date, str] = {}
    with suppress(BadCalendar):
        public = public_holidays(asked) if asked else {}
    frozen = [{"on": day.isoformat(), "name": name} for day, name in public.items()]
    own = [each for each in definition.get("holidays", []) if each not in frozen]
    return {
        "zone": definition["tz"],
        **{day: _written(definition["hours"].get(day, [])) for day in DAYS},
        "country": asked.get("country", ""),
        "subdivision": asked.get("subdivision") or "",
        "years": ", ".join(str(year) for year in asked.get("years", [])),
        "holidays": "\n".join(_holiday_line(each) for each in own),
        "exceptions": "\n".join(sorted(_exception_lines(definition, asked.get("except", [])))),
    }


def _asked(typed: Mapping[str, Any]) -> dict[str, Any]:
    if not (typed["country"] or typed["subdivision"] or typed["years"]):
        return {}
    if not typed["years"]:
        raise BadCalendar("holidays_of.years", "name the years, such as 2026, 2027")
    return {"country": typed["country"], "subdivision": typed["subdivision"] or None, "years": typed["years"]}


def _refuse_hours_on_holidays(definition: dict[str, Any], special: set[str]) -> None:
    hours = read_calendar(written_out(definition))
    for day in sorted(special):
        if hours.is_holiday(date.fromisoformat(day)):
            raise BadCalendar("exceptions", f"{day} is also one of your own holidays, which closes it")


def _exceptions(text: str) -> tuple[dict[str, Any], dict[str, Any], set[str]]:
    """Hours that take the place of the week's, spans that are cut out, and public holidays that are worked."""
    shifts: dict[str, Any] = {}
    breaks: dict[str, Any] = {}
    opened: set[str] = set()
    for line in _lines(text):
        written, _, rest = line.partition(" ")
        day, words = read_date(written, "exceptions").isoformat(), rest.strip().lower()
        if not words:
            raise BadCalendar("exceptions", f"{day}: say closed, open, or hours such as 08:30-12:00")
        if words == OPEN:
            opened.add(day)
            continue
        cut = words.startswith(f"{CLOSED} ")
        kind = breaks if cut else shifts
        if day in kind:
            raise BadCalendar("exceptions", f"{day} is there twice")
        kind[day] = [] if words == CLOSED else _windows(words.removeprefix(CLOSED), "exceptions")
    return shifts, breaks, opened


def _windows(text: str, where: str) -> list[list[str]]:
    """Spans such as 08:30-12:00 with commas between them, as the import format has them."""
    pairs = []
    for span in filter(None, (each.strip() for each in text.replace("\N{EN DASH}", "-").split(","))):
        pair = [time.strip() for time in span.split("-")]
        if len(pair) != 2:
            raise BadCalendar(where, f"{span!r} is not a span such as 08:30-12:00")
        pairs.append(pair)
    return pairs


def _written(windows: list[list[str]]) -> str:
    return ", ".join("-".join(pair) for pair in windows)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _holiday(line: str) -> Any:
    day, _, name = line.partition(" ")
    return {"on": day, "name": name.strip()} if name else day


def _holiday_line(entry: Any) -> str:
    return f"{entry['on']} {entry.get('name', '')}".strip() if isinstance(entry, Mapping) else str(entry)


def _exception_lines(definition: Mapping[str, Any], kept_open: list[str]) -> Iterator[str]:
    shifts = definition.get("shifts", {})
    yield from (f"{day} {_written(windows) or CLOSED}" for day, windows in shifts.items())
    yield from (f"{day} {CLOSED} {_written(gaps)}" for day, gaps in definition.get("breaks", {}).items() if gaps)
    yield from (f"{day} {OPEN}" for day in kept_open if day not in shifts)
