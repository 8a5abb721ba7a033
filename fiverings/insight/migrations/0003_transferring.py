"""Notes and calls that are transferred are found where they lie now."""

from django.db import migrations

WHEN = """
DROP TRIGGER insight_read ON conversations_note; DROP TRIGGER insight_read ON conversations_call;
CREATE TRIGGER insight_read AFTER INSERT OR UPDATE OF text{journey} ON conversations_note
    FOR EACH ROW EXECUTE FUNCTION insight_read_note();
CREATE TRIGGER insight_read AFTER INSERT OR UPDATE OF words{journey} ON conversations_call
    FOR EACH ROW EXECUTE FUNCTION insight_read_call();
COMMENT ON TRIGGER insight_read ON conversations_note IS 'a note is found by its words';
COMMENT ON TRIGGER insight_read ON conversations_call IS 'a call is found by what was said';
"""


class Migration(migrations.Migration):
    """What reads them again reads them also when they move."""

    dependencies = (("insight", "0002_reading"), ("conversations", "0007_transferring"))

    operations = (migrations.RunSQL(WHEN.format(journey=", journey_id"), WHEN.format(journey="")),)
