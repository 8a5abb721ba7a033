"""How long a mailbox is silent at most, and when it was so for longer."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A mailbox has one habit, and is quiet once at a time."""

    dependencies = (("channels", "0004_consent"),)

    operations = (
        migrations.CreateModel(
            "Habit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("allowance", models.DurationField()),
                ("gaps", models.PositiveIntegerField()),
                ("reckoned_at", models.DateTimeField()),
                ("mailbox", models.OneToOneField("channels.mailbox", models.PROTECT, related_name="habit")),
            ],
        ),
        migrations.CreateModel(
            "Quiet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField()),
                ("noticed_at", models.DateTimeField()),
                ("allowance", models.DurationField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("mailbox", models.ForeignKey("channels.mailbox", models.PROTECT, related_name="quiets")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["mailbox"],
                        condition=models.Q(ended_at=None),
                        name="channels_a_mailbox_is_quiet_once_at_a_time",
                    )
                ]
            },
        ),
    )
