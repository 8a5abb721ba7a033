"""What a stranger sends as a file is never opened as a page of ours, whatever it calls itself, by any door."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from fiverings.channels.tests.mails import arrived, written
from fiverings.conversations.models import Message
from tests.house.plan import HOUSE, place
from tests.world import World

from .letters import File, receive

RUNS = b"<html><body><script>alert(document.domain)</script></body></html>"
DRAWN = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
ACTIVE = {
    "page.html": ("text/html", RUNS),
    "page.htm": ("TEXT/HTML; charset=utf-7", RUNS),
    "page.xhtml": ("application/xhtml+xml", RUNS),
    "drawing.svg": ("image/svg+xml", DRAWN),
    "drawing.png": ("image/png", DRAWN),
    "photo.jpg": ("image/jpeg", RUNS),
    "feed.xml": ("text/xml", RUNS),
    "sheet.xsl": ("application/xslt+xml", RUNS),
    "script.js": ("text/javascript", b"alert(1)"),
    "style.css": ("text/css", b"*{}"),
    "program.hta": ("application/hta", RUNS),
    "old.mht": ("multipart/related", RUNS),
    "part": ("message/partial", RUNS),
    "paper.pdf": ("application/pdf", b"%PDF-1.7 /JavaScript"),
    "nothing": ("", RUNS),
    "strange": ("x\r\nX-Evil: 1", RUNS),
}


@pytest.fixture
def message(world: World) -> Message:
    files = [
        File(content=content, name=name, content_type=kind.replace("\r\n", " "), inline=True, content_id=f"{name}@x")
        for name, (kind, content) in ACTIVE.items()
    ]
    html = "".join(f'<img src="cid:{name}@x">' for name in ACTIVE)
    return receive(world.priya, html_safe=html, attachments=files)


@pytest.fixture
def ana(world: World, client: Client) -> Client:
    client.force_login(world.ana)
    return client


def test_every_file_of_a_mail_is_saved_and_is_nothing_that_runs(ana: Client, message: Message) -> None:
    for each in message.attachments.all():
        answer = ana.get(reverse("attachment", args=[each.pk]))
        assert answer["Content-Disposition"].startswith("attachment;"), each.name
        assert answer["Content-Type"] in {"application/octet-stream", "image/png", "image/jpeg", "application/pdf"}
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_no_file_that_only_calls_itself_a_picture_is_shown_as_one(ana: Client, message: Message) -> None:
    sealed = [reverse("picture", args=[each.seal()]) for each in message.attachments.all()]
    assert [Client().get(address).status_code for address in sealed] == [404] * len(ACTIVE)


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("invoice\u202efdp.exe", "invoice_fdp.exe"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ('a"; filename="b.html', 'a\\"; filename=\\"b.html'),
        ("a\r\nX-Evil: 1", "a__X-Evil: 1"),
    ],
)
def test_a_name_says_what_it_ends_in_and_nothing_more(world: World, ana: Client, name: str, spoken: str) -> None:
    sent = receive(world.priya, attachments=[File(name=name)]).attachments.get()
    answer = ana.get(reverse("attachment", args=[sent.pk]))
    assert answer["Content-Disposition"] == f'attachment; filename="{spoken}"'


def test_a_mail_as_it_came_is_saved_and_never_shown(world: World, client: Client) -> None:
    arrival = arrived(world.mailbox, written(subject="<script>alert(1)</script>"))
    client.force_login(world.dana)
    answer = client.get(reverse("arrival-source", args=[arrival.pk]))
    assert answer["Content-Disposition"].startswith("attachment;") and answer["Content-Type"] == "message/rfc822"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


HANDS_OUT = {"FileResponse", "StreamingHttpResponse", "Content-Disposition"}


def handing_out() -> Iterator[str]:
    """Every place of the product that hands a file to a browser by itself."""
    for path in HOUSE.rglob("*.py"):
        if "tests" not in path.parts and path.name != "handing_out.py":
            for node in ast.walk(ast.parse(path.read_text())):
                name = getattr(node, "id", getattr(node, "value", ""))
                if isinstance(node, ast.Name | ast.Constant) and isinstance(name, str) and name in HANDS_OUT:
                    yield place(path, node)


def test_every_door_hands_out_files_in_the_one_way_that_is_safe() -> None:
    assert not list(handing_out())
