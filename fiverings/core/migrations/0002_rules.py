"""The journal is only ever added to; the cache that all processes share."""

from django.db import migrations

from fiverings.core.database import append_only, rules

CACHE = """
CREATE UNLOGGED TABLE core_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX core_cache_expires ON core_cache (expires);
"""


class Migration(migrations.Migration):
    """What must hold for everybody, kept by the database."""

    dependencies = (("core", "0001_initial"),)

    operations = (
        rules(),
        append_only("core_entry"),
        append_only("core_mention"),
        append_only("core_reacted"),
        migrations.RunSQL(CACHE, "DROP TABLE core_cache"),
    )
