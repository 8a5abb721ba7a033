"""Undone: that an account was given back is never unsaid."""

from django.db import migrations

RULES = """
CREATE TRIGGER customers_what_is_undone_stays_so BEFORE UPDATE OF undone_at ON customers_entrustment
    FOR EACH ROW WHEN (OLD.undone_at IS NOT NULL) EXECUTE FUNCTION core_refuse_change('undone_at');
COMMENT ON TRIGGER customers_what_is_undone_stays_so ON customers_entrustment IS
    'what was taken back stays so';
"""

NO_RULES = "DROP TRIGGER customers_what_is_undone_stays_so ON customers_entrustment;"


class Migration(migrations.Migration):
    """Guards the taking back of entrustments."""

    dependencies = (("customers", "0003_advocates"),)

    operations = (migrations.RunSQL(RULES, NO_RULES),)
