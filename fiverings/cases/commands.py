"""What an administrator asks of the promises of a case from a terminal."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from fiverings.core import clock, slots
from fiverings.hours.models.reading_moments import written_moment
from fiverings.promises.models import Explanation, Foresight

from .models import Case, Recovery

YES_OR_NO = {True: "yes", False: "no", None: "not known"}


@slots.command(
    "promises", help="Explain every figure of the promises of a case, and how well broken ones were foreseen"
)
def promises(parser: ArgumentParser) -> Callable[[Namespace], Any]:
    """bin/fiverings promises explain CASE, and promises foresight."""
    verbs = parser.add_subparsers(required=True, metavar="explain | foresight")
    explain = verbs.add_parser("explain", help="print the clocks of a case: expected, told, allowed, paused and done")
    explain.add_argument("case", metavar="CASE", help="its number, such as NB-1042")
    explain.set_defaults(answer=explained)
    foresight = verbs.add_parser("foresight", help="print how well broken promises were foreseen, by kind")
    foresight.set_defaults(answer=foreseen)
    return lambda asked: asked.answer(asked)


def explained(asked: Namespace) -> Any:
    """Each promise of a case in the order in which they were told."""
    case = Case.objects.filter(number=asked.case.strip().upper()).select_related("account").first()
    if case is None:
        raise slots.CommandFailed(f"there is no case {asked.case}")
    at = clock.now()
    found = [Explanation(promise, at).as_json() for promise in case.promises_told()]
    if asked.json:
        made_right = [each.as_json() for each in Recovery.of(case)]
        return {"case": case.number, "at": written_moment(at), "promises": found, "recoveries": made_right}
    return "\n".join([*_lines(case, found), *map(_recovered, Recovery.of(case))])


def foreseen(asked: Namespace) -> Any:
    """Precision and recall of warnings in time, and the Brier score, over what ended in the last 90 days."""
    found = [each.as_json() for each in Foresight.of_all(at=clock.now())]
    if asked.json:
        return {"at": written_moment(clock.now()), "foreseen": found}
    return "\n".join(", ".join(f"{name} {value}" for name, value in each.items() if value != "") for each in found)


def _lines(case: Case, found: list[dict[str, Any]]) -> Iterator[str]:
    yield f"{case.number}: {len(found)} promises; moments in UTC, spans in minutes"
    for each in found:
        yield from ("", f"{each['promise']}  {each['sentence']}")
        yield from (f"    {name:15}{words}" for name, words in _facts(each).items() if words)


def _recovered(recovery: Recovery) -> str:
    """One line for what broke in one moment: which promises, and when each step was done."""
    steps = ", ".join(
        f"{_said(each.step)} {written_moment(each.at) if each.at else 'not yet'}" for each in recovery.ticks
    )
    return f"\nbroken {written_moment(recovery.at)}: {', '.join(str(each.pk) for each in recovery.broken)}; {steps}"


def _facts(said: Mapping[str, Any]) -> dict[str, str]:
    """One line for each thing that a figure is computed from, then the figures."""
    calendar, done = said["calendar"], said["elapsed"]
    hours = f", {calendar['name']} (id {calendar['version']}, {calendar['zone']})" if calendar else ""
    figures = ("told_gap", "felt_slack", "internal_slack")
    verdicts = ("kept_for_us", "kept_for_them", "blind_success")
    return {
        "clock": f"{said['clock']}{hours}, counted from {said['counted_from']}",
        "expected": _expected(said["expectation"]),
        "told": _told(said["told"], said["to"]),
        "consent": _consent(said["consent"]),
        "our standard": _standard(said["guarantee"]),
        "paused": ", ".join(f"{each['from']} to {each['until']}: {each['minutes']}" for each in said["pauses"]),
        "outcome": _outcome(said["outcome"]),
        "elapsed": f"{done['minutes']}, {'done' if done['is_done'] else 'not done'} at {done['until']}",
        **{_said(name): "not known" if said[name] is None else str(said[name]) for name in figures},
        **{_said(name): YES_OR_NO[said[name]] for name in verdicts},
    }


def _said(name: str) -> str:
    return name.replace("_", " ")


def _expected(heard: Mapping[str, Any] | None) -> str:
    if heard is None:
        return "nobody asked"
    if heard["unknown"]:
        return f"they cannot say, asked at {heard['heard_at']}"
    words, by_at = f"“{heard['words']}”, " if heard["words"] else "", heard["by_at"] or "no time"
    counted = "not what this is measured by" if heard["minutes"] is None else heard["minutes"]
    return f"{words}{by_at}: {counted}, heard at {heard['heard_at']}"


def _told(told: Mapping[str, Any], to: str | None) -> str:
    return f"{told['due_at']}: {told['minutes']}, to {to or 'ourselves'} at {told['at']}, {told['how']}"


def _consent(agreed: Mapping[str, Any] | None) -> str:
    return f"“{agreed['words']}”, {agreed['who']}, {agreed['how']} at {agreed['at']}" if agreed else ""


def _standard(standard: Mapping[str, Any] | None) -> str:
    if standard is None:
        return "as agreed"
    row = f"{standard['standard']} (id {standard['id']}, since {standard['since']})"
    return f"{standard['due_at']}: {standard['minutes']}, by {row}"


def _outcome(ended: Mapping[str, Any] | None) -> str:
    if ended is None:
        return "still owed"
    late = f", fulfilled late at {ended['fulfilled_late_at']}" if ended["fulfilled_late_at"] else ""
    return f"{ended['kind']} at {ended['at']}{late}"
