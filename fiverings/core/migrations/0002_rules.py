"""Trusted extensions, a journal that is only ever added to, and the cache that all processes share."""

from django.contrib.postgres.operations import BtreeGinExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

from fiverings.core.database import append_only, heard, rules

CACHE = """
CREATE UNLOGGED TABLE core_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX core_cache_expires ON core_cache (expires);
"""


class Migration(migrations.Migration):
    """What must hold for everybody, kept by the database."""

    dependencies = (("core", "0001_initial"),)
    run_before = (("customers", "0001_initial"),)

    operations = (
        TrigramExtension(),
        UnaccentExtension(),
        BtreeGinExtension(),
        rules(),
        append_only("core_entry"),
        heard("core_entry"),
        append_only("core_mention"),
        append_only("core_reacted"),
        migrations.RunSQL(CACHE, "DROP TABLE core_cache"),
    )
