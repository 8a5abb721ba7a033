"""Entrustments: who looked after an account before, who does since, and why stays as it was said."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fiverings.core.database import immutable


def person():
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


class Migration(migrations.Migration):
    """Adds entrustments."""

    dependencies = (
        ("customers", "0002_finding"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="Entrustment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(blank=True, default="")),
                ("at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entrustments",
                        to="customers.account",
                    ),
                ),
                ("primary", person()),
                ("backup", person()),
                ("primary_before", person()),
                ("backup_before", person()),
            ],
            options={"indexes": [models.Index(fields=["account", "-at"], name="customers_entrustment_account")]},
        ),
        immutable(
            "customers_entrustment",
            "account_id",
            "primary_id",
            "backup_id",
            "primary_before_id",
            "backup_before_id",
            "reason",
            "at",
            personal=("reason",),
        ),
    )
