"""Farewells: who leaves, who lets them, and who takes their place stays as it was said."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fiverings.core.database import immutable


def person(**more):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, **more
    )


class Migration(migrations.Migration):
    """Adds farewells."""

    dependencies = (
        ("cases", "0005_guide"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="Farewell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("note", models.TextField(blank=True, default="")),
                ("begun_at", models.DateTimeField()),
                ("accept_by", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ending",
                    models.TextField(blank=True, choices=[("left", "left"), ("stays", "stays after all")], default=""),
                ),
                ("by", person()),
                ("person", person(related_query_name="farewell")),
                ("successor", person()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("person",),
                        name="cases_nobody_leaves_twice_at_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person", models.F("successor")), _negated=True),
                            models.Q(("person", models.F("by")), _negated=True),
                        ),
                        name="cases_nobody_sees_themselves_off",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ending", "")),
                            models.Q(("ended_at__isnull", False), ("ending__in", ["left", "stays"])),
                            _connector="OR",
                        ),
                        name="cases_a_farewell_ends_one_way",
                    ),
                ]
            },
        ),
        immutable(
            "cases_farewell", "person_id", "successor_id", "by_id", "note", "begun_at", "accept_by", personal=("note",)
        ),
    )
