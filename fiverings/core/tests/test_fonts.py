"""Fonts: pages are set in those that are installed, and in the system's where there are none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.finders import get_finder

from fiverings.core.files import FontsFinder
from fiverings.core.styles import FONTS, fonts
from fiverings.core.templatetags.looks import stylesheets


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    def forget() -> None:
        for each in (get_finder, fonts, stylesheets):
            each.cache_clear()

    forget()
    yield
    forget()


def install(folder: Path, *files: str) -> None:
    for name in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")


def test_where_fonts_are_installed_a_page_asks_for_them_before_our_own_styles(tmp_path: Path, settings) -> None:
    install(tmp_path, *(name.removeprefix("fonts/") for name in FONTS))
    settings.STATICFILES_DIRS = [("fonts", tmp_path)]
    assert [line.split('"')[3] for line in stylesheets().splitlines()][:3] == [
        *(f"/static/{name}" for name in FONTS),
        "/static/core/css/layers.css",
    ]


def test_without_fonts_a_page_asks_for_none(settings) -> None:
    settings.STATICFILES_DIRS = []
    assert "fonts/" not in stylesheets()


def test_of_a_font_only_what_pages_ask_for_and_its_licence_is_laid_out(tmp_path: Path, settings) -> None:
    asked = {"inter/wght.css", "inter/LICENSE", "inter/files/inter-latin-wght-normal.woff2"}
    unasked = {
        "inter/index.css",
        "inter/wght-italic.css",
        "inter/files/inter-latin-opsz-normal.woff2",
        "inter/README.md",
    }
    install(tmp_path, *asked, *unasked)
    settings.STATICFILES_DIRS = [("fonts", tmp_path)]
    assert {path for path, _storage in FontsFinder().list([])} == asked
    assert finders.find("fonts/inter/wght.css") == str(tmp_path / "inter/wght.css")
