"""What was said stays as it was said; only what became of it is written beside it."""

from django.db import migrations

from fiverings.core.database import immutable

SAID = ("thread_id", "direction", "visibility", "contact_id", "author_id", "to", "cc", "subject", "text", "new_text")
HEADERS = ("html_safe", "message_id", "in_reply_to", "references", "source", "auto", "at")


class Migration(migrations.Migration):
    """Messages, notes and attachments are never changed or deleted, except that a person is forgotten."""

    dependencies = (("conversations", "0001_initial"), ("core", "0002_rules"))

    operations = (
        immutable(
            "conversations_message",
            *SAID,
            *HEADERS,
            personal=("to", "cc", "subject", "text", "new_text", "html_safe"),
        ),
        immutable("conversations_note", personal=("text",)),
        immutable("conversations_attachment", personal=("name",)),
    )
