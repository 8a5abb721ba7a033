"""What is asked of guides about what became of their cases: what they say, and how far a guide may be trusted."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from fiverings.core import clock, slots
from fiverings.core.running.databases import reached

from ..models import Guide, LearningProposal, NothingToLearn, TrackRecord
from ..models.effect import Effect


def add_learning(verbs: Any) -> None:
    """bin/fiverings diagnosis learn | calibration."""
    learning = verbs.add_parser("learn", help="what confirmed cases would change in a guide; a person decides about it")
    learning.add_argument("--guide", metavar="CODE", help="one guide; without, all of them")
    learning.set_defaults(answer_with=learn)
    measuring = verbs.add_parser("calibration", help="how often each version was right, too mild or too grave")
    measuring.set_defaults(answer_with=calibrate)


def learn(asked: Namespace) -> Any:
    """A proposal for each guide of which enough cases are confirmed, and why there is none for the others."""
    with reached():
        found = Guide.objects.order_by("code")
        guides = list(found.filter(code=asked.guide) if asked.guide else found)
        if not guides:
            raise slots.CommandFailed(f"There is no guide “{asked.guide}”.")
        drawn = {each.code: _drawn(each) for each in guides}
        if asked.json:
            return {code: _as_json(each) for code, each in drawn.items()}
        return "\n".join(line for code, each in drawn.items() for line in _lines(code, each))


def calibrate(asked: Namespace) -> Any:
    """Every version, measured now."""
    with reached():
        found = [_record(each) for each in TrackRecord.take_all(at=clock.now())]
    return found if asked.json else "\n".join(line for each in found for line in _figures(each))


def _drawn(guide: Guide) -> LearningProposal | str:
    try:
        return LearningProposal.draw(guide, by=None, at=clock.now())
    except NothingToLearn as nothing:
        return str(nothing)


def _as_json(drawn: LearningProposal | str) -> dict[str, Any]:
    if isinstance(drawn, str):
        return {"nothing": drawn}
    period = {"first_at": drawn.first_at.isoformat(), "last_at": drawn.last_at.isoformat()}
    said = {"proposal": drawn.pk, "version": drawn.version.number, "cases": drawn.cases, **period}
    return said | {"changes": drawn.changes, "effect": drawn.effect}


def _lines(code: str, drawn: LearningProposal | str) -> Iterator[str]:
    if isinstance(drawn, str):
        yield f"{code}: {drawn}"
        return
    yield f"{drawn}: {drawn.cases} cases, {drawn.first_at:%Y-%m-%d} to {drawn.last_at:%Y-%m-%d}"
    for change in drawn.rows():
        names = change.names(drawn.version.asks)
        yield f"  {change.about(drawn.version.asks)} (n={change.n})"
        for each in change.numbers:
            yield f"    {each.before:6.3f} → {each.after:6.3f}  {names[each.code]} (n={each.n:g})"
    yield from _effects(drawn.replayed())
    yield "  Nothing changed: accept or decline it on the page of the guide."


def _effects(effect: Effect) -> Iterator[str]:
    yield f"  Called otherwise: {len(effect.otherwise)} of {effect.cases}, {effect.better} better, {effect.worse} worse"
    yield "  Harm in minutes a case: {:.1f} → {:.1f}".format(*effect.harm)
    yield "  Brier score: {:.3f} → {:.3f}".format(*effect.brier)
    yield f"  Stories that fail: {', '.join(effect.failing) or 'none'}"


def _record(record: TrackRecord) -> dict[str, Any]:
    period = {
        name: at.isoformat() if at else None
        for name, at in (("first_at", record.first_at), ("last_at", record.last_at), ("measured_at", record.at))
    }
    named = {"guide": record.version.guide.code, "version": record.version.number, "label": str(record.label)}
    return {**named, "cases": record.cases, **period, "figures": record.figures}


def _figures(said: dict[str, Any]) -> Iterator[str]:
    figures = said["figures"]
    brier = "-" if figures["brier"] is None else f"{figures['brier']:.3f}"
    yield f"{said['guide']}, version {said['version']}: {said['label']}, {said['cases']} confirmed, Brier {brier}"
    for name, kind in (("too mild", "under"), ("too grave", "over")):
        for level, share in figures[kind].items():
            if share["n"]:
                between = f"{share['least']:.0%} to {share['most']:.0%}"
                yield f"  severity {level} {name}: {share['count']}/{share['n']}, {between}"
    for each in figures["bins"]:
        yield f"  severity {each['level']} said {each['said']:.2f}, came {each['share']:.2f} (n={each['n']})"
