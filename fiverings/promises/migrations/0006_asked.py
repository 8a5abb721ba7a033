"""Customers are asked by mail by when they need it, and what they expect names the message that says so."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fiverings.core.database import append_only


class Migration(migrations.Migration):
    """That we asked, and in which words, is never changed."""

    dependencies = [
        ('conversations', '0003_calls'),
        ('customers', '0002_finding'),
        ('promises', '0005_warnings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='expectation',
            name='message',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='conversations.message'),
        ),
        migrations.CreateModel(
            name='Inquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_label', models.TextField()),
                ('subject_id', models.BigIntegerField()),
                ('sentence', models.TextField()),
                ('at', models.DateTimeField()),
                ('asked_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.contact')),
                ('journey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='conversations.journey')),
                ('message', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='conversations.message')),
            ],
            options={
                'verbose_name_plural': 'inquiries',
                'indexes': [models.Index(fields=['subject_label', 'subject_id'], name='promises_inquiry_subject')],
            },
        ),
        append_only("promises_inquiry"),
    ]
