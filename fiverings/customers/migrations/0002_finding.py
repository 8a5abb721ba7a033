"""Names are found by any piece of them, colleagues by the domain of their addresses."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

INDEXES = """
CREATE INDEX customers_account_name_pieces ON customers_account USING gin (lower(name) gin_trgm_ops);
CREATE INDEX customers_contact_name_pieces ON customers_contact USING gin (lower(name) gin_trgm_ops);
CREATE INDEX customers_address_domain ON customers_contactaddress (split_part(address, '@', 2));
"""
NO_INDEXES = """
DROP INDEX customers_account_name_pieces; DROP INDEX customers_contact_name_pieces; DROP INDEX customers_address_domain;
"""


class Migration(migrations.Migration):
    """Indexes that `finding` and "Who is this?" ask."""

    dependencies = (("customers", "0001_initial"),)

    operations = (TrigramExtension(), migrations.RunSQL(INDEXES, NO_INDEXES))
