"""One message may tell two needs: a split can name the words that stay where they are."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What was split before took its words along."""

    dependencies = (("cases", "0018_told_numbers"), ("conversations", "0006_known_as"))

    operations = (
        migrations.AddField(
            "split",
            "message",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="conversations.message",
            ),
        ),
    )
