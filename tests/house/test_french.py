"""What customers read in French is compiled from its source, and each of its sentences is one that the code says."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from io import BytesIO
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from tests.house.plan import ROOT

FRENCH = ROOT / "config" / "locale" / "fr" / "LC_MESSAGES"
NOUNS = {"case"}
"""Said by the names of our records."""


def source() -> Catalog:
    with (FRENCH / "django.po").open("rb") as written:
        return read_po(written, locale="fr")


def sentences(catalogue: Catalog) -> dict[str, str]:
    return {str(each.id): str(each.string) for each in catalogue if each.id}


def said_by_the_code() -> Iterator[str]:
    for path in (ROOT / "fiverings").rglob("models/*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def named_in(words: str) -> set[str | None]:
    return {name for _text, name, _form, _kind in Formatter().parse(words)}


def test_what_is_read_is_compiled_from_what_is_written() -> None:
    compiled = BytesIO()
    write_mo(compiled, source())
    with (FRENCH / "django.mo").open("rb") as kept:
        assert sentences(read_mo(kept)) == sentences(read_mo(BytesIO(compiled.getvalue()))) == sentences(source())


def test_each_sentence_is_still_said_and_names_the_same_in_both_languages() -> None:
    said = set(said_by_the_code()) | NOUNS
    assert [each for each in sentences(source()) if each not in said] == []
    assert [each for each, french in sentences(source()).items() if named_in(each) - named_in(french)] == []
