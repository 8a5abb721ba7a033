"""A mail that came in tells by which rule it found its conversation; of older ones nobody wrote it down."""

from django.db import migrations, models

SAID = ("direction", "visibility", "contact_id", "author_id", "to", "cc", "subject", "text", "new_text")
HEADERS = ("html_safe", "message_id", "in_reply_to", "references", "source", "auto", "at")
GROUND = ("filed_by", "filed_named", "filed_like")
GUARD = """
DROP TRIGGER conversations_message_keep ON conversations_message;
CREATE TRIGGER conversations_message_keep BEFORE UPDATE OR DELETE ON conversations_message
    FOR EACH ROW EXECUTE FUNCTION core_refuse_change({arguments});
COMMENT ON TRIGGER conversations_message_keep ON conversations_message IS
    '{kept}: once written, never changed, and no row is deleted';
"""
RULES = (
    ("answers-us", "it answers a mail of ours"),
    ("answers-them", "it answers a mail of theirs that lies here"),
    ("address", "it came to the signed address of {named}"),
    ("number", "its subject names {named}"),
    ("alike", "they wrote about the same subject not long ago, in the one conversation that is open about it"),
    ("anew", "it continues nothing that we know, so it began something new"),
)


def keeping(*columns: str) -> str:
    """The rule that these stay."""
    return GUARD.format(arguments=", ".join(f"'{each}'" for each in columns), kept=", ".join(columns))


class Migration(migrations.Migration):
    """Adds the ground of messages, and keeps it as it was written."""

    dependencies = (("conversations", "0007_transferring"),)

    operations = (
        migrations.AddField(
            "message", "filed_by", models.TextField(blank=True, choices=RULES, db_default="", default="")
        ),
        migrations.AddField("message", "filed_named", models.TextField(blank=True, db_default="", default="")),
        migrations.AddField("message", "filed_like", models.DateTimeField(blank=True, null=True)),
        migrations.RunSQL(keeping(*SAID, *HEADERS, *GROUND), keeping(*SAID, *HEADERS)),
    )
