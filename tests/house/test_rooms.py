"""Every part has the same furniture: small files, short functions, no hidden imports, no hidden effects."""

from __future__ import annotations

import ast
import re

from tests.house.plan import HOUSE, ROOT, functions, parts, place, sources, tree

LINES_AT_MOST = 200
FUNCTION_LINES_AT_MOST = 25
ROOMS = {
    *(
        "__init__",
        "apps",
        "models",
        "events",
        "reactions",
        "schedule",
        "panels",
        "commands",
        "checks",
        "forms",
        "views",
    ),
    *("api", "urls", "rights", "fields", "migrations", "tests", "templates", "static", "templatetags", "locale"),
}
OTHER_ROOMS = {
    "channels": {"gateways"},
    "diagnosis": {"engine", "guides"},
    "people": {"middleware", "sessions", "signing_in"},
    "portal": {"middleware"},
}


def test_no_file_is_longer_than_200_lines() -> None:
    long = {
        place(path): count
        for path in sources(tests=True)
        if (count := len(path.read_text().splitlines())) > LINES_AT_MOST
    }
    assert not long


def test_no_function_is_longer_than_25_lines() -> None:
    long = {}
    for path in sources():
        for function in functions(path):
            body = function.body[1:] if ast.get_docstring(function) else function.body
            length = (function.end_lineno or 0) - (body[0].lineno if body else function.lineno) + 1
            if length > FUNCTION_LINES_AT_MOST:
                long[f"{place(path, function)} {function.name}"] = length
    assert not long


def test_every_module_and_class_opens_with_a_sentence_of_meaning() -> None:
    silent = []
    for path in sources(tests=True):
        module = tree(path)
        if module.body and not ast.get_docstring(module):
            silent.append(place(path))
        for node in ast.walk(module) if path.name != "apps.py" else ():
            if isinstance(node, ast.ClassDef) and node.name != "Meta" and not ast.get_docstring(node):
                silent.append(f"{place(path, node)} {node.name}")
    assert not silent


def test_no_import_hides_inside_a_function() -> None:
    hidden = [
        place(path, node)
        for path in sources()
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not hidden


def test_there_are_no_signals_and_no_overridden_saves() -> None:
    hidden = []
    for path in sources():
        text = path.read_text()
        if re.search(r"\bfrom django\.(db\.models\.signals|dispatch) import", text):
            hidden.append(f"{place(path)} uses signals")
        hidden += [
            place(path, f) for f in functions(path) if f.name in {"save", "delete"} and "self" in ast.unparse(f.args)
        ]
    assert not hidden


def test_every_part_has_only_the_furniture_of_the_plan() -> None:
    strange = []
    for part in set(parts()) - {"core"}:
        allowed = ROOMS | OTHER_ROOMS.get(part, set())
        for path in (HOUSE / part).iterdir():
            if path.stem not in allowed and not path.name.startswith(("__", ".")):
                strange.append(f"{part}/{path.name}")
    assert not strange


def test_every_part_says_in_one_docstring_what_it_is_for() -> None:
    assert all(ast.get_docstring(tree(HOUSE / part / "__init__.py")) for part in parts())


def test_no_work_to_be_done_later_is_left_in_the_code() -> None:
    marks = re.compile(r"#.*\b(TODO|FIXME|XXX|HACK)\b")
    assert not [place(path) for path in sources(tests=True) if marks.search(path.read_text())]


def test_the_floor_plan_in_words_names_every_part() -> None:
    words = (ROOT / "fiverings" / "README.md").read_text()
    assert not [part for part in parts() if f"**{part}**" not in words]
