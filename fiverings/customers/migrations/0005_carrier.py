"""Whose line a piece of equipment is: customers of one carrier may have one problem."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Of what is there nobody has said it yet."""

    dependencies = (("customers", "0004_undone"),)

    operations = (
        migrations.AddField(
            "asset", "carrier", models.TextField(blank=True, default="", verbose_name="carrier or provider")
        ),
    )
