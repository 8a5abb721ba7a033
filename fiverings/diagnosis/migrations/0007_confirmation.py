"""What a diagnosis turned out to be, confirmed at its end; it is added to and never changed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fiverings.core.database import append_only

LEVEL = {"blank": True, "null": True}
ONE_TO_THREE = (1, 3)


class Migration(migrations.Migration):
    """The table of confirmations; sessions that ended before get theirs from their cases, by the clock."""

    dependencies = (
        ("diagnosis", "0006_who_of_theirs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.PositiveIntegerField()),
                ("severity", models.PositiveSmallIntegerField(**LEVEL)),
                ("told", models.PositiveSmallIntegerField(**LEVEL)),
                ("minutes_to_correction", models.PositiveIntegerField(**LEVEL)),
                ("chances", models.JSONField(blank=True, null=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cause",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="diagnosis.cause",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="diagnosis.diagnosissession",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("session", "seq"), name="diagnosis_confirmations_are_numbered"),
                    models.CheckConstraint(
                        condition=models.Q(("severity", None), ("severity__range", ONE_TO_THREE), _connector="OR"),
                        name="diagnosis_confirmed_is_one_two_or_three",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("told", None), ("told__range", ONE_TO_THREE), _connector="OR"),
                        name="diagnosis_told_is_one_two_or_three",
                    ),
                ],
            },
        ),
        append_only("diagnosis_confirmation"),
    )
