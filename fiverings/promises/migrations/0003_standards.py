"""The standards that a new house begins with; each is a row, and a later one takes its place."""

from datetime import UTC, datetime

from django.db import migrations

ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
ROUND_THE_CLOCK = True
STANDARDS = {
    "call_back": {1: (30, ROUND_THE_CLOCK), 2: (120, False), 3: (480, False)},
    "answer": {1: (30, ROUND_THE_CLOCK), 2: (120, False), 3: (480, False)},
    "next_update": {1: (60, ROUND_THE_CLOCK), None: (480, False)},
    "recovery": {1: (15, ROUND_THE_CLOCK), None: (60, False)},
    "decision": {1: (60, ROUND_THE_CLOCK), 2: (240, False), 3: (960, False)},
    "cost": {None: (480, False)},
}


def set_standards(apps, schema_editor):
    guarantees = apps.get_model("promises", "Guarantee").objects
    guarantees.bulk_create(
        guarantees.model(kind=kind, severity=severity, minutes=minutes, round_the_clock=always, since=ALWAYS)
        for kind, severities in STANDARDS.items()
        for severity, (minutes, always) in severities.items()
    )


class Migration(migrations.Migration):
    """Thirty minutes for a call at Severity 1, day and night; a working day at Severity 3."""

    dependencies = (("promises", "0002_rules"),)

    operations = (migrations.RunPython(set_standards, migrations.RunPython.noop),)
