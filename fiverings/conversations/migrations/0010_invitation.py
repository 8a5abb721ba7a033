"""A message says what it invites to; this is never changed."""

from django.db import migrations, models

KEPT = """
CREATE TRIGGER conversations_message_keep_invitation BEFORE UPDATE OF invitation ON conversations_message
    FOR EACH ROW WHEN (OLD.invitation IS DISTINCT FROM NEW.invitation)
    EXECUTE FUNCTION core_refuse_change('invitation');
COMMENT ON TRIGGER conversations_message_keep_invitation ON conversations_message IS
    'invitation: once written, never changed';
INSERT INTO core_personal VALUES ('conversations_message', 'invitation');
"""
NOT_KEPT = """
DROP TRIGGER conversations_message_keep_invitation ON conversations_message;
DELETE FROM core_personal WHERE table_name = 'conversations_message' AND column_name = 'invitation';
"""


class Migration(migrations.Migration):
    """What came before stays a file."""

    dependencies = (("conversations", "0009_sealed"),)

    operations = (
        migrations.AddField("message", "invitation", models.JSONField(null=True, blank=True)),
        migrations.RunSQL(KEPT, NOT_KEPT),
    )
