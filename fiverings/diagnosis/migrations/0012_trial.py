"""A version of a guide is tried in a share of new diagnoses, before it goes live for all."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fiverings.core.database import immutable

PERSON = {
    "blank": True,
    "null": True,
    "on_delete": django.db.models.deletion.PROTECT,
    "related_name": "+",
    "to": settings.AUTH_USER_MODEL,
}
PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    """The table of trials; what was tried is not changed, and ends once."""

    dependencies = (("diagnosis", "0011_track_record"), migrations.swappable_dependency(settings.AUTH_USER_MODEL))

    operations = (
        migrations.CreateModel(
            "VersionTrial",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("share", models.PositiveSmallIntegerField()),
                ("reason", models.TextField()),
                ("begun_at", models.DateTimeField()),
                (
                    "outcome",
                    models.TextField(
                        blank=True, choices=[("live", "went live"), ("given_up", "given up")], default=""
                    ),
                ),
                ("why", models.TextField(blank=True, default="")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "against",
                    models.ForeignKey(on_delete=PROTECT, related_name="+", to="diagnosis.guideversion"),
                ),
                ("begun_by", models.ForeignKey(**PERSON)),
                ("ended_by", models.ForeignKey(**PERSON)),
                ("guide", models.ForeignKey(on_delete=PROTECT, related_name="trials", to="diagnosis.guide")),
                (
                    "version",
                    models.OneToOneField(on_delete=PROTECT, related_name="trial", to="diagnosis.guideversion"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("guide",),
                        name="diagnosis_one_trial_of_a_guide_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("outcome", "")),
                            models.Q(("ended_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="diagnosis_a_trial_that_ended_says_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("share__in", (10, 25, 50))), name="diagnosis_a_trial_has_a_share"
                    ),
                ],
            },
        ),
        immutable(
            "diagnosis_versiontrial",
            *("guide_id", "version_id", "against_id", "share", "reason", "begun_by_id", "begun_at"),
        ),
    )
