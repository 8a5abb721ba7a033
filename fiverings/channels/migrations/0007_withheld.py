"""What is withheld was too much to one reader, or in one conversation."""

from django.db import migrations, models

from fiverings.channels.models.delivery import State


class Migration(migrations.Migration):
    """Only the words that say so."""

    dependencies = (("channels", "0006_suppression"),)

    operations = (
        migrations.AlterField("delivery", "state", models.TextField(choices=State.choices, default=State.WAITING)),
    )
