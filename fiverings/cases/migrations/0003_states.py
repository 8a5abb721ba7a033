"""A case moves only as the table of states allows, and each step that has an author leaves its record."""

from django.db import migrations

from fiverings.core.database import immutable

RULES = """
CREATE FUNCTION cases_follow_the_states() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    this_transaction bigint := pg_current_xact_id()::text::bigint;
    step text := OLD.state || '>' || NEW.state;
BEGIN
    IF TG_OP = 'UPDATE' AND step NOT IN (
        'intake>active', 'active>waiting_customer', 'waiting_customer>active', 'active>resolved_proposed',
        'resolved_proposed>active', 'resolved_proposed>resolved', 'intake>resolved', 'resolved>active',
        'resolved>closed', 'intake>merged', 'active>merged', 'merged>intake', 'merged>active') THEN
        PERFORM cases_refuse('cases_states_follow_the_table', format('A case does not go from %s to %s', OLD.state, NEW.state));
    END IF;
    IF step = 'resolved>active' AND NOT EXISTS (
        SELECT FROM cases_reopening WHERE case_id = NEW.id AND xact = this_transaction) THEN
        PERFORM cases_refuse('cases_the_closed_is_reopened_first', 'A resolved case opens only by a reopening that says why');
    END IF;
    IF step IN ('resolved_proposed>resolved', 'intake>resolved') AND NOT EXISTS (
        SELECT FROM cases_closure WHERE case_id = NEW.id AND at = NEW.ended_at) THEN
        PERFORM cases_refuse('cases_the_end_has_a_closure', 'A case is resolved only by a closure that says what met the need');
    END IF;
    IF NEW.state = 'merged' AND NOT EXISTS (
        SELECT FROM cases_casemerge WHERE case_id = NEW.id AND survivor_id = NEW.merged_into_id AND xact = this_transaction) THEN
        PERFORM cases_refuse('cases_the_merged_has_a_merge', 'A case is merged only by a merge that names the survivor');
    END IF;
    IF OLD.state = 'merged' AND NOT EXISTS (
        SELECT FROM cases_casemerge WHERE case_id = NEW.id AND undone_in = this_transaction) THEN
        PERFORM cases_refuse('cases_the_merged_has_a_merge', 'A merged case comes back only by undoing the merge');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_follow_the_states BEFORE UPDATE OF state ON cases_case
    FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION cases_follow_the_states();

CREATE FUNCTION cases_keep_the_closed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may_change text[] := ARRAY['account_id', 'next_due_at'];
BEGIN
    IF current_setting('fiverings.forgetting', true) = 'cases_case:' || OLD.id THEN
        may_change := may_change || core_personal_columns('cases_case');
    END IF;
    IF to_jsonb(OLD) - may_change IS DISTINCT FROM to_jsonb(NEW) - may_change THEN
        PERFORM cases_refuse('cases_the_closed_is_not_changed', 'A closed or merged case is not changed');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_keep_the_closed BEFORE UPDATE ON cases_case
    FOR EACH ROW WHEN (OLD.state = NEW.state AND OLD.state IN ('closed', 'merged'))
    EXECUTE FUNCTION cases_keep_the_closed();

CREATE FUNCTION cases_keep_the_severity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.severity IS NULL OR NOT EXISTS (
        SELECT FROM cases_severity WHERE case_id = NEW.id AND level = NEW.severity
        AND xact = pg_current_xact_id()::text::bigint) THEN
        PERFORM cases_refuse('cases_a_severity_has_its_ground', 'A severity changes only with a record of its ground');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_keep_the_severity BEFORE UPDATE OF severity ON cases_case
    FOR EACH ROW WHEN (OLD.severity IS DISTINCT FROM NEW.severity) EXECUTE FUNCTION cases_keep_the_severity();

COMMENT ON TRIGGER cases_follow_the_states ON cases_case IS
    'the state moves as the table allows; the end, the merge and the reopening each with their record';
COMMENT ON TRIGGER cases_keep_the_closed ON cases_case IS 'a closed or merged case is not changed';
COMMENT ON TRIGGER cases_keep_the_severity ON cases_case IS
    'the severity changes only with a record of its ground in the same transaction';
"""

NO_RULES = """
DROP TRIGGER cases_keep_the_severity ON cases_case; DROP FUNCTION cases_keep_the_severity;
DROP TRIGGER cases_keep_the_closed ON cases_case; DROP FUNCTION cases_keep_the_closed;
DROP TRIGGER cases_follow_the_states ON cases_case; DROP FUNCTION cases_follow_the_states;
"""


class Migration(migrations.Migration):
    """The rules of the state table; the records of severity, chase, closing, reopening and merging are kept."""

    dependencies = (("cases", "0002_owning"),)

    operations = (
        migrations.RunSQL(RULES, NO_RULES),
        immutable("cases_severity", personal=("reason",)),
        immutable("cases_chase"),
        immutable("cases_closure", personal=("solution",)),
        immutable("cases_reopening", personal=("reason",)),
        immutable(
            "cases_casemerge", "case_id", "survivor_id", "state_before", "reason", "by_id", "at", "xact",
            personal=("reason",),
        ),
        immutable("cases_mergedthread"),
        immutable(
            "cases_resolution", "case_id", "solution", "cause_id", "known_answer", "severity_confirmed", "proposed_by_id",
            "proposed_at", personal=("solution", "known_answer", "words"),
        ),
        immutable("cases_escalation", "case_id", "kind", "raised_by_id", "rule", "reason", "needed", "raised_at",
                  personal=("reason", "needed", "decision", "authority")),
        immutable("cases_collaborationrequest", "case_id", "asked_by_id", "to_person_id", "to_team_id", "what", "needed_by",
                  "asked_at", personal=("what", "answer")),
        migrations.RunSQL(
            """INSERT INTO core_personal VALUES ('cases_intake', 'call_back'), ('cases_intake', 'since'),
               ('cases_intake', 'tried'), ('cases_intake', 'effect');""",
            "DELETE FROM core_personal WHERE table_name = 'cases_intake';",
        ),
    )  # fmt: skip
