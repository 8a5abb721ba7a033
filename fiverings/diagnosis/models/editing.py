"""Editing: a definition with one piece put in, taken out or moved; pure, so that nothing is written by it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.utils.text import slugify

from .definition import FORMERLY
from .section import SECTIONS, Piece, pieces

CODE_AT_MOST = 40
LETTERS = 16

Said = Mapping[str, Any]


def mark(piece: Any) -> str:
    """What tells that a piece is still as it was read; nothing where there is none."""
    if piece is None:
        return ""
    return hashlib.sha256(json.dumps(piece, sort_keys=True).encode()).hexdigest()[:LETTERS]


def with_piece(definition: Said, section: str, key: str, piece: Piece) -> dict[str, Any]:
    """With this piece in the place of the one that is found by the key, or at the end; a new one is given a code."""
    found = pieces(definition, section)
    keys = _keys(section, found)
    if key in keys:
        found[keys.index(key)] = dict(piece)
    else:
        found.append(_coded(section, piece, set(keys)))
    return _with(definition, section, found)


def without(definition: Said, section: str, key: str) -> dict[str, Any]:
    """Without the piece that is found by the key; what is said under a cause or a node goes with it."""
    found = pieces(definition, section)
    left = [each for each, known in zip(found, _keys(section, found), strict=True) if known != key]
    changed = _with(definition, section, left)
    return _without_cause(changed, key) if section == "causes" else changed


def with_moved(definition: Said, section: str, key: str, by_rows: int) -> dict[str, Any]:
    """With this piece so many rows further down, or up, as far as there are rows."""
    found = pieces(definition, section)
    keys = _keys(section, found)
    if key in keys:
        moved = found.pop(keys.index(key))
        found.insert(max(0, keys.index(key) + by_rows), moved)
    return _with(definition, section, found)


def _keys(section: str, found: list[dict[str, Any]]) -> list[str]:
    return [SECTIONS[section].key(each, number) for number, each in enumerate(found, 1)]


def _with(definition: Said, section: str, found: list[dict[str, Any]]) -> dict[str, Any]:
    former = FORMERLY.get(section)
    return {key: each for key, each in definition.items() if key != former} | {section: found}


def _coded(section: str, piece: Piece, taken: set[str]) -> dict[str, Any]:
    if section == "tests" or piece.get("code"):
        return dict(piece)
    if section == "rules":
        return {"code": _free("R{}".format, taken), **piece}
    plain = slugify(SECTIONS[section].name(piece)).replace("-", "_")[:CODE_AT_MOST].strip("_") or SECTIONS[section].code
    return {"code": plain if plain not in taken else _free(f"{plain}_{{}}".format, taken), **piece}


def _free(named: Any, taken: set[str]) -> str:
    return next(name for number in range(1, len(taken) + 2) if (name := str(named(number))) not in taken)


def _without_cause(definition: dict[str, Any], cause: str) -> dict[str, Any]:
    def less(said: Any) -> Any:
        return {code: less(each) for code, each in said.items() if code != cause} if isinstance(said, Mapping) else said

    told = {"symptoms": ("causes",), "nodes": ("chances",), "questions": ("yes_chance", "dont_know_chance")}
    for section, keys in told.items():
        changed = [
            {key: less(each) if key in keys else each for key, each in piece.items()}
            for piece in pieces(definition, section)
        ]
        definition = _with(definition, section, changed) if changed else definition
    return definition
