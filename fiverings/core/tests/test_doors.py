"""Doors: a stranger is led to sign in, who lacks the right is refused, a key needs the scope."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client

from fiverings.core import slots
from fiverings.core.doors import door
from fiverings.core.models import Entry
from fiverings.core.problems import Problem
from fiverings.core.slots import Panel, panels
from tests.world import World


@door(right="core.journal")
def room(request: HttpRequest) -> HttpResponse:
    return HttpResponse("inside")


@door(scope="journal:read", right="core.journal")
def endpoint(request: HttpRequest) -> HttpResponse:
    return HttpResponse("inside")


def visit(person: Any = None, key: Any = None) -> Any:
    request = HttpRequest()
    request.path = "/journal/"
    request.user = person or AnonymousUser()
    request.person, request.key = person, key  # type: ignore[attr-defined]
    return request


def test_a_stranger_is_led_to_sign_in(world: World) -> None:
    assert room(visit()).status_code == 302


def test_whoever_has_the_right_comes_in(world: World) -> None:
    assert room(visit(world.dana)).content == b"inside"


def test_whoever_lacks_the_right_is_refused(world: World) -> None:
    with pytest.raises(PermissionDenied):
        room(visit(world.ana))


def test_whoever_has_left_may_do_nothing(world: World) -> None:
    world.dana.is_active = False
    with pytest.raises(PermissionDenied):
        room(visit(world.dana))


def test_an_endpoint_says_no_as_a_problem(world: World) -> None:
    with pytest.raises(Problem) as refused:
        endpoint(visit())
    assert refused.value.status == 401
    with pytest.raises(Problem) as refused:
        endpoint(visit(world.ana))
    assert refused.value.status == 403


def test_a_key_opens_only_what_its_scopes_name(world: World) -> None:
    with pytest.raises(Problem, match="lacks the scope journal:read"):
        endpoint(visit(world.dana, SimpleNamespace(scopes=["cases:read"])))
    assert endpoint(visit(world.dana, SimpleNamespace(scopes=["journal:read"]))).content == b"inside"


def test_a_door_with_a_right_that_no_part_lists_is_not_hung() -> None:
    with pytest.raises(ValueError, match="lists the right"):
        door(right="core.fly")


def test_a_panel_that_fails_shows_its_name_and_an_error_never_a_broken_page(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel: slots.Slot[Any] = slots.Slot("panel")
    monkeypatch.setattr(slots, "panel", panel)

    @panel("customers.account", order=1)
    def break_down(request: HttpRequest, account: object) -> Panel:
        raise ZeroDivisionError("no cases")

    @panel("customers.account", order=2)
    def open_cases(request: HttpRequest, account: object) -> Panel:
        return Panel("Open cases", "x.html")

    shown = panels(panel, "customers.account", HttpRequest(), object())
    assert [each.title for each in shown] == ["core.break_down", "Open cases"]
    assert "no cases" in str(shown[0].context["error"])


def test_the_journal_page_tells_lines_in_sentences_to_those_who_may_read_it(world: World, client: Client) -> None:
    client.force_login(world.ana)
    assert client.get("/journal/").status_code == 403
    assert 'href="/journal/"' not in client.get("/").content.decode()
    client.force_login(world.dana)
    assert client.get("/journal/").status_code == 200
    assert 'href="/journal/"' in client.get("/").content.decode(), "the rail leads there"


def test_a_line_of_the_journal_leads_to_what_it_tells_of_and_to_its_own_page(world: World, client: Client) -> None:
    world.maple.make_confidential(reason="A dispute", by=world.dana)
    line = Entry.objects.about(world.maple).order_by("-id")[0]
    client.force_login(world.dana)
    page = client.get("/journal/").content.decode()
    assert f'<a class="title" href="/accounts/{world.maple.pk}/">' in page
    assert f'href="/journal/{line.pk}/"' in page and client.get(f"/journal/{line.pk}/").status_code == 200


def test_a_journal_page_without_lines_for_the_reader_says_just_that(world: World, client: Client) -> None:
    client.force_login(world.admin)
    assert "There is nothing here that you may read" in client.get("/journal/?before=1").content.decode()
