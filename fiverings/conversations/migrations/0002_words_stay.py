"""What was said stays as it was said; only what became of it is written beside it."""

from django.db import migrations

from fiverings.core.database import immutable

SAID = ("direction", "visibility", "contact_id", "author_id", "to", "cc", "subject", "text", "new_text")
HEADERS = ("html_safe", "message_id", "in_reply_to", "references", "source", "auto", "at")

RULES = """
CREATE FUNCTION conversations_keep_the_thread() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    this_transaction bigint := pg_current_xact_id()::text::bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM conversations_separation s WHERE NEW.id = ANY(s.messages)
                   AND ((s.before_id = OLD.thread_id AND s.thread_id = NEW.thread_id AND s.xact = this_transaction)
                   OR (s.thread_id = OLD.thread_id AND s.before_id = NEW.thread_id
                       AND s.undone_in = this_transaction))) THEN
        RAISE EXCEPTION 'A message stays in its thread: never changed but by a separation, or by undoing one'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'conversations_message_stays_in_its_thread';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER conversations_keep_the_thread BEFORE UPDATE OF thread_id ON conversations_message
    FOR EACH ROW WHEN (OLD.thread_id IS DISTINCT FROM NEW.thread_id) EXECUTE FUNCTION conversations_keep_the_thread();
COMMENT ON TRIGGER conversations_keep_the_thread ON conversations_message IS
    'the thread changes only with a separation, or its undoing, in the same transaction';
"""
NO_RULES = """
DROP TRIGGER conversations_keep_the_thread ON conversations_message; DROP FUNCTION conversations_keep_the_thread;
"""


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
        migrations.RunSQL(RULES, NO_RULES),
        immutable(
            "conversations_separation", "contact_id", "before_id", "thread_id", "messages", "at", "xact"
        ),
        immutable("conversations_blob"),
        immutable("conversations_note", personal=("text",)),
        immutable("conversations_attachment", personal=("name",)),
    )
