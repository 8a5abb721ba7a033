"""An answer that a customer gave themselves, on a page of theirs, names who gave it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Answers that were given before name nobody of theirs: one of us heard them."""

    dependencies = (("customers", "0001_initial"), ("diagnosis", "0005_what_they_wrote"))

    operations = (
        migrations.AddField(
            "evidence",
            "contact",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="customers.contact",
            ),
        ),
    )
