"""That a mail arrived, and what it was, stays; only what became of it is written beside it."""

from django.db import migrations

from fiverings.core.database import immutable

CAME = ("mailbox_id", "via", "identity", "sha256", "size", "envelope_from", "envelope_to", "came_at", "arrived_at")


class Migration(migrations.Migration):
    """Arrivals are never deleted, and never become another mail, except that a person is forgotten."""

    dependencies = (("channels", "0001_initial"), ("core", "0002_rules"))

    operations = (
        immutable("channels_arrival", *CAME, personal=("envelope_from", "envelope_to", "sender", "subject", "error")),
    )
