"""Prepared words are checked when they are saved, filled in for a case, and never sent with a hole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from fiverings.cases.models import Case
from fiverings.channels.models.letter import Letter
from fiverings.conversations.models import Draft, Message, NothingKnown, Template, UnknownField
from fiverings.conversations.models.template import NotATemplate
from fiverings.core import clock
from fiverings.core.models import Entry
from tests.world import World

from .standing import past_the_gate, written
from .test_programs import Program

Settle = Callable[..., None]


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    return past_the_gate(written(world.priya, settle, "It rings at the wrong place.", at=clock.now()))


def prepare(world: World, text: str, **more: Any) -> Template:
    columns = {"kind": "answer", "name": "Hello", "team": None, "language": "en", "text": text}
    return Template.write(by=world.dana, **columns | more)


def page(person: Any, name: str, *given: Any) -> str:
    client = Client()
    client.force_login(person)
    return " ".join(client.get(reverse(name, args=given)).content.decode().split())


def test_an_unknown_field_is_refused_by_name_with_those_that_are_known(world: World) -> None:
    with pytest.raises(UnknownField, match=r"\{customer.firstname\} is not known.*\{customer.first_name\}"):
        prepare(world, "Dear {customer.firstname},")
    for broken in ("Dear {customer.name", "Dear }", "Dear {{customer.name}}", "Dear {}"):
        with pytest.raises(UnknownField):
            prepare(world, broken)
    with pytest.raises(UnknownField):
        prepare(world, "For {customer.name}", kind="signature")
    with pytest.raises(NotATemplate):
        prepare(world, "Dear", language="english please")
    assert not Template.objects.exists()


def test_every_field_is_filled_in_for_the_case(case: Case, world: World) -> None:
    case.promise_spoken(kind="fix", due_at=clock.now() + timedelta(hours=3), by=world.ana)
    text = "Dear {customer.first_name}, {case.number} by {promise.time}. {person.name}, {team.brand}"
    draft = case.take_template(prepare(world, text), by=world.ana)
    assert draft.text.startswith(f"Dear Priya, {case.number} by ") and draft.text.endswith(". Ana Costa, Northbell")
    assert " on " in draft.text and "(Toronto time)" in draft.text
    assert "{" not in draft.text
    again = case.take_template(prepare(world, "More"), by=world.ana)
    assert again.text == f"{draft.text}\n\nMore"


def test_what_is_not_known_is_said_and_nothing_is_taken(case: Case, world: World) -> None:
    template = prepare(world, "By {promise.time}, {customer.first_name}")
    world.priya.name = "priya@mapledental.example"
    world.priya.save(update_fields=["name"])
    case = Case.objects.get(pk=case.pk)
    for each in case.prepared(by=world.ana):
        assert each.missing == "Nothing is known for {promise.time}, {customer.first_name}."
    with pytest.raises(NothingKnown):
        case.take_template(template, by=world.ana)
    assert not Draft.objects.filter(person=world.ana).exists()
    told = page(world.ana, "case-templates", case.number)
    assert "Nothing is known for" in told and "Take it" not in told


def test_the_language_of_the_customer_comes_first_and_other_teams_words_do_not_come(case: Case, world: World) -> None:
    prepare(world, "Hello", name="A")
    prepare(world, "Bonjour", name="B", language="fr")
    prepare(world, "Theirs", name="C", team=world.ops if hasattr(world, "ops") else None)
    world.priya.language = "fr"
    world.priya.save(update_fields=["language"])
    found = Case.objects.get(pk=case.pk).prepared(by=world.ana)
    assert found[0].words == "Bonjour"


def test_a_template_is_taken_into_the_draft_and_nothing_is_sent(case: Case, world: World) -> None:
    template = prepare(world, "Dear {customer.first_name},")
    assert "Dear Priya," in page(world.ana, "case-templates", case.number)
    assert reverse("case-templates", args=[case.number]) in page(world.ana, "case", case.number)
    client = Client()
    client.force_login(world.ana)
    act = reverse("case-template", args=[case.number, template.pk])
    said = Message.objects.count()
    assert client.get(act).status_code == 405
    assert client.post(act).status_code == 302
    assert "Dear Priya," in page(world.ana, "case", case.number)
    assert Message.objects.count() == said


def test_who_prepares_words_writes_changes_and_withdraws_them(world: World) -> None:
    client = Client()
    client.force_login(world.dana)
    given = {"kind": "answer", "name": "Hello", "team": "", "language": "en", "text": "Hi {customer.nam}"}
    refused = client.post(reverse("template-new"), given)
    assert refused.status_code == 422 and "{customer.nam} is not known" in refused.content.decode()
    assert client.post(reverse("template-new"), given | {"text": "Hi {customer.name}"}).status_code == 302
    template = Template.objects.get()
    assert "Hi Priya Shah" in page(world.dana, "templates")
    assert client.post(reverse("template", args=[template.pk]), given | {"text": "Hallo"}).status_code == 302
    assert client.post(reverse("template-withdrawal", args=[template.pk])).status_code == 302
    assert "Nothing is prepared yet" in page(world.dana, "templates")
    kinds = Entry.objects.filter(kind__contains="Template").order_by("id").values_list("kind", flat=True)
    assert [each.rpartition(".")[2] for each in kinds] == ["TemplateWritten", "TemplateChanged", "TemplateWithdrawn"]
    client.force_login(world.ana)
    assert client.post(reverse("template-new"), given).status_code == 403


def test_a_signature_stands_once_below_what_one_of_us_writes(case: Case, world: World) -> None:
    prepare(world, "{person.name}\nTel. {person.phone}\n{team.brand}", kind="signature")
    prepare(world, "Cordialement", kind="signature", language="fr")
    message = case.reply("Hello", by=world.ana)
    assert message.text == "Hello" and message.sign_off == "Ana Costa\nNorthbell"
    mail = Letter(message, world.mailbox).compose()
    plain, html = (mail.get_body((each,)) for each in ("plain", "html"))
    assert plain is not None and html is not None
    assert plain.get_content().replace("\r\n", "\n") == "Hello\n\n-- \nAna Costa\nNorthbell\n"
    assert '<p class="signature">-- <br>' in html.get_content()
    assert mail.get_content_type() == "multipart/alternative"
    Template.objects.get(language="en").change(text="Other", by=world.dana)
    message.refresh_from_db()
    assert message.sign_off == "Ana Costa\nNorthbell"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE conversations_message SET sign_off = 'x' WHERE id = %s", [message.pk])


def test_one_team_has_one_signature_in_a_language(world: World) -> None:
    prepare(world, "Ours", kind="signature")
    with pytest.raises(NotATemplate):
        prepare(world, "Another", kind="signature")


def test_a_program_reads_how_a_template_reads_on_a_case(case: Case, world: World) -> None:
    template = prepare(world, "Dear **{customer.name}**, [read](https://maple.example/a)")
    told = Program(world.ana).get(f"/cases/{case.number}/templates/{template.pk}").json()
    assert told["words"] == "Dear **Priya Raman**, [read](https://maple.example/a)"
    assert told["plain"] == "Dear **Priya Raman**, read (https://maple.example/a)"
    assert "Dear <strong>Priya Raman</strong>" in told["html"] and told["missing"] == ""


def test_a_signature_falls_back_from_a_region_to_its_language_and_at_last_to_ours(world: World) -> None:
    def signed(language: str) -> str:
        return Template.objects.signature_of(world.ana, language=language)

    assert signed("fr-CA") == ""
    for team, language in ((None, "en"), (world.ana.team(), "en"), (None, "fr"), (world.ana.team(), "fr-ca")):
        text = f"{language} of {team.pk if team else 'all'}"
        Template.write(by=world.dana, kind="signature", name="S", team=team, language=language, text=text)
    ours = world.ana.team().pk
    assert (signed("fr-CA"), signed("fr-BE"), signed("fr")) == (f"fr-ca of {ours}", "fr of all", "fr of all")
    assert signed("de") == signed("") == signed("en-GB") == f"en of {ours}"
    Template.objects.get(kind="signature", team=ours, language="en").withdraw(by=world.dana)
    assert signed("de") == "en of all"


def test_templates_in_their_own_tongue_come_first_then_in_ours(case: Case, world: World) -> None:
    world.priya.language = "fr-CA"
    world.priya.save()
    for language in ("de", "en", "fr", "fr-ca", "fr-be"):
        prepare(world, "Hello", language=language, name=language)
    assert [each.template.language for each in case.prepared(by=world.ana)] == ["fr-ca", "fr", "fr-be", "en", "de"]
