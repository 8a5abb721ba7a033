"""The plain guide asks nobody what the house knows by itself."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

from django.db import migrations

SHIPPED = Path(__file__).parent.parent / "guides"
AT = datetime(2026, 1, 2, tzinfo=UTC)


def revise(apps, schema_editor):
    """A house that asks by the plain guide as it came gets the next version; what people wrote stays."""
    versions = apps.get_model("diagnosis", "GuideVersion").objects.filter(guide__code="plain")
    last = versions.order_by("-number").first()
    if last is None or last.number > 1 or any(each.get("answered_by") for each in last.definition.get("question", [])):
        return
    definition = tomllib.loads((SHIPPED / "plain.toml").read_text(encoding="utf-8"))
    version = versions.create(guide_id=last.guide_id, number=2, definition=definition, made_at=AT)
    apps.get_model("diagnosis", "GuideLaunch").objects.create(version=version, reason="", at=AT)


class Migration(migrations.Migration):
    """New houses begin with it."""

    dependencies = (("diagnosis", "0013_telemetry"),)

    operations = (migrations.RunPython(revise, migrations.RunPython.noop),)
