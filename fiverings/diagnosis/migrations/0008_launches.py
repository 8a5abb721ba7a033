"""Since when new sessions ask by a version of a guide, who let them, and why."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fiverings.core.database import append_only

ALL_WENT_LIVE = """
INSERT INTO diagnosis_guidelaunch (version_id, reason, by_id, at)
SELECT id, '', made_by_id, made_at FROM diagnosis_guideversion ORDER BY guide_id, number
"""


class Migration(migrations.Migration):
    """Until now every version went live when it was made."""

    dependencies = (("diagnosis", "0007_confirmation"), migrations.swappable_dependency(settings.AUTH_USER_MODEL))

    operations = (
        migrations.CreateModel(
            "GuideLaunch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(blank=True, default="")),
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
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="launch",
                        to="diagnosis.guideversion",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.RunSQL(ALL_WENT_LIVE, migrations.RunSQL.noop),
        append_only("diagnosis_guidelaunch"),
    )
