"""Notes and calls leave their journey by a transfer, for another one of the same customer."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import fiverings.core.models.entry
from fiverings.core.database import immutable

SAID = {
    "conversations_note": ("author_id", "text", "at"),
    "conversations_call": ("contact_id", "person_id", "direction", "talked", "words", "at"),
}
KEEP_THE_JOURNEY = """
CREATE FUNCTION conversations_keep_the_journey() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM conversations_transfer t
                   JOIN conversations_journey theirs ON theirs.id = t.before_id
                   JOIN conversations_journey own ON own.id = t.journey_id
                   WHERE NEW.id = ANY(CASE TG_TABLE_NAME WHEN 'conversations_note' THEN t.notes ELSE t.calls END)
                   AND t.before_id = OLD.journey_id AND t.journey_id = NEW.journey_id
                   AND t.xact = pg_current_xact_id()::text::bigint
                   AND own.account_id = theirs.account_id AND own.opened_for_id = theirs.opened_for_id) THEN
        RAISE EXCEPTION 'A note or a call stays on its journey: never changed but by a transfer'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'conversations_what_is_noted_stays_on_its_journey';
    END IF;
    RETURN NEW;
END $$;
"""
GUARD = """
DROP TRIGGER {table}_keep ON {table};
CREATE TRIGGER {table}_keep BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION core_refuse_change({arguments});
COMMENT ON TRIGGER {table}_keep ON {table} IS '{kept} never changed, and no row is deleted';
"""
MOVES = """
CREATE TRIGGER conversations_keep_the_journey BEFORE UPDATE OF journey_id ON {table}
    FOR EACH ROW WHEN (OLD.journey_id IS DISTINCT FROM NEW.journey_id)
    EXECUTE FUNCTION conversations_keep_the_journey();
COMMENT ON TRIGGER conversations_keep_the_journey ON {table} IS
    'the journey changes only with a transfer in the same transaction';
"""


def moving(table: str, columns: tuple[str, ...]) -> migrations.RunSQL:
    """What is written stays; where it lies may change, by a transfer alone."""
    arguments = ", ".join(f"'{column}'" for column in columns)
    kept = GUARD.format(table=table, arguments=arguments, kept=f"{', '.join(columns)}: once written,")
    before = GUARD.format(table=table, arguments="", kept="rows are only added,")
    return migrations.RunSQL(
        kept + MOVES.format(table=table), f"DROP TRIGGER conversations_keep_the_journey ON {table};{before}"
    )


class Migration(migrations.Migration):
    """Adds transfers, and lets them move what they name."""

    dependencies = (("conversations", "0006_known_as"),)

    operations = (
        migrations.CreateModel(
            name="Transfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("notes", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ("calls", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ("at", models.DateTimeField()),
                (
                    "xact",
                    models.BigIntegerField(db_default=fiverings.core.models.entry.CurrentTransaction(), editable=False),
                ),
                (
                    "before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="conversations.journey"
                    ),
                ),
                (
                    "journey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="conversations.journey",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.RunSQL(KEEP_THE_JOURNEY, "DROP FUNCTION conversations_keep_the_journey;"),
        *(moving(table, columns) for table, columns in SAID.items()),
        immutable("conversations_transfer"),
    )
