"""Which question of a guide was asked by mail; it is written once and stays."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fiverings.core.database import append_only


class Migration(migrations.Migration):
    """Nothing of the kind was asked before."""

    dependencies = (
        ("cases", "0019_two_needs"),
        ("conversations", "0006_known_as"),
        ("diagnosis", "0006_who_of_theirs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="Probe",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.TextField()),
                ("sentence", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="probes", to="cases.case"
                    ),
                ),
                (
                    "message",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="conversations.message"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="diagnosis.diagnosissession",
                    ),
                ),
            ],
        ),
        append_only("cases_probe"),
    )
