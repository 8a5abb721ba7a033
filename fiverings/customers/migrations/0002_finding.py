"""Names are found by any piece of them."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

INDEXES = """
CREATE INDEX customers_account_name_pieces ON customers_account USING gin (lower(name) gin_trgm_ops);
CREATE INDEX customers_contact_name_pieces ON customers_contact USING gin (lower(name) gin_trgm_ops);
"""
NO_INDEXES = "DROP INDEX customers_account_name_pieces; DROP INDEX customers_contact_name_pieces;"


class Migration(migrations.Migration):
    """Trigram indexes, which `finding` asks."""

    dependencies = (("customers", "0001_initial"),)

    operations = (TrigramExtension(), migrations.RunSQL(INDEXES, NO_INDEXES))
