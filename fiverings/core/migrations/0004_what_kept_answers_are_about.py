"""An answer is told again only to whoever may still see what it was about."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    """The records are named as the journal names them; answers kept before today name none, and last a day."""

    dependencies = (("core", "0003_waiting_jobs"),)

    operations = (
        migrations.AddField(
            "keptanswer",
            "about",
            django.contrib.postgres.fields.ArrayField(models.TextField(), blank=True, default=list),
        ),
    )
