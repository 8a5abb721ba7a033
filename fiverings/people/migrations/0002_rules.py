"""The duty roster is never empty, and nobody on it leaves: the database checks both at the end of each transaction."""

from django.db import migrations

RULES = """
CREATE FUNCTION people_require_duty(of_seat text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    covered tstzmultirange;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('people_duty:' || of_seat));  -- two who end each the other's cover
    SELECT range_agg(tstzrange(since, until)) INTO covered FROM people_duty WHERE seat = of_seat;
    IF covered IS NULL OR NOT upper_inf(covered) OR (SELECT count(*) FROM unnest(covered)) > 1 THEN
        RAISE EXCEPTION 'There would be a time at which nobody is on duty as %', of_seat
            USING ERRCODE = 'check_violation', CONSTRAINT = 'people_duty_is_never_empty';
    END IF;
END $$;

CREATE FUNCTION people_keep_duty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM people_require_duty(OLD.seat);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM people_require_duty(NEW.seat);
        PERFORM 1 FROM people_person WHERE id = NEW.person_id AND is_active FOR SHARE;
        IF NOT FOUND AND NEW.until IS NULL AND EXISTS (SELECT 1 FROM people_duty WHERE id = NEW.id AND until IS NULL) THEN
            RAISE EXCEPTION 'Somebody who left cannot be on duty'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'people_person_on_duty_is_active';
        END IF;
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER people_duty_keep AFTER INSERT OR UPDATE OR DELETE ON people_duty
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION people_keep_duty();

CREATE FUNCTION people_refuse_emptying() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The duty roster is never empty'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'people_duty_is_never_empty';
END $$;

CREATE TRIGGER people_duty_keep_all BEFORE TRUNCATE ON people_duty
    FOR EACH STATEMENT EXECUTE FUNCTION people_refuse_emptying();

CREATE FUNCTION people_keep_person_on_duty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM people_duty d JOIN people_person p ON p.id = d.person_id
                WHERE d.person_id = NEW.id AND d.until IS NULL AND NOT p.is_active) THEN
        RAISE EXCEPTION 'Somebody on duty cannot leave'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'people_person_on_duty_stays';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER people_person_on_duty_stays AFTER UPDATE OF is_active ON people_person
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NOT NEW.is_active) EXECUTE FUNCTION people_keep_person_on_duty();

COMMENT ON TRIGGER people_duty_keep ON people_duty IS 'at every moment a lead and an executive are on duty';
COMMENT ON TRIGGER people_duty_keep_all ON people_duty IS 'the roster is never emptied';
COMMENT ON TRIGGER people_person_on_duty_stays ON people_person IS 'who is on duty is relieved before leaving';
"""

NO_RULES = """
DROP TRIGGER people_person_on_duty_stays ON people_person;
DROP TRIGGER people_duty_keep ON people_duty;
DROP TRIGGER people_duty_keep_all ON people_duty;
DROP FUNCTION people_keep_person_on_duty;
DROP FUNCTION people_refuse_emptying;
DROP FUNCTION people_keep_duty;
DROP FUNCTION people_require_duty;
"""


class Migration(migrations.Migration):
    """What must hold for everybody, kept by the database."""

    dependencies = (("people", "0001_initial"), ("core", "0002_rules"))

    operations = (migrations.RunSQL(RULES, NO_RULES),)
