"""Attendance: who arrived, where and when; it is written once and stays."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fiverings.core.database import immutable


class Migration(migrations.Migration):
    """Adds arrivals; what was kept by hand before them stays kept."""

    dependencies = (
        ("cases", "0011_brought"),
        ("customers", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.TextField(blank=True, default="")),
                ("met", models.BooleanField()),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attendances", to="cases.case"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.site",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("site", None), models.Q(("place", ""), _negated=True)),
                            models.Q(("place", ""), ("site__isnull", False)),
                            _connector="OR",
                        ),
                        name="cases_who_arrived_was_somewhere",
                    )
                ],
            },
        ),
        immutable("cases_attendance", personal=("place",)),
    )
