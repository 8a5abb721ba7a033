"""The guide and the causes that come with the house."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

from django.db import migrations

SHIPPED = Path(__file__).parent.parent / "guides"
AT = datetime(2026, 1, 1, tzinfo=UTC)


def bring(apps, schema_editor):
    """Write down the plain guide and the first causes."""
    definition = tomllib.loads((SHIPPED / "plain.toml").read_text(encoding="utf-8"))
    guide = apps.get_model("diagnosis", "Guide").objects.create(code=definition["code"])
    versions = apps.get_model("diagnosis", "GuideVersion").objects
    versions.create(guide=guide, number=1, definition=definition, made_at=AT)
    causes = tomllib.loads((SHIPPED / "causes.toml").read_text(encoding="utf-8"))["causes"]
    apps.get_model("diagnosis", "Cause").objects.bulk_create(
        [apps.get_model("diagnosis", "Cause")(code=code, name=name) for code, name in causes.items()]
    )


class Migration(migrations.Migration):
    """A house begins with them."""

    dependencies = (("diagnosis", "0002_rules"),)

    operations = (migrations.RunPython(bring, migrations.RunPython.noop),)
