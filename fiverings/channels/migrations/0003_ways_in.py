"""How mail gets to a mailbox is a choice of its own; what is read over POP3, or not handed over, is remembered."""

from django.db import migrations, models

WAYS = [("smtp", "A mail server brings it to us (SMTP)"), ("imap", "We fetch it over IMAP"), ("pop3", "We fetch it over POP3")]
CAUSES = [("sign-in", "we are not let in"), ("network", "its server cannot be reached"), ("server", "its server says no")]
VIA = [
    ("smtp", "over SMTP"),
    ("imap", "from the IMAP server"),
    ("pop3", "from the POP3 server"),
    ("graph", "from Microsoft 365"),
    ("gmail", "from Gmail"),
    ("command", "by command"),
]
FETCHED = "UPDATE channels_mailbox SET way_in = 'imap' WHERE fetch_host <> ''"


class Migration(migrations.Migration):
    """Mailboxes that were read over IMAP are so still."""

    dependencies = (("channels", "0002_arrivals_stay"),)

    operations = (
        *(
            migrations.RenameField("mailbox", f"imap_{name}", f"fetch_{name}")
            for name in ("host", "port", "security", "username", "password", "folder")
        ),
            migrations.AlterField("mailbox", "fetch_host", models.TextField("server", blank=True, default="")),
        migrations.AddField(
            "mailbox", "fetch_deletes", models.BooleanField("delete from the server what we took", default=False)
        ),
        migrations.AddField(
            "mailbox", "way_in", models.TextField("how its mail gets to us", choices=WAYS, default="smtp")
        ),
        migrations.RunSQL(FETCHED, migrations.RunSQL.noop),
        migrations.AddField("outage", "cause", models.TextField(choices=CAUSES, default="server")),
        migrations.AlterField("arrival", "via", models.TextField(choices=VIA)),
        migrations.CreateModel(
            "Pickup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.TextField(db_collation="C")),
                ("seen_at", models.DateTimeField()),
                ("trouble", models.TextField(blank=True, default="")),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                (
                    "arrival",
                    models.ForeignKey(
                        "channels.arrival", models.PROTECT, null=True, blank=True, related_name="+"
                    ),
                ),
                ("mailbox", models.ForeignKey("channels.mailbox", models.PROTECT, related_name="pickups")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("mailbox", "key"), name="channels_a_mail_is_picked_up_once")
                ],
                "indexes": [
                    models.Index(
                        fields=["mailbox", "due_at"],
                        condition=models.Q(due_at__isnull=False),
                        name="channels_pickup_due",
                    )
                ],
            },
        ),
    )
