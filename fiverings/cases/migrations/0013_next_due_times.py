"""When the first promise of a case is due: kept for all that one statement changes, and written only where it moved."""

from django.db import migrations

RULES = """
DROP TRIGGER cases_keep_the_next_due_time ON promises_outstanding;
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
CREATE TRIGGER cases_next_due_time_of_what_began AFTER INSERT ON promises_outstanding
    REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION cases_keep_the_next_due_time();
CREATE TRIGGER cases_next_due_time_of_what_ended AFTER DELETE ON promises_outstanding
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION cases_keep_the_next_due_time();
CREATE TRIGGER cases_next_due_time_of_what_moved AFTER UPDATE ON promises_outstanding
    REFERENCING OLD TABLE AS gone NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION cases_keep_the_next_due_time();
COMMENT ON TRIGGER cases_next_due_time_of_what_began ON promises_outstanding IS
    'the case repeats when its first promise is due, for lists';
COMMENT ON TRIGGER cases_next_due_time_of_what_ended ON promises_outstanding IS
    'the case repeats when the first promise that is left is due, for lists';
COMMENT ON TRIGGER cases_next_due_time_of_what_moved ON promises_outstanding IS
    'both cases repeat when their first promise is due, for lists';
"""

NO_RULES = """
DROP TRIGGER cases_next_due_time_of_what_moved ON promises_outstanding;
DROP TRIGGER cases_next_due_time_of_what_ended ON promises_outstanding;
DROP TRIGGER cases_next_due_time_of_what_began ON promises_outstanding;
CREATE OR REPLACE FUNCTION cases_keep_the_next_due_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.subject_label = 'cases.case' THEN
        UPDATE cases_case SET next_due_at = (SELECT min(due_at) FROM promises_outstanding
            WHERE subject_label = 'cases.case' AND subject_id = OLD.subject_id) WHERE id = OLD.subject_id;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.subject_label = 'cases.case' THEN
        UPDATE cases_case SET next_due_at = (SELECT min(due_at) FROM promises_outstanding
            WHERE subject_label = 'cases.case' AND subject_id = NEW.subject_id) WHERE id = NEW.subject_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER cases_keep_the_next_due_time AFTER INSERT OR DELETE OR UPDATE OF subject_label, subject_id, due_at
    ON promises_outstanding FOR EACH ROW EXECUTE FUNCTION cases_keep_the_next_due_time();
"""


class Migration(migrations.Migration):
    """What breaks together moves the next due times of its cases together."""

    dependencies = (("cases", "0012_attendance"),)

    operations = (migrations.RunSQL(RULES, NO_RULES),)
