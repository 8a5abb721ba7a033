"""What was said stays as it was said: not the ORM, not bulk updates, not SQL can change it; being forgotten can."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from fiverings.conversations.models import Message, Note

from .letters import File, receive

CHANGES = ["text", "new_text", "subject", "html_safe", "message_id", "source", "auto", "visibility"]


def refused(act):
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        act()


@pytest.mark.parametrize("column", CHANGES)
def test_no_word_of_a_message_changes(world, column):
    message = receive(world.priya)
    setattr(message, column, "internal" if column == "visibility" else "other words")
    refused(message.save)
    refused(lambda: Message.objects.filter(pk=message.pk).update(**{column: getattr(message, column)}))
    refused(lambda: Message.objects.bulk_update([message], [column]))


def test_plain_sql_changes_and_removes_nothing(world):
    message = receive(world.priya, attachments=[File()])
    note = message.thread.journey.note("Careful", by=world.ana)
    connection.check_constraints()
    with connection.cursor() as cursor:
        for sql in (
            "UPDATE conversations_message SET text = 'x'",
            "UPDATE conversations_message SET \"to\" = '{x}'",
            "DELETE FROM conversations_attachment",
            "TRUNCATE conversations_message CASCADE",
            f"UPDATE conversations_note SET text = 'x' WHERE id = {note.pk}",
            f"DELETE FROM conversations_note WHERE id = {note.pk}",
        ):
            refused(lambda sql=sql: cursor.execute(sql))


def test_what_became_of_its_delivery_is_written_beside_it(world):
    message = receive(world.priya)
    message.mark_sent(by_server="mx.example")
    message.mark_bounced("mailbox full")
    message.refresh_from_db()
    assert (message.sent_by_server, message.bounce_reason) == ("mx.example", "mailbox full")


def test_a_report_is_told_once(world):
    message = receive(world.priya)
    message.mark_bounced("mailbox full")
    Message.objects.get(pk=message.pk).mark_bounced("again")
    message.refresh_from_db()
    assert message.bounce_reason == "mailbox full"


def test_a_person_who_is_forgotten_leaves_a_message_without_words(world):
    message = receive(world.priya)
    with connection.cursor() as cursor:
        cursor.execute("SELECT core_forget('conversations_message', %s)", [message.pk])
    message.refresh_from_db()
    assert (message.text, message.subject, message.to) == ("(erased)", "(erased)", [])
    assert message.message_id == "1@mapledental.example"


def test_notes_are_internal_and_need_words(world):
    journey = receive(world.priya).thread.journey
    note = journey.note("  She is upset. ", by=world.ana)
    assert note.text == "She is upset."
    with pytest.raises(Exception, match="needs words"):
        journey.note("  ", by=world.ana)
    assert Note.objects.count() == 1
