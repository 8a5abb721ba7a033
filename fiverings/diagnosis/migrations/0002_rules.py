"""What was asked and answered stays; a settled session takes no more answers and is not settled again."""

from django.db import migrations

from fiverings.core.database import append_only, immutable

RULES = """
CREATE FUNCTION diagnosis_keep_the_settled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A settled diagnosis is not changed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'diagnosis_a_settled_session_is_not_changed';
END $$;
CREATE TRIGGER diagnosis_keep_the_settled BEFORE UPDATE ON diagnosis_diagnosissession
    FOR EACH ROW WHEN (OLD.settled_at IS NOT NULL) EXECUTE FUNCTION diagnosis_keep_the_settled();
CREATE FUNCTION diagnosis_refuse_late_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    settled timestamptz;
BEGIN
    SELECT settled_at INTO settled FROM diagnosis_diagnosissession WHERE id = NEW.session_id FOR NO KEY UPDATE;
    IF settled IS NOT NULL THEN
        RAISE EXCEPTION 'A settled diagnosis takes no more answers'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'diagnosis_a_settled_session_takes_no_answers';
    END IF;
    IF NEW.seq <> (SELECT count(*) + 1 FROM diagnosis_evidence WHERE session_id = NEW.session_id) THEN
        RAISE EXCEPTION 'Evidence is numbered without gaps'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'diagnosis_evidence_has_no_gaps';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER diagnosis_refuse_late_evidence BEFORE INSERT ON diagnosis_evidence
    FOR EACH ROW EXECUTE FUNCTION diagnosis_refuse_late_evidence();
COMMENT ON TRIGGER diagnosis_keep_the_settled ON diagnosis_diagnosissession IS 'a settled session is not changed';
COMMENT ON TRIGGER diagnosis_refuse_late_evidence ON diagnosis_evidence IS
    'a settled session takes no more answers, and what it takes is numbered without gaps';
"""
NO_RULES = """
DROP TRIGGER diagnosis_refuse_late_evidence ON diagnosis_evidence; DROP FUNCTION diagnosis_refuse_late_evidence;
DROP TRIGGER diagnosis_keep_the_settled ON diagnosis_diagnosissession; DROP FUNCTION diagnosis_keep_the_settled;
"""


class Migration(migrations.Migration):
    """The guards over guides, sessions and evidence."""

    dependencies = (("diagnosis", "0001_initial"), ("core", "0002_rules"))

    operations = (
        append_only("diagnosis_guideversion"),
        append_only("diagnosis_evidence"),
        immutable(
            "diagnosis_diagnosissession", "journey_id", "version_id", "contracted", "unit", "follows_id",
            "begun_by_id", "begun_at"
        ),
        migrations.RunSQL(RULES, NO_RULES),
    )
