"""How the house tests look at the code: parts, files, functions and imports, read as text and never run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "fiverings"


@cache
def parts() -> tuple[str, ...]:
    """The parts that exist: every folder of the house that is a package."""
    return tuple(sorted(each.parent.name for each in HOUSE.glob("*/apps.py")))


def sources(*, tests: bool = False) -> Iterator[Path]:
    """Every Python file of the house, without migrations, and without tests unless asked."""
    for path in sorted(HOUSE.rglob("*.py")):
        inside = path.relative_to(HOUSE).parts
        if "migrations" not in inside and (tests or "tests" not in inside):
            yield path


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def place(path: Path, node: ast.AST | None = None) -> str:
    """Where something stands, as an editor can open it."""
    line = f":{node.lineno}" if node is not None and hasattr(node, "lineno") else ""
    return f"{path.relative_to(ROOT)}{line}"


def type_checking_blocks(module: ast.Module) -> Iterator[ast.If]:
    for node in ast.walk(module):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            yield node


def imported(node: ast.AST) -> Iterator[str]:
    """The modules that a statement imports."""
    match node:
        case ast.Import():
            yield from (alias.name for alias in node.names)
        case ast.ImportFrom():
            yield node.module or ""
