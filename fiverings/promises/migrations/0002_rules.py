"""What was told stays as it was told, and every promise is either owed or has its one outcome, kept by the database."""

from django.db import migrations

from fiverings.core.database import append_only, immutable

RULES = """
CREATE FUNCTION promises_refuse(rule text, words text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', words USING ERRCODE = 'check_violation', CONSTRAINT = rule;
END $$;

CREATE FUNCTION promises_keep_one_ending() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    which bigint;
BEGIN
    IF TG_OP = 'DELETE' THEN
        which := OLD.promise_id;
    ELSE
        which := NEW.id;
    END IF;
    IF EXISTS (SELECT FROM promises_outstanding WHERE promise_id = which)
     = EXISTS (SELECT FROM promises_outcome WHERE promise_id = which) THEN
        PERFORM promises_refuse('promises_a_promise_is_owed_or_has_its_outcome',
            'A promise is either owed or has its one outcome');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER promises_promise_is_owed AFTER INSERT ON promises_promise
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION promises_keep_one_ending();
CREATE CONSTRAINT TRIGGER promises_outstanding_until_its_outcome AFTER DELETE ON promises_outstanding
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION promises_keep_one_ending();

CREATE FUNCTION promises_begin_what_is_owed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM added a LEFT JOIN promises_promise p ON p.id = a.promise_id
               WHERE p.due_at IS DISTINCT FROM a.due_at) THEN
        PERFORM promises_refuse('promises_due_times_never_move', 'What is owed is due when its promise says');
    ELSIF EXISTS (SELECT FROM added a JOIN promises_outcome o ON o.promise_id = a.promise_id) THEN
        PERFORM promises_refuse('promises_a_promise_is_owed_or_has_its_outcome',
            'A promise is either owed or has its one outcome');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER promises_outstanding_begins AFTER INSERT ON promises_outstanding
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION promises_begin_what_is_owed();

CREATE FUNCTION promises_keep_the_due_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.promise_id <> OLD.promise_id THEN
        PERFORM promises_refuse('promises_outstanding_stays_with_its_promise', 'What is owed stays with its promise');
    ELSIF NEW.due_at <> OLD.due_at THEN
        PERFORM promises_refuse('promises_due_times_never_move', 'What is owed is due when its promise says');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER promises_outstanding_keeps_its_time BEFORE UPDATE OF promise_id, due_at ON promises_outstanding
    FOR EACH ROW EXECUTE FUNCTION promises_keep_the_due_time();
CREATE FUNCTION promises_refuse_emptying() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM promises_refuse('promises_outstanding_is_never_emptied', 'What is owed is never emptied');
    RETURN NULL;
END $$;
CREATE TRIGGER promises_outstanding_keep_all BEFORE TRUNCATE ON promises_outstanding
    FOR EACH STATEMENT EXECUTE FUNCTION promises_refuse_emptying();

CREATE FUNCTION promises_keep_the_ending_true() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM added a JOIN promises_outstanding o ON o.promise_id = a.promise_id) THEN
        PERFORM promises_refuse('promises_a_promise_is_owed_or_has_its_outcome',
            'A promise is either owed or has its one outcome');
    ELSIF EXISTS (SELECT FROM added a JOIN promises_promise p ON p.id = a.promise_id
                  WHERE a.kind = 'broken' AND a.at <= p.due_at) THEN
        PERFORM promises_refuse('promises_nothing_is_broken_before_its_time', 'A promise is not broken before its time');
    ELSIF EXISTS (SELECT FROM added a JOIN promises_promise p ON p.id = a.promise_id
                  WHERE a.kind <> 'broken' AND a.at > p.due_at) THEN
        PERFORM promises_refuse('promises_what_is_overdue_is_broken', 'A promise whose time has passed is broken');
    ELSIF EXISTS (SELECT FROM added a JOIN promises_promise p ON p.id = a.promise_id
                  LEFT JOIN promises_renegotiation r ON r.promise_id = p.id AND r.at <= p.due_at AND btrim(r.consent) <> ''
                  WHERE a.kind = 'replaced' AND r.id IS NULL) THEN
        PERFORM promises_refuse('promises_a_replacement_has_consent_in_time',
            'A promise is replaced only with consent, given before its time passed');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER promises_outcome_is_true AFTER INSERT ON promises_outcome
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION promises_keep_the_ending_true();

CREATE FUNCTION promises_keep_the_renegotiation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM promises_outcome WHERE promise_id = NEW.promise_id AND kind = 'replaced')
       OR NOT EXISTS (SELECT FROM promises_promise WHERE id = NEW.replacement_id AND replaces_id = NEW.promise_id) THEN
        PERFORM promises_refuse('promises_a_renegotiation_replaces', 'A renegotiation replaces one promise by another');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER promises_renegotiation_replaces AFTER INSERT ON promises_renegotiation
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION promises_keep_the_renegotiation();

CREATE FUNCTION promises_keep_the_breach() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM promises_outcome WHERE promise_id = NEW.promise_id AND kind = 'broken' AND at <= NEW.at) THEN
        PERFORM promises_refuse('promises_only_the_broken_is_fulfilled_late', 'Only a broken promise is fulfilled late');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER promises_latefulfilment_is_true BEFORE INSERT ON promises_latefulfilment
    FOR EACH ROW EXECUTE FUNCTION promises_keep_the_breach();

CREATE TRIGGER promises_chargedisclosure_acknowledged_once BEFORE UPDATE OF acknowledged_at ON promises_chargedisclosure
    FOR EACH ROW WHEN (OLD.acknowledged_at IS NOT NULL) EXECUTE FUNCTION core_refuse_change();
CREATE TRIGGER promises_pause_ends_once BEFORE UPDATE OF ended_at ON promises_pause
    FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION core_refuse_change();

INSERT INTO core_personal SELECT 'promises_offer', unnest(ARRAY['what', 'sentence', 'address', 'consent']);

COMMENT ON TRIGGER promises_promise_is_owed ON promises_promise IS 'a promise is either owed or has its one outcome';
COMMENT ON TRIGGER promises_outstanding_until_its_outcome ON promises_outstanding IS
    'what is owed is deleted only in the transaction that writes its outcome';
COMMENT ON TRIGGER promises_outstanding_begins ON promises_outstanding IS
    'what is owed is due when its promise says, and has no outcome yet';
COMMENT ON TRIGGER promises_outstanding_keeps_its_time ON promises_outstanding IS
    'what is owed stays with its promise, and its time never moves';
COMMENT ON TRIGGER promises_outstanding_keep_all ON promises_outstanding IS 'the table is never emptied';
COMMENT ON TRIGGER promises_outcome_is_true ON promises_outcome IS
    'of what is not owed any more: broken only after its time, else in time; replaced only with consent given in time';
COMMENT ON TRIGGER promises_renegotiation_replaces ON promises_renegotiation IS
    'a renegotiation names the promise that was replaced and the one in its place';
COMMENT ON TRIGGER promises_latefulfilment_is_true ON promises_latefulfilment IS 'only a broken promise is fulfilled late';
COMMENT ON TRIGGER promises_chargedisclosure_acknowledged_once ON promises_chargedisclosure IS
    'the first acknowledgement counts';
COMMENT ON TRIGGER promises_pause_ends_once ON promises_pause IS 'a pause ends once';
"""

NO_RULES = """
DELETE FROM core_personal WHERE table_name = 'promises_offer';
DROP TRIGGER promises_pause_ends_once ON promises_pause;
DROP TRIGGER promises_chargedisclosure_acknowledged_once ON promises_chargedisclosure;
DROP TRIGGER promises_latefulfilment_is_true ON promises_latefulfilment; DROP FUNCTION promises_keep_the_breach;
DROP TRIGGER promises_renegotiation_replaces ON promises_renegotiation; DROP FUNCTION promises_keep_the_renegotiation;
DROP TRIGGER promises_outcome_is_true ON promises_outcome; DROP FUNCTION promises_keep_the_ending_true;
DROP TRIGGER promises_outstanding_keep_all ON promises_outstanding; DROP FUNCTION promises_refuse_emptying;
DROP TRIGGER promises_outstanding_keeps_its_time ON promises_outstanding; DROP FUNCTION promises_keep_the_due_time;
DROP TRIGGER promises_outstanding_begins ON promises_outstanding; DROP FUNCTION promises_begin_what_is_owed;
DROP TRIGGER promises_outstanding_until_its_outcome ON promises_outstanding;
DROP TRIGGER promises_promise_is_owed ON promises_promise; DROP FUNCTION promises_keep_one_ending;
DROP FUNCTION promises_refuse;
"""

TOLD = ("what", "sentence", "address", "consent")
DISCLOSED = (
    "subject_label", "subject_id", "journey_id", "billable", "basis", "estimate", "cap", "currency", "sentence",
    "message_id", "told_by_id", "told_to_id", "told_at", "told_how", "promise_id",
)


class Migration(migrations.Migration):
    """Promises and what became of them are only ever added; due times never move; a breach is never undone."""

    dependencies = (("promises", "0001_initial"), ("core", "0002_rules"))

    operations = (
        append_only("promises_guarantee"),
        immutable("promises_expectation", personal=("words",)),
        immutable("promises_promise", personal=TOLD),
        immutable("promises_outcome", personal=("words",)),
        append_only("promises_latefulfilment"),
        immutable("promises_renegotiation", personal=("consent",)),
        immutable("promises_promiseattempt", personal=("words",)),
        immutable("promises_chargedisclosure", *DISCLOSED, personal=("basis", "estimate", "sentence")),
        immutable("promises_pause", "subject_label", "subject_id", "journey_id", "question_id", "begun_at", "until_at"),
        migrations.RunSQL(RULES, NO_RULES),
    )
