"""The administrator's commands for guides; those on a file take no database."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from fiverings.core import slots
from fiverings.core.running.databases import reached

from ..models import BadGuide, Definition, Finding, Guide
from ..models.guide_file import read_guide, shipped_guides, written_guide
from ..models.rehearsal import evidence_of, rehearse
from ..models.telling import told, told_plainly
from .learning import add_learning


@slots.command("diagnosis", help="Ask a guide what it makes of answers, and put guides to their tests", database=False)
def diagnosis(parser: ArgumentParser) -> Callable[[Namespace], Any]:
    """bin/fiverings diagnosis run | test | export | import | learn | calibration."""
    verbs = parser.add_subparsers(required=True, metavar="run | test | export | import | learn | calibration")
    asking = verbs.add_parser("run", help="what answers make likely, how severe that is, and what to ask next")
    asking.add_argument("--symptom", default="", metavar="CODE", help="what they report; without, all symptoms alike")
    asking.add_argument(
        "--answer", action="append", default=[], metavar="QUESTION=ANSWER", help="yes, no, dont_know or a number"
    )
    asking.add_argument("--contracted", type=int, metavar="NUMBER", help="how many lines and the like they have in all")
    asking.set_defaults(answer_with=run_a_guide)
    testing = verbs.add_parser("test", help="whether the stories of a guide reach the severity that they must")
    testing.set_defaults(answer_with=test_a_guide)
    exporting = verbs.add_parser("export", help="the guide as YAML")
    exporting.set_defaults(answer_with=export_a_guide)
    importing = verbs.add_parser("import", help="let this installation ask by guides, once they pass their tests")
    importing.add_argument(
        "guides",
        nargs="*",
        metavar="FILE_OR_NAME",
        help="YAML files, or codes; without, those that come with the house",
    )
    importing.set_defaults(answer_with=import_guides)
    add_learning(verbs)
    for verb in (asking, testing, exporting):
        verb.add_argument("--guide", required=True, metavar="FILE_OR_NAME", help="a YAML file, or the code of a guide")
    return run


def run(asked: Namespace) -> Any:
    """The verb's answer; a refusal is one line."""
    try:
        return asked.answer_with(asked)
    except BadGuide as refused:
        raise slots.CommandFailed(str(refused)) from None


def run_a_guide(asked: Namespace) -> Any:
    """What the answers make likely, which severities may be set, and what to ask next."""
    definition = Definition.read(_definition(asked.guide))
    answers = dict(_answer(each, definition) for each in asked.answer)
    heard = evidence_of(answers)
    finding = Finding(definition, heard, contracted=asked.contracted, symptom=asked.symptom)
    return told(finding) if asked.json else told_plainly(finding)


def test_a_guide(asked: Namespace) -> Any:
    """Each story with what came of it; CommandFailed names those that fail."""
    found = rehearse(Definition.read(_definition(asked.guide)))
    failing = [
        f"{each.story.name}: severity {each.called}, not {each.story.severity}" for each in found if not each.passes
    ]
    if failing:
        raise slots.CommandFailed("; ".join(failing))
    return {"passed": len(found)} if asked.json else f"{len(found)} stories, and each reaches its severity."


def export_a_guide(asked: Namespace) -> Any:
    """The definition that stands."""
    definition = _definition(asked.guide)
    return definition if asked.json else written_guide(definition).rstrip()


def import_guides(asked: Namespace) -> Any:
    """The version of each by which new sessions ask from now on; all of them or, where one is refused, none."""
    definitions = [_definition(name) for name in asked.guides or dict(shipped_guides())]
    with reached():
        versions = Guide.revise_all(definitions, by=None)
    if asked.json:
        return [{"guide": each.guide.code, "version": each.number} for each in versions]
    return "\n".join(str(each) for each in versions)


@slots.provision()
def bring_guides() -> None:
    """The guides that come with the house, of which it knows nothing yet; one that was changed stays as it is."""
    known = set(Guide.objects.values_list("code", flat=True))
    Guide.revise_all([given for name, given in shipped_guides() if name not in known], by=None)


def _definition(name: str) -> dict[str, Any]:
    """A file, a guide of this installation, or one that comes with every house."""
    path = Path(name)
    if path.suffix in (".yaml", ".yml") or path.is_file():
        return read_guide(path.read_text(encoding="utf-8"))
    shipped = dict(shipped_guides())
    if name in shipped:
        return shipped[name]
    with reached():
        guide = Guide.objects.filter(code=name).first()
        if guide is None or guide.current is None:
            raise slots.CommandFailed(f"There is no guide “{name}”; known are {', '.join(shipped) or 'none'}.")
        return dict(guide.current.definition)


def _answer(said: str, definition: Definition) -> tuple[str, str | Decimal]:
    code, _, answer = said.partition("=")
    question = definition.question(code)
    if answer == "dont_know" or (answer in ("yes", "no") and not question.is_number):
        return code, answer
    try:
        quantity = Decimal(answer) if question.is_number else None
    except InvalidOperation:
        quantity = None
    if quantity is None or not quantity.is_finite() or quantity < 0:
        kinds = "a number or dont_know" if question.is_number else "yes, no or dont_know"
        raise slots.CommandFailed(f"{code} is answered by {kinds}, not “{answer}”.")
    return code, quantity
