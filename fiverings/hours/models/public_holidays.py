"""Public holidays of a country and its subdivisions, written out into a calendar as dates before it is used."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any

from .calendar_format import BadCalendar, read_date

FIELDS = ("country", "subdivision", "years", "except")
KNOWN_YEARS = range(1900, 2201)


def written_out(definition: Any) -> Any:
    """The definition with `holidays_of` replaced by its dates, so that later news of the library change nothing.

    What was asked for stays under `approved`, with the version of the library, as the origin of these dates.
    """
    if not isinstance(definition, Mapping) or "holidays_of" not in definition:
        return definition
    asked = definition["holidays_of"]
    own = _listed(definition.get("holidays", []), "holidays")
    found = [{"on": day.isoformat(), "name": name} for day, name in sorted(public_holidays(asked).items())]
    rest = {name: value for name, value in definition.items() if name not in {"holidays_of", "holidays"}}
    source = f"holidays {_library().__version__}"
    return {**rest, "holidays": [*found, *own], "approved": {**asked, "source": source}}


def public_holidays(asked: Any) -> dict[date, str]:
    """The public holidays that `holidays_of` asks for: date and name."""
    if not isinstance(asked, Mapping):
        raise BadCalendar("holidays_of", f"must be named values in braces, not {asked!r}")
    for name in asked:
        if name not in FIELDS:
            raise BadCalendar(f"holidays_of.{name}", f"no such field; there are {', '.join(FIELDS)}")
    subdivision = _subdivision(asked)
    found = _library().country_holidays(asked["country"], subdiv=subdivision, years=_years(asked.get("years")))
    kept_open = {read_date(day, "holidays_of.except") for day in _listed(asked.get("except", []), "holidays_of.except")}
    for day in kept_open - set(found):
        raise BadCalendar("holidays_of.except", f"{day} is not one of these holidays")
    return {day: str(name) for day, name in found.items() if day not in kept_open}


@cache
def _library() -> Any:
    """Loaded when first asked for: it costs a third of a second that most of our processes never need to spend."""
    return import_module("holidays")


def _subdivision(asked: Mapping[str, Any]) -> str | None:
    known = _library().list_supported_countries()
    country, subdivision = asked.get("country"), asked.get("subdivision")
    if not isinstance(country, str) or country not in known:
        raise BadCalendar("holidays_of.country", f"{country!r} is not a known country (two letters, such as CA)")
    if subdivision is not None and subdivision not in known[country]:
        raise BadCalendar("holidays_of.subdivision", f"{country} has {', '.join(known[country])}, not {subdivision!r}")
    return str(subdivision) if subdivision is not None else None


def _years(written: Any) -> list[int]:
    years = _listed(written, "holidays_of.years")
    if not years or any(type(year) is not int or year not in KNOWN_YEARS for year in years):
        raise BadCalendar("holidays_of.years", f"must be a list of years such as [2026, 2027], not {written!r}")
    return years


def _listed(written: Any, where: str) -> list[Any]:
    if not isinstance(written, list):
        raise BadCalendar(where, f"must be a list, not {written!r}")
    return written
