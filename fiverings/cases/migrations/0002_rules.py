"""What must hold for every case, kept by the database: one owner who is here, changed only by a handoff or a takeover."""

from django.db import migrations

from fiverings.core.database import immutable

RULES = """
CREATE SEQUENCE cases_number START 1001;

CREATE FUNCTION cases_refuse(rule text, words text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', words USING ERRCODE = 'check_violation', CONSTRAINT = rule;
END $$;

CREATE FUNCTION cases_keep_the_closed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may_change text[] := ARRAY['account_id'];
BEGIN
    IF current_setting('fiverings.forgetting', true) = 'cases_case:' || OLD.id THEN
        may_change := may_change || core_personal_columns('cases_case');
    END IF;
    IF NEW.state <> 'closed' THEN
        IF NOT EXISTS (SELECT FROM cases_reopening WHERE case_id = NEW.id AND xact = pg_current_xact_id()::text::bigint) THEN
            PERFORM cases_refuse('cases_the_closed_is_reopened_first', 'A closed case opens only by a reopening that says why');
        END IF;
    ELSIF to_jsonb(OLD) - may_change IS DISTINCT FROM to_jsonb(NEW) - may_change THEN
        PERFORM cases_refuse('cases_the_closed_is_not_changed', 'A closed case is not changed');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_keep_the_closed BEFORE UPDATE ON cases_case
    FOR EACH ROW WHEN (OLD.state = 'closed') EXECUTE FUNCTION cases_keep_the_closed();

CREATE FUNCTION cases_keep_the_owner() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    this_transaction bigint := pg_current_xact_id()::text::bigint;
    is_here boolean;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.owner_id <> OLD.owner_id
       AND NOT EXISTS (SELECT FROM cases_takeover WHERE case_id = NEW.id AND giver_id = OLD.owner_id
                       AND taker_id = NEW.owner_id AND xact = this_transaction)
       AND NOT EXISTS (SELECT FROM cases_handoff WHERE case_id = NEW.id AND giver_id = OLD.owner_id
                       AND receiver_id = NEW.owner_id AND outcome = 'accepted' AND accepted_in = this_transaction) THEN
        PERFORM cases_refuse('cases_an_owner_hands_off', 'An owner changes only by a handoff that is accepted, or a takeover');
    END IF;
    IF NEW.state <> 'closed' THEN
        SELECT is_active INTO is_here FROM people_person WHERE id = NEW.owner_id FOR SHARE;
        IF NOT coalesce(is_here, false) THEN
            PERFORM cases_refuse('cases_an_open_case_has_an_owner_who_is_here', 'An open case is owned by somebody who works here');
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_keep_the_owner BEFORE INSERT OR UPDATE OF owner_id, state ON cases_case
    FOR EACH ROW EXECUTE FUNCTION cases_keep_the_owner();

CREATE FUNCTION cases_are_not_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM cases_refuse('cases_are_not_deleted', 'A case is closed, never deleted');
    RETURN NULL;
END $$;
CREATE TRIGGER cases_are_not_deleted BEFORE DELETE OR TRUNCATE ON cases_case
    FOR EACH STATEMENT EXECUTE FUNCTION cases_are_not_deleted();

CREATE FUNCTION cases_keep_their_owners() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM people_person WHERE id = NEW.id AND NOT is_active)
       AND EXISTS (SELECT FROM cases_case WHERE owner_id = NEW.id AND closed_at IS NULL) THEN
        PERFORM cases_refuse('people_person_with_open_cases_stays', 'This person owns open cases');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER people_person_with_open_cases_stays AFTER UPDATE OF is_active ON people_person
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.is_active AND NOT NEW.is_active) EXECUTE FUNCTION cases_keep_their_owners();

COMMENT ON TRIGGER cases_keep_the_closed ON cases_case IS 'a closed case changes only by being reopened';
COMMENT ON TRIGGER cases_keep_the_owner ON cases_case IS
    'the owner changes only with a takeover or an accepted handoff in the same transaction';
COMMENT ON TRIGGER cases_are_not_deleted ON cases_case IS 'no case is ever deleted';
COMMENT ON TRIGGER people_person_with_open_cases_stays ON people_person IS
    'who owns open cases hands each of them off before leaving';

INSERT INTO core_personal VALUES ('cases_case', 'need');
"""

NO_RULES = """
DELETE FROM core_personal WHERE table_name = 'cases_case';
DROP TRIGGER people_person_with_open_cases_stays ON people_person; DROP FUNCTION cases_keep_their_owners;
DROP TRIGGER cases_are_not_deleted ON cases_case; DROP FUNCTION cases_are_not_deleted;
DROP TRIGGER cases_keep_the_owner ON cases_case; DROP FUNCTION cases_keep_the_owner;
DROP TRIGGER cases_keep_the_closed ON cases_case; DROP FUNCTION cases_keep_the_closed;
DROP FUNCTION cases_refuse; DROP SEQUENCE cases_number;
"""


class Migration(migrations.Migration):
    """The rules of owning and closing; the guard on people who own open cases."""

    dependencies = (("cases", "0001_initial"), ("core", "0002_rules"))

    operations = (
        migrations.RunSQL(RULES, NO_RULES),
        immutable("cases_takeover", personal=("reason",)),
        immutable("cases_closure", personal=("solution",)),
        immutable("cases_reopening", personal=("reason",)),
        immutable(
            "cases_handoff", "case_id", "giver_id", "receiver_id", "note", "offered_at", personal=("note",)
        ),
    )
