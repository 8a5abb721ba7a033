"""Addresses at which nobody lives."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """An address is suppressed once at a time."""

    dependencies = (
        ("channels", "0005_habits"),
        ("conversations", "0007_transferring"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            "Suppression",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.TextField(db_collation="C")),
                ("reason", models.TextField()),
                ("began_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "lifted_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, models.PROTECT, blank=True, null=True, related_name="+"
                    ),
                ),
                ("message", models.ForeignKey("conversations.message", models.PROTECT, related_name="+")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)),
                        fields=("address",),
                        name="channels_an_address_is_suppressed_once_at_a_time",
                    )
                ]
            },
        ),
    )
