"""A merge remembers the promises it brought, and an answer lies with its case also where it is written at once."""

import django.db.models.deletion
from django.db import migrations, models

from fiverings.core.database import immutable

REMEMBER = """
WITH RECURSIVE part AS (
    SELECT id AS merge, case_id FROM cases_casemerge WHERE undone_at IS NULL
    UNION SELECT part.merge, inner_one.case_id FROM part
        JOIN cases_casemerge inner_one ON inner_one.survivor_id = part.case_id AND inner_one.undone_at IS NULL)
INSERT INTO cases_mergedpromise (merge_id, promise_id)
SELECT part.merge, promise.id FROM part
    JOIN promises_promise promise ON promise.subject_label = 'cases.case' AND promise.subject_id = part.case_id
    JOIN promises_outstanding owed ON owed.promise_id = promise.id;
"""

RULES = """
DROP TRIGGER cases_an_answer_lies_with_its_case ON cases_cascadepart;
CREATE TRIGGER cases_an_answer_lies_with_its_case AFTER INSERT OR UPDATE OF message_id ON cases_cascadepart
    FOR EACH ROW WHEN (NEW.message_id IS NOT NULL) EXECUTE FUNCTION cases_an_answer_lies_with_its_case();
COMMENT ON TRIGGER cases_an_answer_lies_with_its_case ON cases_cascadepart IS
    'an answer to many is written to each in their own case';
"""

NO_RULES = """
DROP TRIGGER cases_an_answer_lies_with_its_case ON cases_cascadepart;
CREATE TRIGGER cases_an_answer_lies_with_its_case AFTER UPDATE OF message_id ON cases_cascadepart
    FOR EACH ROW WHEN (NEW.message_id IS NOT NULL) EXECUTE FUNCTION cases_an_answer_lies_with_its_case();
COMMENT ON TRIGGER cases_an_answer_lies_with_its_case ON cases_cascadepart IS
    'an answer to many is written to each in their own case';
"""


class Migration(migrations.Migration):
    """Adds what merges brought, told for those that stand from the promises that are owed."""

    dependencies = (
        ("cases", "0010_goodwill"),
        ("promises", "0001_initial"),
    )

    operations = (
        migrations.CreateModel(
            name="MergedPromise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "merge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="promises", to="cases.casemerge"
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="promises.promise"
                    ),
                ),
            ],
        ),
        migrations.RunSQL(REMEMBER, migrations.RunSQL.noop),
        immutable("cases_mergedpromise"),
        migrations.RunSQL(RULES, NO_RULES),
    )
