"""Prepared words and signatures; what stood below a message stays."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


KEPT = """
CREATE TRIGGER conversations_message_keep_sign_off BEFORE UPDATE ON conversations_message
    FOR EACH ROW WHEN (OLD.sign_off IS DISTINCT FROM NEW.sign_off) EXECUTE FUNCTION core_refuse_change('sign_off');
COMMENT ON TRIGGER conversations_message_keep_sign_off ON conversations_message
    IS 'sign_off: once written, never changed';
INSERT INTO core_personal VALUES ('conversations_message', 'sign_off');
"""
NOT_KEPT = """
DROP TRIGGER conversations_message_keep_sign_off ON conversations_message;
DELETE FROM core_personal WHERE table_name = 'conversations_message' AND column_name = 'sign_off';
"""


class Migration(migrations.Migration):
    """A message keeps the signature that it was sent with."""

    dependencies = [
        ('conversations', '0013_forwarded'),
        ('people', '0003_absence'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='sign_off',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        migrations.CreateModel(
            name='Template',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(choices=[('answer', 'an answer'), ('signature', 'the signature')], default='answer')),
                ('name', models.TextField()),
                ('language', models.TextField()),
                ('text', models.TextField()),
                ('written_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.team')),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('kind', 'name', 'language', 'id'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'signature'), ('withdrawn_at', None)), fields=('team', 'language'), name='conversations_a_team_has_one_signature_in_a_language', nulls_distinct=False)],
            },
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
    ]
