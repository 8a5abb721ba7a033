"""From which number somebody called about a case."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fiverings.core.database import immutable

PROTECT = django.db.models.deletion.PROTECT
WHOSE = [
    ("own", "one of their own lines"),
    ("elsewhere", "a mobile that we know, in business hours, and not one of their own lines"),
    ("known", "a number of theirs that we know"),
    ("unknown", "a number that we do not know"),
]


class Migration(migrations.Migration):
    """The table of callers; whose a number was stays as it was then."""

    dependencies = (
        ("cases", "0020_probe"), ("conversations", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )  # fmt: skip

    operations = (
        migrations.CreateModel(
            "Caller",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.TextField()),
                ("whose", models.TextField(choices=WHOSE)),
                ("at", models.DateTimeField()),
                ("by", models.ForeignKey(on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "call",
                    models.OneToOneField(
                        blank=True, null=True, on_delete=PROTECT, related_name="+", to="conversations.call"
                    ),
                ),
                ("case", models.ForeignKey(on_delete=PROTECT, related_name="callers", to="cases.case")),
            ],
            options={"abstract": False},
        ),
        immutable("cases_caller", "case_id", "call_id", "whose", "by_id", "at", "number", personal=("number",)),
    )
