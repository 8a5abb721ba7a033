import django.db.models.deletion
from django.db import migrations, models

from fiverings.core.database import append_only


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("core", "0002_rules"),
    ]

    operations = [
        migrations.CreateModel(
            name='BusinessCalendar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField(unique=True)),
            ],
            options={
                'ordering': ('name',),
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='hours_a_calendar_has_a_name')],
            },
        ),
        migrations.CreateModel(
            name='CalendarVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('definition', models.JSONField()),
                ('zone', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('made_by_label', models.TextField(blank=True, default='')),
                ('made_by_id', models.BigIntegerField(blank=True, null=True)),
                ('calendar', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='hours.businesscalendar')),
            ],
            options={
                'ordering': ('calendar', 'number'),
                'constraints': [models.UniqueConstraint(fields=('calendar', 'number'), name='hours_a_number_names_one_version'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='hours_versions_count_from_one'), models.CheckConstraint(condition=models.Q(('definition__has_key', 'holidays_of'), _negated=True), name='hours_a_version_has_its_holidays_as_dates')],
            },
        ),
        migrations.AddField(
            model_name='businesscalendar',
            name='current',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hours.calendarversion'),
        ),
        append_only("hours_calendarversion"),
    ]
