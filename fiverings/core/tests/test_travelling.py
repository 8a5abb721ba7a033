"""Travelling: pages come compressed and ask for one stylesheet; files come as they are."""

from __future__ import annotations

from gzip import decompress
from pathlib import Path

from django.contrib.staticfiles.finders import find
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import Client
from django.utils.functional import empty

from fiverings.core.styles import BOUND, sheets
from fiverings.core.templatetags.looks import address, stylesheets
from tests.world import World

TAKES_IT = {"accept-encoding": "gzip"}


def somebody(world: World) -> Client:
    client = Client()
    client.force_login(world.ana)
    return client


def test_a_page_travels_compressed_to_who_takes_it(world: World) -> None:
    plain = somebody(world).get("/cases/")
    packed = somebody(world).get("/cases/", headers=TAKES_IT)
    assert packed["Content-Encoding"] == "gzip" and len(packed.content) < len(plain.content) / 2
    assert b"<h1>Cases</h1>" in decompress(packed.content) and "Accept-Encoding" in packed["Vary"]


def test_a_picture_travels_as_it_is(world: World) -> None:
    assert "Content-Encoding" not in somebody(world).get("/help/pictures/home.png", headers=TAKES_IT).headers


def test_where_static_files_are_laid_out_a_page_asks_for_one_sheet_that_holds_all(tmp_path: Path, settings) -> None:
    hashed = {"BACKEND": "fiverings.core.files.HashedStaticFiles"}
    settings.STATIC_ROOT, settings.STORAGES = tmp_path, settings.STORAGES | {"staticfiles": hashed}
    kept, staticfiles_storage._wrapped = staticfiles_storage._wrapped, empty
    for each in (stylesheets, address):
        each.cache_clear()
    try:
        call_command("collectstatic", verbosity=0, interactive=False)
        (link,) = [line for line in stylesheets().splitlines() if "/fonts/" not in line]
        whole = (tmp_path / link.split('"')[3].removeprefix("/static/")).read_text(encoding="utf-8")
    finally:
        staticfiles_storage._wrapped = kept
        for each in (stylesheets, address):
            each.cache_clear()
    assert BOUND.removesuffix(".css") in link and len(sheets()) > 30
    assert all(first_line(name) in whole for name in sheets()) and 'url("../chevron.svg")' not in whole


def first_line(name: str) -> str:
    return Path(str(find(name))).read_text(encoding="utf-8").splitlines()[0]
