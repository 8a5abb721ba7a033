"""A story shows what is new in a mail; its subject and what it quotes are not lost to those who read it."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from fiverings.conversations.models import Message, Story, Told
from fiverings.conversations.models.told import tell_message
from fiverings.conversations.tests.letters import File, receive
from tests.world import World

NEW, QUOTED = "The line is dead.", "\n\n> You wrote last week\n> that it works."


def told(message: Message, world: World) -> list[Told]:
    return [each for each in Story(message.thread.journey, person=world.ana).entries() if each.kind.startswith("mail")]


def test_what_a_mail_quotes_is_folded_and_opened_by_whoever_sees_the_mail(world: World, client: Client) -> None:
    message = receive(world.priya, new_text=NEW, quoted=QUOTED)
    (entry,) = told(message, world)
    assert entry.folds and entry.words == "The line is dead."
    client.force_login(world.ana)
    page = client.get(reverse("message-words", args=[message.pk]), headers={"hx-request": "true"}).content.decode()
    assert "that it works." in page and "<html" not in page
    client.force_login(world.gus)
    stranger = client.get(reverse("message-words", args=[message.pk])).status_code
    assert (stranger == 200) == Message.objects.visible_to(world.gus).filter(pk=message.pk).exists()


def test_a_mail_that_quotes_nothing_has_nothing_folded(world: World) -> None:
    message = receive(world.priya, new_text=NEW, quoted="\n")
    assert not told(message, world)[0].folds
    framed = receive(world.priya, new_text=NEW, quoted=QUOTED, html_safe="<p>The line is dead.</p>")
    assert not told(framed, world)[0].folds


def test_a_subject_is_told_once_and_again_when_it_becomes_another(world: World) -> None:
    first = receive(world.priya, subject="No calls")
    receive(world.priya, thread=first.thread, subject="Re: No calls")
    receive(world.priya, thread=first.thread, subject="And the fax too")
    assert [each.subject for each in told(first, world)] == ["No calls", "", "And the fax too"]


def test_a_mail_without_words_says_so(world: World) -> None:
    assert "without words" in told(receive(world.priya, new_text=""), world)[0].notes


def test_a_signature_is_said_in_words_and_no_file(world: World) -> None:
    files = [File(), File(name="s.p7s", content_type="application/pkcs7-signature")]
    plain = receive(world.priya, attachments=files)
    assert [each.name for each in told(plain, world)[0].attachments] == ["invoice.pdf", "s.p7s"]
    signed = receive(world.priya, attachments=files)
    signed.signature = "unknown"
    assert [each.name for each in tell_message(signed).attachments] == ["invoice.pdf"]
