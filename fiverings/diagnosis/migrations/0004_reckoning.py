"""A session knows what was reported, and may be left for another guide; a left one is as little changed as a settled one."""

from django.db import migrations, models

from fiverings.core.database import immutable

RULES = """
CREATE OR REPLACE FUNCTION diagnosis_keep_the_settled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A diagnosis that is settled or left is not changed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'diagnosis_a_settled_session_is_not_changed';
END $$;
DROP TRIGGER diagnosis_keep_the_settled ON diagnosis_diagnosissession;
CREATE TRIGGER diagnosis_keep_the_settled BEFORE UPDATE ON diagnosis_diagnosissession
    FOR EACH ROW WHEN (OLD.settled_at IS NOT NULL OR OLD.left_at IS NOT NULL)
    EXECUTE FUNCTION diagnosis_keep_the_settled();
COMMENT ON TRIGGER diagnosis_keep_the_settled ON diagnosis_diagnosissession IS
    'a session that is settled or left is not changed';
CREATE OR REPLACE FUNCTION diagnosis_refuse_late_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    over timestamptz;
BEGIN
    SELECT coalesce(settled_at, left_at) INTO over FROM diagnosis_diagnosissession
        WHERE id = NEW.session_id FOR NO KEY UPDATE;
    IF over IS NOT NULL THEN
        RAISE EXCEPTION 'A diagnosis that is settled or left takes no more answers'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'diagnosis_a_settled_session_takes_no_answers';
    END IF;
    IF NEW.seq <> (SELECT count(*) + 1 FROM diagnosis_evidence WHERE session_id = NEW.session_id) THEN
        RAISE EXCEPTION 'Evidence is numbered without gaps'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'diagnosis_evidence_has_no_gaps';
    END IF;
    RETURN NEW;
END $$;
COMMENT ON TRIGGER diagnosis_refuse_late_evidence ON diagnosis_evidence IS
    'a session that is settled or left takes no more answers, and what it takes is numbered without gaps';
"""
UNGUARD = """
DROP TRIGGER diagnosis_diagnosissession_keep ON diagnosis_diagnosissession;
DROP TRIGGER diagnosis_diagnosissession_keep_all ON diagnosis_diagnosissession;
"""


class Migration(migrations.Migration):
    """Symptoms, and guides that are left."""

    dependencies = (("diagnosis", "0003_shipped"),)

    operations = (
        migrations.AddField("diagnosissession", "symptom", models.TextField(blank=True, default="")),
        migrations.AddField("diagnosissession", "left_at", models.DateTimeField(blank=True, null=True)),
        migrations.RemoveConstraint("diagnosissession", "diagnosis_one_open_session_on_a_journey"),
        migrations.AddConstraint(
            "diagnosissession",
            models.UniqueConstraint(
                condition=models.Q(settled_at=None, left_at=None),
                fields=["journey"],
                name="diagnosis_one_open_session_on_a_journey",
            ),
        ),
        migrations.AddConstraint(
            "diagnosissession",
            models.CheckConstraint(
                condition=models.Q(settled_at=None) | models.Q(left_at=None),
                name="diagnosis_a_session_is_settled_or_left",
            ),
        ),
        migrations.RunSQL(UNGUARD, migrations.RunSQL.noop),
        immutable(
            "diagnosis_diagnosissession", "journey_id", "version_id", "contracted", "unit", "symptom", "follows_id",
            "begun_by_id", "begun_at"
        ),
        migrations.RunSQL(RULES, migrations.RunSQL.noop),
    )
