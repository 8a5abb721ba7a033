"""Why one should not believe who wrote a message."""

from django.db import migrations, models

KEPT = """
CREATE TRIGGER conversations_message_keep_doubt BEFORE UPDATE ON conversations_message
    FOR EACH ROW WHEN (OLD.doubt IS DISTINCT FROM NEW.doubt) EXECUTE FUNCTION core_refuse_change('doubt');
COMMENT ON TRIGGER conversations_message_keep_doubt ON conversations_message IS 'doubt: once written, never changed';
"""
NOT_KEPT = "DROP TRIGGER conversations_message_keep_doubt ON conversations_message;"


class Migration(migrations.Migration):
    """A message says so beside its words."""

    dependencies = (
        ('conversations', '0011_pictures_afar'),
    )

    operations = (
        migrations.AddField(
            model_name='message',
            name='doubt',
            field=models.TextField(blank=True, choices=[('forged', "may be forged: nothing proves that it comes from its sender's domain"), ('unproven', 'may be forged: its sender could not be proven')], db_default='', default=''),
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
    )
