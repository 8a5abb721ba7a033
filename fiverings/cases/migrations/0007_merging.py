"""What is merged stays one customer's: nobody's words go away with another's, and no thread is left behind."""

from django.db import migrations

RULES = """
CREATE OR REPLACE FUNCTION cases_the_merged_hear_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    journey bigint := NEW.journey_id;
BEGIN
    PERFORM FROM cases_case WHERE journey_id = journey FOR SHARE;
    IF EXISTS (SELECT FROM cases_case WHERE journey_id = journey AND state = 'merged')
       AND EXISTS (SELECT FROM conversations_thread WHERE journey_id = journey
                   AND (TG_TABLE_NAME = 'cases_case' OR id = NEW.id)) THEN
        PERFORM cases_refuse('cases_the_merged_hear_nothing', 'What is said about a merged case lands on the survivor');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER cases_the_merged_leave_no_thread AFTER UPDATE OF state ON cases_case
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.state = 'merged') EXECUTE FUNCTION cases_the_merged_hear_nothing();

CREATE FUNCTION cases_what_was_merged_is_parted_first() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    part text;
BEGIN
    SELECT merged.number INTO part FROM cases_casemerge merge
        JOIN cases_case merged ON merged.id = merge.case_id
        JOIN cases_case survivor ON survivor.id = merge.survivor_id
        JOIN conversations_journey its ON its.id = merged.journey_id
        JOIN conversations_journey theirs ON theirs.id = survivor.journey_id
        WHERE merge.undone_at IS NULL AND its.opened_for_id <> theirs.opened_for_id
          AND NEW.account_id IN (its.opened_for_id, theirs.opened_for_id)
        ORDER BY merge.id LIMIT 1;
    IF part IS NOT NULL THEN
        RAISE EXCEPTION 'Words of another customer would go away with theirs' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'cases_what_was_merged_is_parted_first', DETAIL = part;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER cases_what_was_merged_is_parted_first AFTER UPDATE OF undone_at ON customers_settlement
    FOR EACH ROW WHEN (NEW.undone_at IS NOT NULL AND NEW.into_id IS NOT NULL)
    EXECUTE FUNCTION cases_what_was_merged_is_parted_first();

CREATE FUNCTION cases_what_is_merged_goes_nowhere_else() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    journeys bigint[]; origins integer; accounts integer;
BEGIN
    SELECT array_agg(journey_id) INTO journeys FROM cases_case WHERE id IN (NEW.case_id, NEW.survivor_id);
    PERFORM FROM customers_settlement settlement JOIN conversations_journey journey
        ON settlement.account_id = journey.opened_for_id AND settlement.into_id = journey.account_id
        WHERE journey.id = ANY(journeys) FOR SHARE OF settlement;
    SELECT count(DISTINCT opened_for_id), count(DISTINCT account_id) INTO origins, accounts
        FROM conversations_journey WHERE id = ANY(journeys);
    IF accounts > 1 OR (origins > 1 AND EXISTS (
        SELECT FROM conversations_journey journey JOIN customers_settlement undone
            ON undone.account_id = journey.opened_for_id AND undone.into_id = journey.account_id
            WHERE journey.id = ANY(journeys) AND undone.undone_at IS NOT NULL AND NOT EXISTS (
                SELECT FROM customers_settlement again WHERE again.account_id = undone.account_id
                    AND again.into_id = undone.into_id AND again.undone_at IS NULL AND again.id > undone.id))) THEN
        PERFORM cases_refuse('cases_what_is_merged_goes_nowhere_else', 'One of the two goes to another customer now');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER cases_what_is_merged_goes_nowhere_else AFTER INSERT ON cases_casemerge
    FOR EACH ROW EXECUTE FUNCTION cases_what_is_merged_goes_nowhere_else();

COMMENT ON TRIGGER cases_the_merged_leave_no_thread ON cases_case IS
    'at commit no thread was left on the journey of a case that is merged';
COMMENT ON TRIGGER cases_what_was_merged_is_parted_first ON customers_settlement IS
    'who somebody is is not taken back while a case of theirs is one with a case that others opened';
COMMENT ON TRIGGER cases_what_is_merged_goes_nowhere_else ON cases_casemerge IS
    'a case is merged with one of the same customer, which is not about to go back to the stranger who opened it';
"""

NO_RULES = """
DROP TRIGGER cases_what_is_merged_goes_nowhere_else ON cases_casemerge;
DROP FUNCTION cases_what_is_merged_goes_nowhere_else;
DROP TRIGGER cases_what_was_merged_is_parted_first ON customers_settlement;
DROP FUNCTION cases_what_was_merged_is_parted_first;
DROP TRIGGER cases_the_merged_leave_no_thread ON cases_case;
CREATE OR REPLACE FUNCTION cases_the_merged_hear_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM cases_case WHERE journey_id = NEW.journey_id AND state = 'merged')
       AND EXISTS (SELECT FROM conversations_thread WHERE id = NEW.id AND journey_id = NEW.journey_id) THEN
        PERFORM cases_refuse('cases_the_merged_hear_nothing', 'What is said about a merged case lands on the survivor');
    END IF;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    """The guards of merging that cases leave on settlements, threads and merges."""

    dependencies = (
        ("cases", "0006_leaving"),
        ("conversations", "0003_calls"),
        ("customers", "0001_initial"),
    )

    operations = (migrations.RunSQL(RULES, NO_RULES),)
