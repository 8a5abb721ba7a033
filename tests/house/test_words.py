"""We speak the words of our trade: glossary and code agree, and forbidden words appear nowhere."""

from __future__ import annotations

import ast
import re

import pytest
from django.apps import apps

from tests.house.plan import HOUSE, ROOT, functions, parts, place, sources, tree

TEXTS = re.compile(
    r"{%\s*(?:translate|trans)\s+[\"']([^\"']+)|{%\s*blocktranslate[^%]*%}(.*?){%\s*endblocktranslate", re.S
)


def glossary() -> str:
    return (ROOT / "GLOSSARY.md").read_text()


def section(title: str) -> list[str]:
    """The words listed in backticks under a heading of the glossary."""
    found = glossary().split(f"## {title}")[1].split("\n## ")[0]
    return re.findall(r"`([^`]+)`", found)


def words_in(name: str) -> set[str]:
    """`CaseManager` and `case_manager` both hold `case` and `manager`."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def test_every_noun_of_the_house_is_in_the_glossary() -> None:
    listed = set(re.findall(r"^\| `(\w+)`", glossary(), re.M))
    nouns = {
        model.__name__
        for model in apps.get_models()
        if model._meta.app_label in parts() and not model._meta.auto_created
    }
    assert not nouns - listed


def test_names_of_models_fields_and_verbs_use_no_forbidden_word() -> None:
    forbidden, allowed = set(section("Forbidden in names")), set(section("Allowed as they stand"))
    wrong = []
    for model in apps.get_models():
        if model._meta.app_label in parts():
            names = [model.__name__, *(field.name for field in model._meta.local_fields)]
            wrong += [
                f"{model._meta.label} {name}" for name in names if words_in(name) & forbidden and name not in allowed
            ]
    for path in sources():
        names = [f.name for f in functions(path)] + [
            n.name for n in ast.walk(tree(path)) if isinstance(n, ast.ClassDef)
        ]
        wrong += [f"{place(path)} {name}" for name in names if words_in(name) & forbidden and name not in allowed]
    assert not wrong


@pytest.mark.parametrize("part", parts())
def test_texts_on_pages_use_no_forbidden_word(part: str) -> None:
    forbidden = re.compile(rf"\b({'|'.join(section('Forbidden in texts'))})s?\b", re.I)
    wrong = []
    for path in (HOUSE / part).rglob("*.html"):
        for texts in TEXTS.findall(path.read_text()):
            wrong += [f"{place(path)}: {text.strip()}" for text in texts if forbidden.search(text)]
    assert not wrong
