"""What cases would change in a guide, kept as it was reckoned, with what a person decided about it."""

from typing import Any

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fiverings.core.database import immutable

NOBODY: dict[str, Any] = {"blank": True, "null": True, "on_delete": django.db.models.deletion.PROTECT}
OPEN = models.Q(("decided_at", None), ("decision", ""))
DECIDED = models.Q(models.Q(("decision", ""), _negated=True), ("decided_at__isnull", False))
CHOICES = [
    ("", "waits for a decision"),
    ("accepted", "accepted"),
    ("declined", "declined"),
    ("replaced", "replaced by a later one"),
]


class Migration(migrations.Migration):
    """The table of what cases say about guides."""

    dependencies = (
        ("diagnosis", "0009_draft"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="LearningProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cases", models.PositiveIntegerField()),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("changes", models.JSONField()),
                ("effect", models.JSONField()),
                ("at", models.DateTimeField()),
                ("decision", models.TextField(blank=True, choices=CHOICES, default="")),
                (
                    "taken",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list, size=None
                    ),
                ),
                ("reason", models.TextField(blank=True, default="")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("by", models.ForeignKey(related_name="+", to=settings.AUTH_USER_MODEL, **NOBODY)),
                ("decided_by", models.ForeignKey(related_name="+", to=settings.AUTH_USER_MODEL, **NOBODY)),
                (
                    "guide",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="diagnosis.guide"
                    ),
                ),
                ("made", models.OneToOneField(related_name="learned", to="diagnosis.guideversion", **NOBODY)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="diagnosis.guideversion"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at", None)),
                        fields=("guide",),
                        name="diagnosis_one_proposal_of_a_guide_waits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(OPEN, DECIDED, _connector="OR"), name="diagnosis_a_decision_has_its_moment"
                    ),
                ],
            },
        ),
        immutable(
            "diagnosis_learningproposal",
            "guide_id",
            "version_id",
            "cases",
            "first_at",
            "last_at",
            "changes",
            "effect",
            "by_id",
            "at",
        ),
    )
