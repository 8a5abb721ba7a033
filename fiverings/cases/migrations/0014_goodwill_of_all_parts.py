"""Goodwill on what became part of a case counts for it, however many merges lie in between."""

from django.db import migrations

COUNTED = """
CREATE OR REPLACE FUNCTION cases_goodwill_is_allowed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    whole bigint; allowed numeric; standing numeric;
BEGIN
    {whole}
    PERFORM FROM cases_case WHERE id IN (NEW.case_id, whole) ORDER BY id FOR NO KEY UPDATE;
    IF NEW.approval_id IS NOT NULL THEN
        PERFORM FROM cases_goodwillapproval asked
            WHERE asked.id = NEW.approval_id AND asked.state = 'approved' AND asked.case_id = NEW.case_id
            AND asked.amount = NEW.amount AND asked.currency = NEW.currency AND asked.asked_by_id = NEW.by_id;
    ELSIF NEW.limit_id IS NULL THEN
        PERFORM FROM people_person WHERE id = NEW.by_id AND roles @> '{{executive}}';
    ELSE
        SELECT own.amount INTO allowed FROM cases_goodwilllimit own
            JOIN people_person giver ON giver.id = NEW.by_id AND own.role = ANY (giver.roles)
            WHERE own.id = NEW.limit_id AND own.currency = NEW.currency AND own.since <= NEW.at
            AND NOT EXISTS (SELECT FROM cases_goodwilllimit later WHERE later.role = own.role
                            AND later.currency = own.currency AND later.since <= NEW.at
                            AND (later.since, later.id) > (own.since, own.id));
        {parts}
            WHERE given.currency = NEW.currency
            AND NOT EXISTS (SELECT FROM cases_goodwillreturn taken WHERE taken.goodwill_id = given.id);
        PERFORM WHERE standing <= allowed;
    END IF;
    IF NOT FOUND THEN
        PERFORM cases_refuse('cases_goodwill_is_allowed', 'That is more than may be granted on this case unasked');
    END IF;
    RETURN NULL;
END $$;
"""

OF_ALL_PARTS = COUNTED.format(
    whole="""
    WITH RECURSIVE above (id, merged_into_id) AS (
        SELECT id, merged_into_id FROM cases_case WHERE id = NEW.case_id
        UNION SELECT one.id, one.merged_into_id FROM cases_case one JOIN above ON one.id = above.merged_into_id
    ) SELECT id INTO whole FROM above WHERE merged_into_id IS NULL;""",
    parts="""
        WITH RECURSIVE part (id) AS (
            SELECT whole UNION SELECT one.id FROM cases_case one JOIN part ON one.merged_into_id = part.id
        ) SELECT sum(given.amount) INTO standing FROM cases_goodwill given JOIN part ON part.id = given.case_id""",
)

OF_THE_NEXT = COUNTED.format(
    whole="SELECT coalesce(merged_into_id, id) INTO whole FROM cases_case WHERE id = NEW.case_id;",
    parts="""
        SELECT sum(given.amount) INTO standing FROM cases_goodwill given
            JOIN cases_case part ON part.id = given.case_id AND (part.id = whole OR part.merged_into_id = whole)""",
)


class Migration(migrations.Migration):
    """A limit is counted over the whole, and over each part of its parts."""

    dependencies = (("cases", "0013_next_due_times"),)

    operations = (migrations.RunSQL(OF_ALL_PARTS, OF_THE_NEXT),)
