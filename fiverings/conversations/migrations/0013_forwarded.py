"""Which of us forwarded a message, and when it was written."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEPT = """
CREATE TRIGGER conversations_message_keep_forwarding BEFORE UPDATE ON conversations_message
    FOR EACH ROW WHEN ((OLD.forwarded_by_id, OLD.written_at) IS DISTINCT FROM (NEW.forwarded_by_id, NEW.written_at))
    EXECUTE FUNCTION core_refuse_change('forwarded_by_id', 'written_at');
COMMENT ON TRIGGER conversations_message_keep_forwarding ON conversations_message IS
    'forwarded_by_id, written_at: once written, never changed';
"""
NOT_KEPT = "DROP TRIGGER conversations_message_keep_forwarding ON conversations_message;"


class Migration(migrations.Migration):
    """What one of us forwards is the customer's."""

    dependencies = (
        ('conversations', '0012_trust'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.AddField(
            model_name='message',
            name='forwarded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='message',
            name='written_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
    )
