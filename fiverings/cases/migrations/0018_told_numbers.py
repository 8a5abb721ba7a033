"""Letters name the case in which we work on a need: its journey bears that number."""

from django.db import migrations

FILL = """
UPDATE conversations_journey journey SET token = latest.number
  FROM (SELECT DISTINCT ON (journey_id) journey_id, number FROM cases_case ORDER BY journey_id, id DESC) latest
 WHERE latest.journey_id = journey.id;
"""


class Migration(migrations.Migration):
    """Fills what stands; nothing is lost on the way back."""

    dependencies = (("cases", "0017_doubts"), ("conversations", "0006_known_as"))

    operations = (migrations.RunSQL(FILL, migrations.RunSQL.noop),)
