"""Mailboxes at Microsoft 365 and Gmail, which we read by leave that somebody gave."""

from django.conf import settings
from django.db import migrations, models

WAYS = [
    ("smtp", "A mail server brings it to us (SMTP)"),
    ("imap", "We fetch it over IMAP"),
    ("pop3", "We fetch it over POP3"),
    ("graph", "Microsoft 365"),
    ("gmail", "Gmail"),
]


class Migration(migrations.Migration):
    """Leave lies sealed; how far was read is said in the provider's own words."""

    dependencies = (("channels", "0003_ways_in"), migrations.swappable_dependency(settings.AUTH_USER_MODEL))

    operations = (
        migrations.AddField("cursor", "mark", models.TextField(blank=True, default="")),
        migrations.AlterField(
            "mailbox", "way_in", models.TextField("how its mail gets to us", choices=WAYS, default="smtp")
        ),
        migrations.CreateModel(
            "MailboxConsent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("account", models.TextField(blank=True, default="")),
                ("access", models.TextField(editable=False)),
                ("refresh", models.TextField(editable=False)),
                ("lasts_until", models.DateTimeField()),
                ("given_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("why", models.TextField(blank=True, default="")),
                (
                    "given_by",
                    models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"),
                ),
                ("mailbox", models.OneToOneField("channels.mailbox", models.PROTECT, related_name="consent")),
            ],
        ),
    )
