"""A message can wait for a moment that somebody chose."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conversations', '0014_templates'),
    ]

    operations = [
        migrations.AddField(
            model_name='outbox',
            name='planned_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
