"""Prepared words are shown as they would read to a customer, with and without HTML, before they are saved."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from fiverings.conversations.forms import FIELDS_IN_WORDS
from fiverings.conversations.models import FIELDS, Template
from tests.world import World

TYPED = {"kind": "answer", "name": "Hello", "team": "", "language": "en", "customer": ""}


def dana(world: World) -> Client:
    client = Client()
    client.force_login(world.dana)
    return client


def look(world: World, text: str, **more: Any) -> str:
    given = TYPED | {"text": text, "preview": "1"} | more
    return dana(world).post(reverse("template-new"), given).content.decode()


def test_what_is_typed_is_shown_for_an_example_and_not_saved(world: World) -> None:
    page = look(world, "Dear **{customer.name}**, see [it](https://northbell.example/a)")
    assert "Dear <strong>Priya Shah</strong>" in page and "see it (https://northbell.example/a)" in page
    assert not Template.objects.exists() and "{customer.name}</textarea>" not in page
    assert "Dear **{customer.name}**, see" in page


def test_it_is_shown_for_a_customer_of_ours_with_the_signature_that_will_stand_below(world: World) -> None:
    signature = {"kind": "signature", "name": "Ours", "team": None, "language": "en", "text": "*{person.name}*"}
    Template.write(by=world.dana, **signature)
    page = look(world, "Dear {customer.name} of {account.name}", customer=world.priya.pk)
    assert f"Dear {world.priya.name} of Maple Dental" in page and f"<em>{world.dana.name}</em>" in page


def test_what_is_missing_and_what_is_unknown_is_said(world: World) -> None:
    world.priya.name = "priya@mapledental.example"
    world.priya.save()
    page = look(world, "Dear {customer.name}", customer=world.priya.pk)
    assert "Nothing is known for {customer.name}" in page
    page = look(world, "Dear {customer.frist_name}")
    assert "{customer.frist_name} is not known" in page and "How it reads" not in page


def test_what_stands_is_shown_at_once_and_every_field_is_listed(world: World) -> None:
    assert tuple(FIELDS_IN_WORDS) == FIELDS
    template = Template.write(by=world.dana, kind="answer", name="Hello", team=None, language="en", text="- a\n- b")
    page = dana(world).get(reverse("template", args=[template.pk])).content.decode()
    assert "<li>a</li>" in page and all(f'data-field="{each}"' in page for each in FIELDS)


def test_nobody_is_offered_whom_they_may_not_see(world: World) -> None:
    world.harbour.make_confidential(reason="A lawsuit", by=world.admin)
    world.harbour.accesses.all().delete()
    page = dana(world).get(reverse("template-new")).content.decode()
    assert world.priya.name in page and world.nadia.name not in page
