"""What became of what a version of a guide said, measured once a month; rows are only added."""

import django.db.models.deletion
from django.db import migrations, models

from fiverings.core.database import append_only

LABELS = [("expert", "expert"), ("learning", "learning"), ("calibrated", "calibrated")]


class Migration(migrations.Migration):
    """The table of track records."""

    dependencies = (("diagnosis", "0010_learning"),)

    operations = (
        migrations.CreateModel(
            name="TrackRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.TextField(choices=LABELS)),
                ("cases", models.PositiveIntegerField()),
                ("first_at", models.DateTimeField(blank=True, null=True)),
                ("last_at", models.DateTimeField(blank=True, null=True)),
                ("figures", models.JSONField()),
                ("at", models.DateTimeField()),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="track_records",
                        to="diagnosis.guideversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("label__in", ["expert", "learning", "calibrated"])),
                        name="diagnosis_a_track_record_has_a_label",
                    )
                ],
            },
        ),
        append_only("diagnosis_trackrecord"),
    )
