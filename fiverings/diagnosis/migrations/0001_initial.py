"""The tables of diagnosis."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('conversations', '0003_calls'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Cause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(unique=True)),
                ('name', models.TextField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Guide',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(unique=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GuideVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('definition', models.JSONField()),
                ('made_at', models.DateTimeField()),
                ('guide', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='diagnosis.guide')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('guide', 'number'), name='diagnosis_versions_of_a_guide_are_numbered')],
            },
        ),
        migrations.CreateModel(
            name='DiagnosisSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('contracted', models.PositiveIntegerField(blank=True, null=True)),
                ('unit', models.TextField(blank=True, default='')),
                ('follows', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='diagnosis.diagnosissession')),
                ('begun_at', models.DateTimeField()),
                ('settled_level', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('begun_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('journey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', related_query_name='diagnosis_session', to='conversations.journey')),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='diagnosis.guideversion')),
            ],
            options={
                'indexes': [models.Index(fields=['journey', '-begun_at'], name='diagnosis_session_journey')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('settled_at', None)), fields=('journey',), name='diagnosis_one_open_session_on_a_journey'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at', None), ('settled_level', None)), models.Q(('settled_at__isnull', False), ('settled_level__range', (1, 3))), _connector='OR'), name='diagnosis_a_session_settles_one_two_or_three')],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.PositiveIntegerField()),
                ('question', models.TextField()),
                ('wording', models.TextField()),
                ('answer', models.TextField(choices=[('yes', 'Yes'), ('no', 'No'), ('dont_know', 'Don’t know')])),
                ('quantity', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ('source', models.TextField(choices=[('customer', 'the customer'), ('advocate_observed', 'seen by one of us'), ('telemetry', 'a machine'), ('topology', 'how it is connected')], default='customer')),
                ('at', models.DateTimeField()),
                ('before', models.JSONField(blank=True, null=True)),
                ('after', models.JSONField(blank=True, null=True)),
                ('rules', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None)),
                ('model_version', models.TextField(blank=True, default='')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='diagnosis.diagnosissession')),
            ],
            options={
                'verbose_name_plural': 'evidence',
                'ordering': ('seq',),
                'constraints': [models.UniqueConstraint(fields=('session', 'seq'), name='diagnosis_evidence_is_numbered'), models.CheckConstraint(condition=models.Q(('quantity', None), ('quantity__gte', 0), _connector='OR'), name='diagnosis_a_quantity_is_not_negative')],
            },
        ),
    ]
