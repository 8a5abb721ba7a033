"""Styles and scripts: which there are, and in which order a page asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.contrib.staticfiles.finders import find

CORE = Path(__file__).resolve().parent / "static"
FONTS = ("fonts/inter/wght.css", "fonts/source-serif-4/wght.css")
ORDER = ("layers.css", "tokens.css", "base.css", "frames/*.css", "components/*.css", "utilities.css")
BOUND = "core/css/house.css"
"""All sheets in one, beside those from which others are named."""


@cache
def sheets() -> tuple[str, ...]:
    """Every stylesheet of the house: core's from the ground up, then one of each part that has one."""
    core = [path for pattern in ORDER for path in sorted((CORE / "core/css").glob(pattern))]
    return (*(str(path.relative_to(CORE)) for path in core), *_parts_own(".css"))


def bound() -> str:
    """All of them as one, so that a browser asks once."""
    return "\n".join(Path(str(find(name))).read_text(encoding="utf-8") for name in sheets())


@cache
def fonts() -> tuple[str, ...]:
    """The stylesheets of the fonts, where they are installed; else the pages are set in those of the system."""
    return tuple(name for name in FONTS if find(name))


@cache
def modules() -> tuple[str, ...]:
    """Every script module of the house: core's first, then those of each part."""
    return ("core/js/core.js", *_parts_own(".js"))


def _parts_own(ending: str) -> Iterator[str]:
    for part in apps.get_app_configs():
        folder = Path(part.path) / "static" / part.label
        if part.name.startswith("fiverings.") and part.label != "core":
            yield from (f"{part.label}/{path.name}" for path in sorted(folder.glob(f"*{ending}")))
