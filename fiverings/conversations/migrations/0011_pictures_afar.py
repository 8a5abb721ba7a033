"""That one of us wanted to see the pictures of a message that lie elsewhere is kept."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fiverings.core.database import immutable


class Migration(migrations.Migration):
    """The table of those who wanted to see them, and the guard over it."""

    dependencies = [("conversations", "0010_invitation"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="PictureShowing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("message", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="pictures_shown", to="conversations.message")),
            ],
        ),
        immutable("conversations_pictureshowing"),
    ]
