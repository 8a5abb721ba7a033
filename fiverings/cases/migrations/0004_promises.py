"""An open case always has a promise that stands; its next due time is kept beside it; the merged owe nothing."""

from django.db import migrations

RULES = """
CREATE FUNCTION cases_an_open_case_is_promised() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    about bigint;
BEGIN
    IF TG_TABLE_NAME = 'cases_case' THEN
        about := NEW.id;
    ELSIF OLD.subject_label <> 'cases.case' THEN
        RETURN NULL;
    ELSE
        about := OLD.subject_id;
    END IF;
    IF EXISTS (SELECT FROM cases_case WHERE id = about AND ended_at IS NULL)
       AND NOT EXISTS (SELECT FROM promises_outstanding WHERE subject_label = 'cases.case' AND subject_id = about) THEN
        PERFORM cases_refuse('cases_an_open_case_has_a_promise', 'An open case has a promise that stands');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER cases_an_open_case_has_a_promise AFTER INSERT OR UPDATE OF state, ended_at ON cases_case
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.ended_at IS NULL) EXECUTE FUNCTION cases_an_open_case_is_promised();
CREATE CONSTRAINT TRIGGER cases_the_last_promise_has_a_next AFTER DELETE OR UPDATE ON promises_outstanding
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION cases_an_open_case_is_promised();

CREATE FUNCTION cases_the_ended_owe_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    about bigint;
BEGIN
    IF TG_TABLE_NAME = 'cases_case' THEN
        about := NEW.id;
    ELSIF NEW.subject_label <> 'cases.case' THEN
        RETURN NULL;
    ELSE
        about := NEW.subject_id;
    END IF;
    IF EXISTS (SELECT FROM cases_case WHERE id = about AND state IN ('closed', 'merged'))
       AND EXISTS (SELECT FROM promises_outstanding WHERE subject_label = 'cases.case' AND subject_id = about) THEN
        PERFORM cases_refuse('cases_the_closed_and_merged_owe_nothing', 'A closed or merged case has no promise that stands');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER cases_the_closed_and_merged_owe_nothing AFTER UPDATE OF state ON cases_case
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.state IN ('closed', 'merged')) EXECUTE FUNCTION cases_the_ended_owe_nothing();
CREATE CONSTRAINT TRIGGER cases_nothing_is_owed_to_the_ended AFTER INSERT OR UPDATE ON promises_outstanding
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION cases_the_ended_owe_nothing();

CREATE FUNCTION cases_keep_the_next_due_time() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE FUNCTION cases_the_merged_hear_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM cases_case WHERE journey_id = NEW.journey_id AND state = 'merged')
       AND EXISTS (SELECT FROM conversations_thread WHERE id = NEW.id AND journey_id = NEW.journey_id) THEN
        PERFORM cases_refuse('cases_the_merged_hear_nothing', 'What is said about a merged case lands on the survivor');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER cases_the_merged_hear_nothing AFTER INSERT OR UPDATE OF journey_id ON conversations_thread
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION cases_the_merged_hear_nothing();

COMMENT ON TRIGGER cases_an_open_case_has_a_promise ON cases_case IS 'at commit an open case has a promise that stands';
COMMENT ON TRIGGER cases_the_last_promise_has_a_next ON promises_outstanding IS
    'what ends the last promise of an open case makes the next, at commit';
COMMENT ON TRIGGER cases_the_closed_and_merged_owe_nothing ON cases_case IS
    'at commit a closed or merged case has no promise that stands';
COMMENT ON TRIGGER cases_nothing_is_owed_to_the_ended ON promises_outstanding IS
    'at commit no promise stands for a closed or merged case';
COMMENT ON TRIGGER cases_keep_the_next_due_time ON promises_outstanding IS
    'the case repeats when its first promise is due, for lists';
COMMENT ON TRIGGER cases_the_merged_hear_nothing ON conversations_thread IS
    'at commit no thread lies on the journey of a merged case';
"""

NO_RULES = """
DROP TRIGGER cases_the_merged_hear_nothing ON conversations_thread; DROP FUNCTION cases_the_merged_hear_nothing;
DROP TRIGGER cases_keep_the_next_due_time ON promises_outstanding; DROP FUNCTION cases_keep_the_next_due_time;
DROP TRIGGER cases_nothing_is_owed_to_the_ended ON promises_outstanding;
DROP TRIGGER cases_the_closed_and_merged_owe_nothing ON cases_case; DROP FUNCTION cases_the_ended_owe_nothing;
DROP TRIGGER cases_the_last_promise_has_a_next ON promises_outstanding;
DROP TRIGGER cases_an_open_case_has_a_promise ON cases_case; DROP FUNCTION cases_an_open_case_is_promised;
"""


class Migration(migrations.Migration):
    """The guards that cases leave on promises and threads."""

    dependencies = (
        ("cases", "0003_states"),
        ("conversations", "0003_calls"),
        ("promises", "0002_rules"),
    )

    operations = (migrations.RunSQL(RULES, NO_RULES),)
