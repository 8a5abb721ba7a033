"""One owner who is here and may own, changed only by a handoff or a takeover; states as the table has them."""

from django.db import migrations

from fiverings.core.database import immutable

RULES = """
CREATE SEQUENCE cases_number START 1001;

CREATE FUNCTION cases_refuse(rule text, words text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', words USING ERRCODE = 'check_violation', CONSTRAINT = rule;
END $$;

CREATE FUNCTION cases_may_own(person bigint, kind text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    is_here boolean; held text[];
BEGIN
    SELECT is_active AND NOT is_program, roles INTO is_here, held FROM people_person WHERE id = person FOR SHARE;
    RETURN coalesce(is_here, false) AND ('advocate' = ANY(held) OR (kind = 'internal' AND 'specialist' = ANY(held)));
END $$;

CREATE FUNCTION cases_keep_the_owner() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    this_transaction bigint := pg_current_xact_id()::text::bigint;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.owner_id <> OLD.owner_id
       AND NOT EXISTS (SELECT FROM cases_takeover WHERE case_id = NEW.id AND giver_id = OLD.owner_id
                       AND taker_id = NEW.owner_id AND xact = this_transaction)
       AND NOT EXISTS (SELECT FROM cases_handoff WHERE case_id = NEW.id AND giver_id = OLD.owner_id
                       AND receiver_id = NEW.owner_id AND outcome = 'accepted' AND accepted_in = this_transaction) THEN
        PERFORM cases_refuse('cases_an_owner_hands_off', 'An owner changes only by a handoff that is accepted, or a takeover');
    END IF;
    IF NEW.ended_at IS NULL AND NOT cases_may_own(NEW.owner_id, NEW.kind) THEN
        PERFORM cases_refuse('cases_an_open_case_has_an_owner_who_is_here',
                             'An open case is owned by an advocate who works here');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_keep_the_owner BEFORE INSERT OR UPDATE OF owner_id, state, ended_at, kind ON cases_case
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
    IF EXISTS (SELECT FROM cases_case WHERE owner_id = NEW.id AND ended_at IS NULL
               AND NOT cases_may_own(owner_id, kind)) THEN
        PERFORM cases_refuse('people_person_with_open_cases_stays', 'This person owns open cases');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER people_person_with_open_cases_stays AFTER UPDATE OF is_active, roles ON people_person
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN ((OLD.is_active AND NOT NEW.is_active) OR OLD.roles <> NEW.roles)
    EXECUTE FUNCTION cases_keep_their_owners();

COMMENT ON TRIGGER cases_keep_the_owner ON cases_case IS
    'the owner is an advocate who is here, and changes only with a takeover or an accepted handoff in the same transaction';
COMMENT ON TRIGGER cases_are_not_deleted ON cases_case IS 'no case is ever deleted';
COMMENT ON TRIGGER people_person_with_open_cases_stays ON people_person IS
    'who owns open cases hands each of them off before leaving or giving up the role';

INSERT INTO core_personal VALUES ('cases_case', 'need');
"""

NO_RULES = """
DELETE FROM core_personal WHERE table_name = 'cases_case';
DROP TRIGGER people_person_with_open_cases_stays ON people_person; DROP FUNCTION cases_keep_their_owners;
DROP TRIGGER cases_are_not_deleted ON cases_case; DROP FUNCTION cases_are_not_deleted;
DROP TRIGGER cases_keep_the_owner ON cases_case; DROP FUNCTION cases_keep_the_owner;
DROP FUNCTION cases_may_own; DROP FUNCTION cases_refuse; DROP SEQUENCE cases_number;
"""


class Migration(migrations.Migration):
    """The rules of owning; the guard on people who own open cases."""

    dependencies = (("cases", "0001_initial"), ("core", "0002_rules"))

    operations = (
        migrations.RunSQL(RULES, NO_RULES),
        immutable("cases_takeover", personal=("reason",)),
        immutable(
            "cases_handoff", "case_id", "giver_id", "receiver_id", "note", "next_step", "why", "offered_at",
            personal=("note", "next_step", "why", "read_back"),
        ),
    )  # fmt: skip
