"""How long promises take us, learned from what was done; and warnings of those that may break, three a day at most."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fiverings.core.database import append_only


class Migration(migrations.Migration):
    """Whoever was warned stays warned; nothing of it is changed afterwards."""

    dependencies = [
        ('promises', '0004_consents_and_agreements'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Pace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(choices=[('call_back', 'Call back'), ('next_update', 'Next update'), ('answer', 'Answer'), ('fix', 'Fix'), ('visit', 'Visit'), ('cost', 'What it costs'), ('confirm', 'Ask whether it is solved'), ('check_in', 'Check in'), ('decision', 'Decision'), ('recovery', 'Make it right'), ('help', 'Help')])),
                ('median', models.FloatField()),
                ('spread', models.FloatField()),
                ('fulfilled', models.PositiveIntegerField()),
                ('since', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['kind', '-since'], name='promises_pace_current')],
                'constraints': [models.CheckConstraint(condition=models.Q(('fulfilled__gte', 30), ('median__gt', 0), ('spread__gt', 0)), name='promises_a_pace_is_learned_from_enough')],
            },
        ),
        migrations.CreateModel(
            name='BreachWarning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('place', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('reason', models.TextField(choices=[('likely', 'It is likely to break.'), ('quiet', 'Half of its time is over and nothing was done.')])),
                ('chance', models.FloatField()),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('promise', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='warning', to='promises.promise')),
                ('pace', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='promises.pace')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'on', 'place'), name='promises_each_warning_has_its_place'), models.CheckConstraint(condition=models.Q(('place__range', (1, 3))), name='promises_at_most_three_warnings_a_day'), models.CheckConstraint(condition=models.Q(('chance__range', (0, 1))), name='promises_a_chance_is_a_share')],
            },
        ),
        append_only("promises_pace"),
        append_only("promises_breachwarning"),
    ]
