"""Telling: a finding as figures for programs, and as lines for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..engine import Sequencing, Worth
from .finding import Finding
from .table import LEVELS

NEXT_AT_MOST = 5


def told(finding: Finding) -> dict[str, Any]:
    """Everything that is found, as JSON has it; chances are unrounded, so that they can be compared."""
    sequencing = finding.sequencing
    figures = {
        "answers": {code: given.words for code, given in finding.answers.items()},
        "rules": [{"code": each.code, "level": each.level, "says": each.sentence} for each in finding.fired],
        "may_be_set": {str(level): finding.refusal(level) or None for level in LEVELS},
        "called": finding.called,
        "first": finding.first_by_observation.code if finding.first_by_observation else None,
    }
    return figures | (_reckoned(finding, sequencing) if sequencing else _only_next(finding))


def told_plainly(finding: Finding) -> str:
    """The same, line by line."""
    return "\n".join(_lines(finding))


def _only_next(finding: Finding) -> dict[str, Any]:
    question = finding.next_question
    return {"next": [{"question": question.code, "wording": str(question.wording)}] if question else []}


def _reckoned(finding: Finding, sequencing: Sequencing) -> dict[str, Any]:
    belief = sequencing.belief
    return {
        "phase": sequencing.phase.value,
        "severities": {str(level): float(belief.severities[level - 1]) for level in LEVELS},
        "causes": [
            {"code": each.code, "name": str(each.name), "severity": each.severity, "chance": chance}
            for each, chance in finding.likely()
        ],
        "threshold": {str(level): sequencing.losses.threshold(level, level - 1) for level in LEVELS[1:]},
        "next": [_worth(finding, each) for each in sequencing.ranked()[:NEXT_AT_MOST]],
    }


def _worth(finding: Finding, worth: Worth) -> dict[str, Any]:
    return {
        "question": worth.query.code,
        "wording": str(finding.asks.question(worth.query.code).wording),
        "evsi": float(worth.evsi),
        "net": float(worth.net),
        "eig": float(worth.eig),
        "seconds": worth.query.seconds,
        "if_yes": [float(each) for each in worth.severities[0]],
        "if_no": [float(each) for each in worth.severities[1]],
    }


def _lines(finding: Finding) -> Iterator[str]:
    figures = told(finding)
    for level, chance in figures.get("severities", {}).items():
        why = figures["may_be_set"][level]
        yield f"severity {level}  {chance:6.3f}  {'may be set' if why is None else why}"
    for each in figures["rules"]:
        yield f"rule {each['code']} sets severity {each['level']}: {each['says']}"
    yield from (
        f"  {each['chance']:6.3f}  {each['name']} (severity {each['severity']})" for each in figures.get("causes", ())
    )
    yield f"The evidence says severity {figures['called']}."
    if first := finding.first_by_observation:
        yield f"To ask first, by what we know: {first.code}: {first.wording}"
    if figures["next"] and "phase" in figures:
        yield f"To ask next ({figures['phase']}): EVSI, net, bits, seconds"
        for each in figures["next"]:
            row = f"{each['evsi']:7.2f} {each['net']:7.2f} {each['eig']:6.3f} {each['seconds']:4.0f}"
            yield f"  {row}  {each['question']}: {each['wording']}"
