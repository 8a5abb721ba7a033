"""Senders whose mail is set aside, and why a mail was."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """A sender is blocked once at a time."""

    dependencies = (
        ('channels', '0008_trust'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.AlterField(
            model_name='arrival',
            name='reason',
            field=models.TextField(blank=True, choices=[('nobody', 'nobody is named as its sender'), ('own-address', 'it claims to come from an address of our own'), ('staff', 'one of us wrote it, not a customer'), ('machine', 'a machine wrote it, and it answers nothing of ours'), ('unknown-bounce', 'it reports about a mail that is not ours'), ('blocked', 'its sender is blocked'), ('spam', 'it is taken for spam'), ('pretends', 'it pretends to come from somebody we know: the domain of that address disowns it'), ('flood', 'too many mails came from this sender at once'), ('failed', 'it could not be filed')], default=''),
        ),
        migrations.CreateModel(
            name='Block',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sender', models.TextField(db_collation='C')),
                ('blocked_at', models.DateTimeField()),
                ('released_at', models.DateTimeField(blank=True, null=True)),
                ('blocked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddField(
            model_name='arrival',
            name='block',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='channels.block'),
        ),
        migrations.AddConstraint(
            model_name='block',
            constraint=models.UniqueConstraint(condition=models.Q(('released_at', None)), fields=('sender',), name='channels_a_sender_is_blocked_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='block',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('released_at', None), ('released_by', None)), models.Q(('released_at__isnull', False), ('released_by__isnull', False)), _connector='OR'), name='channels_somebody_releases_at_a_moment'),
        ),
    )
