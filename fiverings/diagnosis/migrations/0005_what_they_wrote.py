"""An answer that was taken from what a customer wrote names the message."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Answers that were given before name none."""

    dependencies = (("conversations", "0001_initial"), ("diagnosis", "0004_reckoning"))

    operations = (
        migrations.AddField(
            "evidence",
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
