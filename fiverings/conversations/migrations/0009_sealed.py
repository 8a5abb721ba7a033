"""A message says whose signature it came with, what that proved, and whether it was encrypted; this is never changed."""

from django.db import migrations, models

from fiverings.conversations.models.sealed import Secrecy, Signature

KEPT = """
CREATE TRIGGER conversations_message_keep_seals BEFORE UPDATE ON conversations_message
    FOR EACH ROW WHEN ((OLD.signature, OLD.signer, OLD.secrecy) IS DISTINCT FROM (NEW.signature, NEW.signer, NEW.secrecy))
    EXECUTE FUNCTION core_refuse_change('signature', 'signer', 'secrecy');
COMMENT ON TRIGGER conversations_message_keep_seals ON conversations_message IS
    'signature, signer, secrecy: once written, never changed';
INSERT INTO core_personal VALUES ('conversations_message', 'signer');
"""
NOT_KEPT = """
DROP TRIGGER conversations_message_keep_seals ON conversations_message;
DELETE FROM core_personal WHERE table_name = 'conversations_message' AND column_name = 'signer';
"""
PLAIN = {"blank": True, "default": "", "db_default": ""}


class Migration(migrations.Migration):
    """What came before is as if it had not been sealed."""

    dependencies = (("conversations", "0008_grounds"),)

    operations = (
        migrations.AddField("message", "signature", models.TextField(choices=Signature.choices, **PLAIN)),
        migrations.AddField("message", "signer", models.TextField(**PLAIN)),
        migrations.AddField("message", "secrecy", models.TextField(choices=Secrecy.choices, **PLAIN)),
        migrations.RunSQL(KEPT, NOT_KEPT),
    )
