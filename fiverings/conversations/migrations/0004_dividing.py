"""Words leave their thread also by a division, for a conversation of the same customer."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import fiverings.core.models.entry
from fiverings.core.database import immutable

KEPT = """
CREATE OR REPLACE FUNCTION conversations_keep_the_thread() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    this_transaction bigint := pg_current_xact_id()::text::bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM conversations_separation s WHERE NEW.id = ANY(s.messages)
                   AND ((s.before_id = OLD.thread_id AND s.thread_id = NEW.thread_id AND s.xact = this_transaction)
                   OR (s.thread_id = OLD.thread_id AND s.before_id = NEW.thread_id
                       AND s.undone_in = this_transaction))){divided} THEN
        RAISE EXCEPTION 'A message stays in its thread: never changed but by a separation, or by undoing one'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'conversations_message_stays_in_its_thread';
    END IF;
    RETURN NEW;
END $$;
COMMENT ON TRIGGER conversations_keep_the_thread ON conversations_message IS
    'the thread changes only with a separation, or its undoing,{or_divided} in the same transaction';
"""
DIVIDED = """
       AND NOT EXISTS (SELECT FROM conversations_division d
                   JOIN conversations_thread before ON before.id = d.before_id
                   JOIN conversations_thread after ON after.id = d.thread_id
                   JOIN conversations_journey theirs ON theirs.id = before.journey_id
                   JOIN conversations_journey own ON own.id = after.journey_id
                   WHERE NEW.id = ANY(d.messages) AND d.before_id = OLD.thread_id AND d.thread_id = NEW.thread_id
                   AND d.xact = this_transaction
                   AND own.account_id = theirs.account_id AND own.opened_for_id = theirs.opened_for_id)"""


class Migration(migrations.Migration):
    """Adds divisions, and lets them move the words that they name."""

    dependencies = (("conversations", "0003_calls"),)

    operations = (
        migrations.CreateModel(
            name="Division",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("messages", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ("at", models.DateTimeField()),
                (
                    "xact",
                    models.BigIntegerField(db_default=fiverings.core.models.entry.CurrentTransaction(), editable=False),
                ),
                (
                    "before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="divisions",
                        to="conversations.thread",
                    ),
                ),
                (
                    "thread",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="division",
                        to="conversations.thread",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.RunSQL(
            KEPT.format(divided=DIVIDED, or_divided=" or with a division"), KEPT.format(divided="", or_divided="")
        ),
        immutable("conversations_division"),
    )
