"""Covers: an absence is looked after once, and a handoff says which one it belongs to."""

import django.db.models.deletion
from django.db import migrations, models

from fiverings.core.database import immutable


class Migration(migrations.Migration):
    """Adds covers."""

    dependencies = (
        ("cases", "0008_linking"),
        ("people", "0003_absence"),
    )

    operations = (
        migrations.CreateModel(
            name="Cover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("begun_at", models.DateTimeField()),
                ("passed_on_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "absence",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        related_query_name="cover",
                        to="people.absence",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None), ("ended_at__gte", models.F("begun_at")), _connector="OR"
                        ),
                        name="cases_a_cover_ends_after_it_begins",
                    )
                ]
            },
        ),
        immutable("cases_cover", "absence_id", "begun_at"),
        migrations.AddField(
            "handoff",
            "cover",
            models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="handoffs",
                to="cases.cover",
            ),
        ),
    )
