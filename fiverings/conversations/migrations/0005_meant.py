"""What we write says by which way it was meant, where a mail stands in for another."""

from django.db import migrations, models

KEPT = """
CREATE TRIGGER conversations_message_keep_meant BEFORE UPDATE ON conversations_message
    FOR EACH ROW WHEN (OLD.meant IS DISTINCT FROM NEW.meant) EXECUTE FUNCTION core_refuse_change('meant');
COMMENT ON TRIGGER conversations_message_keep_meant ON conversations_message IS
    'meant: once written, never changed';
"""
NOT_KEPT = "DROP TRIGGER conversations_message_keep_meant ON conversations_message;"


class Migration(migrations.Migration):
    """By which way it was meant is written once."""

    dependencies = (('conversations', '0004_dividing'),)

    operations = (
        migrations.AddField(
            model_name='message',
            name='meant',
            field=models.TextField(blank=True, choices=[('mail', 'by mail'), ('phone', 'by telephone'), ('text', 'by text message')], default=''),
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
    )
