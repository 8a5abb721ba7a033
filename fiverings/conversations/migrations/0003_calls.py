"""Calls are logged once, and stay as they were logged."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fiverings.core.database import immutable


class Migration(migrations.Migration):
    """The table of calls, and the guard over it."""

    dependencies = [
        ('conversations', '0002_words_stay'),
        ('customers', '0002_finding'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('direction', models.TextField(choices=[('in', 'they called us'), ('out', 'we called them')])),
                ('talked', models.BooleanField()),
                ('words', models.TextField(blank=True, default='')),
                ('at', models.DateTimeField()),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', related_query_name='call', to='customers.contact')),
                ('journey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='conversations.journey')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', related_query_name='call', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['journey', 'at'], name='conversations_call_story')],
                'constraints': [models.CheckConstraint(condition=models.Q(('talked', False), models.Q(('words', ''), _negated=True), _connector='OR'), name='conversations_talk_is_logged_with_words')],
            },
        ),
        immutable("conversations_call", personal=("words",)),
    ]
