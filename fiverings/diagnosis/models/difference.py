"""Differences: what one version of a guide says otherwise than the one before, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from .likelihood import chance, in_words
from .section import SECTIONS, Piece, Section, by_key
from .table import OTHERWISE

CHANCES = ("causes", "yes_chance", "dont_know_chance")
ASIDE = (*SECTIONS, "question", "rule")
YES_NO = {True: "yes", False: "no"}

Said = Mapping[str, Any]


def differences(before: Said, after: Said) -> list[str]:
    """What changed between two definitions, in the order of the guide; nothing where they say the same."""
    found = list(_changed(_("Guide"), before, after, [key for key in {**before, **after} if key not in ASIDE], {}))
    names = _names(before) | _names(after)
    for section in SECTIONS.values():
        found += _in_section(section, by_key(before, section.code), by_key(after, section.code), names)
    return found


def _in_section(
    section: Section, before: Mapping[str, Piece], after: Mapping[str, Piece], names: Mapping[str, str]
) -> Iterator[str]:
    said = {"what": section.one}
    for key in (each for each in after if each not in before):
        yield _("{what} added: “{name}”.").format(name=section.name(after[key]), **said)
    for key in (each for each in before if each not in after):
        yield _("{what} removed: “{name}”.").format(name=section.name(before[key]), **said)
    for key, piece in after.items():
        if key in before:
            where = _("{what} “{name}”").format(name=section.name(piece), **said)
            yield from _changed(where, before[key], piece, [each for each in {**before[key], **piece}], names)
    stayed = [key for key in before if key in after]
    if stayed != [key for key in after if key in before]:
        yield _("{what}: another order.").format(what=section.many)


def _changed(where: str, before: Said, after: Said, keys: list[str], names: Mapping[str, str]) -> Iterator[str]:
    for key in keys:
        was, now = before.get(key), after.get(key)
        if key in CHANCES:
            yield from _chances(where, key, was, now, names)
        elif key == "chances":
            for state in {**(was or {}), **(now or {})}:
                of = f"{where}, “{names.get(state, state)}”"
                yield from _chances(of, key, (was or {}).get(state), (now or {}).get(state), names)
        elif _plainly(was) != _plainly(now):
            said = {"where": where, "what": _named(key), "was": _shown(was, names), "now": _shown(now, names)}
            yield _("{where}: {what} from {was} to {now}.").format(**said)


def _chances(where: str, key: str, was: Any, now: Any, names: Mapping[str, str]) -> Iterator[str]:
    """One sentence for each cause or state under which it became likelier or less likely."""
    before, after = (each if isinstance(each, Mapping) else {OTHERWISE: each} for each in (was, now))
    for under in {**before, **after}:
        then, today = before.get(under), after.get(under)
        if then != today and (chance(then) is None or chance(then) != chance(today)):
            said = {"where": where, "what": _named(key), "under": names.get(under, under)}
            said |= {"was": _likely(then), "now": _likely(today)}
            yield _("{where}: {what} under “{under}” from {was} to {now}.").format(**said)


def _likely(said: Any) -> str:
    return _("nothing said") if said is None else in_words(said)


def _plainly(said: Any) -> Any:
    """The same with each bare yes and no of YAML as the word."""
    if isinstance(said, Mapping):
        return {key: _plainly(each) for key, each in said.items()}
    if isinstance(said, list):
        return [_plainly(each) for each in said]
    return YES_NO[said] if isinstance(said, bool) else said


def _shown(said: Any, names: Mapping[str, str]) -> str:
    """Whatever stands in a definition, as a line."""
    if isinstance(said, bool):
        return YES_NO[said]
    if said is None or said in ("", [], {}):
        return _("nothing")
    if isinstance(said, Mapping):
        return "; ".join(f"{names.get(key, key)}: {_shown(each, names)}" for key, each in said.items())
    if isinstance(said, list):
        return ", ".join(_shown(each, names) for each in said)
    return f"“{names.get(said, said)}”" if isinstance(said, str) else f"{said:g}"


def _names(definition: Said) -> dict[str, str]:
    """What the codes of a definition stand for; the rest as it is said."""
    found = {OTHERWISE: _("anything else")}
    for code in ("causes", "symptoms", "nodes", "questions"):
        found |= {key: SECTIONS[code].name(piece) for key, piece in by_key(definition, code).items()}
    for node in by_key(definition, "nodes").values():
        found |= {str(each.get("code")): SECTIONS["nodes"].name(each) for each in node.get("states") or []}
    return found


def _named(key: str) -> str:
    """What a key of a definition is called."""
    known = {
        "name": _("name"), "wording": _("wording"), "help": _("where to look"), "says": _("what it says"),
        "severity": _("severity"), "coded": _("entry of the list of causes"), "words": _("words"),
        "causes": _("how often it is behind it"), "states": _("states"), "chances": _("likelihood"),
        "yes_chance": _("chance of “yes”"), "dont_know_chance": _("chance of “don\u2019t know”"),
        "seconds": _("seconds"), "answers": _("answers"), "above": _("“yes” above"),
        "above_share": _("“yes” above a share of"), "depends_on": _("what it depends on"), "level": _("level"),
        "when": _("when it fires"), "symptom": _("symptom"), "contracted": _("contracted"), "note": _("note"),
        "discriminates": _("tells severities apart"), "answered_by": _("answered by the house when"),
        "known_by": _("known by the house"), "first_when": _("asked first when"),
        "minute": _("what a minute costs"), "losses": _("losses"),
        "wrong_answers": _("share of wrong answers"), "services": _("services"), "notes": _("notes"), "code": _("code"),
    }  # fmt: skip
    return known.get(key, key)
