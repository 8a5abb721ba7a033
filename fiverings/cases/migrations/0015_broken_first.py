"""A case whose promise was broken stands in lists under the time that was broken first, until it is made right."""

from django.db import migrations

RULES = """
CREATE FUNCTION cases_next_due_time(of_case bigint) RETURNS timestamptz LANGUAGE sql STABLE AS $$
    WITH RECURSIVE owed AS (
        SELECT p.recovers_id, o.due_at FROM promises_outstanding o JOIN promises_promise p ON p.id = o.promise_id
         WHERE o.subject_label = 'cases.case' AND o.subject_id = of_case
        UNION ALL
        SELECT p.recovers_id, p.due_at FROM owed JOIN promises_promise p ON p.id = owed.recovers_id
    )
    SELECT min(due_at) FROM owed
$$;
CREATE OR REPLACE FUNCTION cases_keep_the_next_due_time() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    about bigint[];
BEGIN
    IF TG_OP <> 'INSERT' THEN
        about := ARRAY(SELECT DISTINCT subject_id FROM gone WHERE subject_label = 'cases.case');
    END IF;
    IF TG_OP <> 'DELETE' THEN
        about := about || ARRAY(SELECT DISTINCT subject_id FROM come WHERE subject_label = 'cases.case');
    END IF;
    UPDATE cases_case c SET next_due_at = of_case.next_due_at
      FROM (SELECT id, cases_next_due_time(id) AS next_due_at FROM cases_case WHERE id = ANY(about)) AS of_case
     WHERE c.id = of_case.id AND c.next_due_at IS DISTINCT FROM of_case.next_due_at;
    RETURN NULL;
END $$;
UPDATE cases_case SET next_due_at = cases_next_due_time(id)
 WHERE ended_at IS NULL AND next_due_at IS DISTINCT FROM cases_next_due_time(id);
"""

NO_RULES = """
CREATE OR REPLACE FUNCTION cases_keep_the_next_due_time() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    about bigint[];
BEGIN
    IF TG_OP <> 'INSERT' THEN
        about := ARRAY(SELECT DISTINCT subject_id FROM gone WHERE subject_label = 'cases.case');
    END IF;
    IF TG_OP <> 'DELETE' THEN
        about := about || ARRAY(SELECT DISTINCT subject_id FROM come WHERE subject_label = 'cases.case');
    END IF;
    UPDATE cases_case c SET next_due_at = of_case.next_due_at
      FROM (SELECT id, (SELECT min(due_at) FROM promises_outstanding
                         WHERE subject_label = 'cases.case' AND subject_id = cases_case.id) AS next_due_at
              FROM cases_case WHERE id = ANY(about)) AS of_case
     WHERE c.id = of_case.id AND c.next_due_at IS DISTINCT FROM of_case.next_due_at;
    RETURN NULL;
END $$;
DROP FUNCTION cases_next_due_time(bigint);
"""


class Migration(migrations.Migration):
    """What was broken is due before all that is due next."""

    dependencies = (("cases", "0014_goodwill_of_all_parts"), ("promises", "0007_mends"))

    operations = (migrations.RunSQL(RULES, NO_RULES),)
