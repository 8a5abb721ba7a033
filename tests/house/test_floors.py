"""The floor plan is kept: who may import whom, who may reach what, where foreign keys point."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField, OneToOneField

from tests.house.plan import HOUSE, ROOT, imported, parts, place, sources, tree, type_checking_blocks

LINT = Path(sys.prefix) / "bin" / "lint-imports"
OURS = re.compile(r"^fiverings\.(\w+)(?:\.(\w+))?")
OPEN_TO_OTHERS = {"models", "events"}


def floors() -> list[list[str]]:
    """The plan, from the top floor down, as the linter's contract has it."""
    plan = (ROOT / ".importlinter").read_text()
    contract = plan.split("[importlinter:contract:floors]")[1].split("[importlinter:")[0]
    lines = contract.split("layers =")[1].splitlines()
    words = [re.sub(r"#.*|[()]", "", line).strip() for line in lines]
    return [[part.strip() for part in line.split("|")] for line in words if line]


def height() -> dict[str, int]:
    return {part: -floor for floor, names in enumerate(floors()) for part in names}


def test_every_part_has_its_place_in_the_plan() -> None:
    assert set(parts()) <= set(height())


def test_every_part_imports_only_from_the_floors_below_it() -> None:
    ran = subprocess.run([LINT], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize(
    ("where", "what", "complaint"),
    [
        ("customers/models/broken.py", "from fiverings.cases.models import Case\n", "not allowed to import"),
        ("cases/models/broken.py", "import fiverings.cases.urls\n", "not allowed to import"),
        ("lobby/__init__.py", "", "lobby"),
    ],
)
def test_the_floor_plan_fails_when_it_is_broken(tmp_path: Path, where: str, what: str, complaint: str) -> None:
    skip = shutil.ignore_patterns("static", "templates", "tests", "locale", "__pycache__")
    shutil.copytree(HOUSE, tmp_path / "fiverings", ignore=skip)
    shutil.copy(ROOT / ".importlinter", tmp_path)
    broken = tmp_path / "fiverings" / where
    broken.parent.mkdir(parents=True, exist_ok=True)
    broken.write_text(what)
    ran = subprocess.run([LINT, "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode != 0
    assert complaint in ran.stdout + ran.stderr


def test_from_another_part_only_models_and_events_are_imported_and_anything_of_core() -> None:
    reaches = []
    for path in sources():
        own = path.relative_to(HOUSE).parts[0]
        for node in ast.walk(tree(path)):
            for name in imported(node):
                found = OURS.match(name)
                if found and found[1] not in {own, "core"} and found[2] not in OPEN_TO_OTHERS:
                    reaches.append(f"{place(path, node)} imports {name}")
    assert not reaches


def test_types_are_not_imported_from_floors_above_either() -> None:
    heights = height()
    upward = []
    for path in sources():
        own = path.relative_to(HOUSE).parts[0]
        for block in type_checking_blocks(tree(path)):
            for node in ast.walk(block):
                for name in imported(node):
                    found = OURS.match(name)
                    if found and own in heights and found[1] != own and heights[found[1]] >= heights[own]:
                        upward.append(f"{place(path, node)} imports {name}")
    assert not upward


def test_foreign_keys_point_down_and_hide_their_reverse_name_when_they_cross_parts() -> None:
    heights = height()
    wrong = []
    for model in apps.get_models():
        own = model._meta.app_label
        if own not in heights:
            continue
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            if not isinstance(field, ForeignKey | OneToOneField | ManyToManyField):
                continue
            other = field.related_model._meta.app_label
            if other == own or other not in heights:
                continue
            if heights[other] >= heights[own]:
                wrong.append(f"{model._meta.label}.{field.name} points up to {other}")
            if not field.remote_field.hidden:
                wrong.append(f"{model._meta.label}.{field.name} needs related_name='+'")
    assert not wrong
