"""What machines say about the equipment of customers, and the evidence that follows from it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fiverings.core.database import immutable

PROTECT = django.db.models.deletion.PROTECT
WHY = [
    ("unnamed", "it names no equipment: no label “asset” or “serial”"),
    ("unknown", "we know no equipment by this label"),
    ("several", "several pieces of equipment have this serial number"),
]
GRAVITIES = [
    ("critical", "critical"), ("major", "major"), ("minor", "minor"), ("warning", "warning"),
    ("indeterminate", "of no known severity"),
]  # fmt: skip


class Migration(migrations.Migration):
    """What was said is kept as it was said; an alarm is bound once, and ends once."""

    dependencies = (
        ("customers", "0004_undone"), ("diagnosis", "0012_trial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )  # fmt: skip

    operations = (
        migrations.CreateModel(
            "TelemetryEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("unbound", models.TextField(blank=True, choices=WHY, default="")),
                ("feed", models.TextField(choices=[("alertmanager", "Alertmanager"), ("plain", "a program")])),
                ("fingerprint", models.TextField()),
                ("name", models.TextField()),
                ("word", models.TextField(blank=True, default="")),
                ("perceived", models.TextField(choices=GRAVITIES)),
                ("summary", models.TextField(blank=True, default="")),
                ("labels", models.JSONField(blank=True, default=dict)),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("received_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=PROTECT, related_name="+", to="customers.account"
                    ),
                ),
                (
                    "asset",
                    models.ForeignKey(blank=True, null=True, on_delete=PROTECT, related_name="+", to="customers.asset"),
                ),
                ("sent_by", models.ForeignKey(on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)), fields=["account"], name="diagnosis_alarms_that_stand"
                    ),
                    models.Index(
                        condition=models.Q(("asset", None)), fields=["-received_at"], name="diagnosis_alarms_of_nothing"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("feed", "fingerprint", "began_at"), name="diagnosis_an_alarm_is_written_down_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("account", None), ("asset", None), models.Q(("unbound", ""), _negated=True)),
                            models.Q(("account__isnull", False), ("asset__isnull", False), ("unbound", "")),
                            _connector="OR",
                        ),
                        name="diagnosis_an_alarm_is_bound_or_says_why_not",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None), ("ended_at__gte", models.F("began_at")), _connector="OR"
                        ),
                        name="diagnosis_an_alarm_ends_after_it_began",
                    ),
                ],
            },
        ),
        immutable(
            "diagnosis_telemetryevent",
            *("feed", "fingerprint", "name", "word", "perceived", "began_at", "received_at", "sent_by_id"),
            personal=("summary", "labels"),
        ),
        migrations.AddField(
            "evidence",
            "event",
            models.ForeignKey(
                blank=True, null=True, on_delete=PROTECT, related_name="+", to="diagnosis.telemetryevent"
            ),
        ),
    )
