"""A machine may find an alarm graver or milder while it stands, and says so."""

from django.db import migrations, models

KEPT = ("feed", "fingerprint", "name", "began_at", "received_at", "sent_by_id")
BEFORE = ("feed", "fingerprint", "name", "word", "perceived", "began_at", "received_at", "sent_by_id")
SAID_AGAIN = """
CREATE FUNCTION diagnosis_keep_what_was_said() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.word, OLD.perceived) IS DISTINCT FROM (NEW.word, NEW.perceived)
       AND (OLD.ended_at IS NOT NULL OR NEW.said_at <= OLD.said_at) THEN
        RAISE EXCEPTION 'How grave an alarm is changes when its machine says so, while it stands'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'diagnosis_keep_what_was_said';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER diagnosis_keep_what_was_said BEFORE UPDATE ON diagnosis_telemetryevent
    FOR EACH ROW EXECUTE FUNCTION diagnosis_keep_what_was_said();
COMMENT ON TRIGGER diagnosis_keep_what_was_said ON diagnosis_telemetryevent
    IS 'how grave an alarm is changes when its machine says so, while it stands';
"""
NOT_AGAIN = """
DROP TRIGGER diagnosis_keep_what_was_said ON diagnosis_telemetryevent;
DROP FUNCTION diagnosis_keep_what_was_said;
"""


def keep(columns: tuple[str, ...]) -> str:
    """What of an alarm is never changed."""
    return f"""
        DROP TRIGGER diagnosis_telemetryevent_keep ON diagnosis_telemetryevent;
        CREATE TRIGGER diagnosis_telemetryevent_keep BEFORE UPDATE OR DELETE ON diagnosis_telemetryevent
            FOR EACH ROW EXECUTE FUNCTION core_refuse_change({", ".join(f"'{each}'" for each in columns)});
        COMMENT ON TRIGGER diagnosis_telemetryevent_keep ON diagnosis_telemetryevent
            IS '{", ".join(columns)}: once written, never changed, and no row is deleted';
    """


class Migration(migrations.Migration):
    """What was said until now was said when it was received."""

    dependencies = (("diagnosis", "0015_alarms_of_an_account"),)

    operations = (
        migrations.AddField("telemetryevent", "said_at", models.DateTimeField(null=True)),
        migrations.RunSQL("UPDATE diagnosis_telemetryevent SET said_at = received_at", migrations.RunSQL.noop),
        migrations.AlterField("telemetryevent", "said_at", models.DateTimeField()),
        migrations.RunSQL(keep(KEPT), keep(BEFORE)),
        migrations.RunSQL(SAID_AGAIN, NOT_AGAIN),
    )
