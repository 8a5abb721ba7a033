"""What is found is what is written: the database reads each case, message, note and call in the transaction it changes."""

from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations

FOLDING = r"""
CREATE FUNCTION insight_folded(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(lower(unaccent('unaccent', left(words, 100000))), '[^[:alnum:][:space:]]+', ' ', 'g')
$$;

CREATE FUNCTION insight_numbers(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT string_agg(DISTINCT substr(digits, first), ' ')
      FROM (SELECT regexp_replace(number[1], '\D', '', 'g') AS digits
              FROM regexp_matches(left(words, 100000), '\d(?:[ ()./-]{0,2}\d){6,14}', 'g') AS number) AS numbers,
           generate_series(1, length(digits) - 3) AS first
$$;

CREATE FUNCTION insight_read(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_tsvector('simple', CASE WHEN words ~ '\d(?:[ ()./-]{0,2}\d){6}'
        THEN insight_folded(words) || ' ' || coalesce(insight_numbers(words), '') ELSE insight_folded(words) END)
$$;

CREATE FUNCTION insight_query(words text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_tsquery('simple', string_agg(quote_literal(word) ||
               CASE WHEN place = count AND length(word) > 2 THEN ':*' ELSE '' END, ' & ' ORDER BY place)
           || CASE WHEN words ~ '^[\d +()./-]{4,}$' THEN
               ' | ' || quote_literal(right(regexp_replace(words, '\D', '', 'g'), 9)) || ':*' ELSE '' END)
      FROM (SELECT word, place, count(*) OVER () AS count
              FROM regexp_split_to_table(trim(insight_folded(words)), '\s+') WITH ORDINALITY AS split (word, place)
             WHERE word <> '' AND place <= 12) AS said
$$;
"""

READING = """
CREATE FUNCTION insight_words_of_case(number text, need text, account bigint, contact bigint) RETURNS tsvector
    LANGUAGE sql STABLE AS $$
    SELECT setweight(insight_read(number), 'A') || setweight(insight_read(need), 'B') || setweight(insight_read(concat_ws(
        ' ', (SELECT name FROM customers_account WHERE id = account), (SELECT name FROM customers_contact WHERE id = contact)
    )), 'C')
$$;

CREATE FUNCTION insight_words_of_message(subject text, new_text text, whole text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT setweight(insight_read(subject), 'C') || insight_read(CASE new_text WHEN '' THEN whole ELSE new_text END)
$$;

CREATE VIEW insight_source AS
    SELECT 'cases.case' AS label, id AS record_id, journey_id,
           insight_words_of_case(number, need, account_id, contact_id) AS words FROM cases_case
UNION ALL
    SELECT 'conversations.message', m.id, t.journey_id, insight_words_of_message(m.subject, m.new_text, m.text)
      FROM conversations_message m JOIN conversations_thread t ON t.id = m.thread_id WHERE m.taken_back_at IS NULL
UNION ALL
    SELECT 'conversations.note', id, journey_id, insight_read(text) FROM conversations_note
UNION ALL
    SELECT 'conversations.call', id, journey_id, insight_read(words) FROM conversations_call;
"""

KEEPING = """
CREATE FUNCTION insight_keep(of_label text, of_id bigint, on_journey bigint, said tsvector) RETURNS void
    LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO insight_document (label, record_id, journey_id, words) VALUES (of_label, of_id, on_journey, said)
    ON CONFLICT (label, record_id) DO UPDATE SET journey_id = excluded.journey_id, words = excluded.words;
END $$;

CREATE FUNCTION insight_read_many(of_label text, above bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF of_label = 'conversations.message' THEN
        INSERT INTO insight_document (label, record_id, journey_id, words)
        WITH said AS MATERIALIZED (
            SELECT m.id, t.journey_id, m.subject, CASE m.new_text WHEN '' THEN m.text ELSE m.new_text END AS words
              FROM conversations_message m JOIN conversations_thread t ON t.id = m.thread_id
             WHERE m.id > above AND m.taken_back_at IS NULL),
        once AS MATERIALIZED (
            SELECT words, insight_read(words) AS read FROM (SELECT subject FROM said UNION SELECT words FROM said) AS each(words))
        SELECT of_label, said.id, said.journey_id, setweight(subject.read, 'C') || text.read
          FROM said JOIN once AS subject ON subject.words = said.subject JOIN once AS text ON text.words = said.words
         ORDER BY said.id;
    ELSIF of_label = 'cases.case' THEN
        INSERT INTO insight_document (label, record_id, journey_id, words)
        WITH said AS MATERIALIZED (
            SELECT c.id, c.journey_id, c.number, c.need, concat_ws(' ', a.name, k.name) AS names FROM cases_case c
              LEFT JOIN customers_account a ON a.id = c.account_id LEFT JOIN customers_contact k ON k.id = c.contact_id
             WHERE c.id > above),
        once AS MATERIALIZED (
            SELECT words, insight_read(words) AS read FROM (SELECT need FROM said UNION SELECT names FROM said) AS each(words))
        SELECT of_label, said.id, said.journey_id,
               setweight(insight_read(said.number), 'A') || setweight(need.read, 'B') || setweight(names.read, 'C')
          FROM said JOIN once AS need ON need.words = said.need JOIN once AS names ON names.words = said.names
         ORDER BY said.id;
    ELSE
        INSERT INTO insight_document (label, record_id, journey_id, words)
        SELECT label, record_id, journey_id, words FROM insight_source
         WHERE label = of_label AND record_id > above ORDER BY record_id;
    END IF;
END $$;

CREATE FUNCTION insight_read_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM insight_keep('cases.case', NEW.id, NEW.journey_id,
                         insight_words_of_case(NEW.number, NEW.need, NEW.account_id, NEW.contact_id));
    RETURN NULL;
END $$;

CREATE FUNCTION insight_read_message() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.taken_back_at IS NOT NULL THEN
        DELETE FROM insight_document WHERE label = 'conversations.message' AND record_id = NEW.id;
    ELSE
        PERFORM insight_keep('conversations.message', NEW.id,
                             (SELECT journey_id FROM conversations_thread WHERE id = NEW.thread_id),
                             insight_words_of_message(NEW.subject, NEW.new_text, NEW.text));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION insight_read_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM insight_keep('conversations.note', NEW.id, NEW.journey_id, insight_read(NEW.text));
    RETURN NULL;
END $$;

CREATE FUNCTION insight_read_call() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM insight_keep('conversations.call', NEW.id, NEW.journey_id, insight_read(NEW.words));
    RETURN NULL;
END $$;

CREATE FUNCTION insight_read_cases_of_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM insight_keep('cases.case', id, journey_id, insight_words_of_case(number, need, account_id, contact_id))
       FROM cases_case WHERE account_id = NEW.id;
    RETURN NULL;
END $$;

CREATE FUNCTION insight_read_cases_of_contact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM insight_keep('cases.case', id, journey_id, insight_words_of_case(number, need, account_id, contact_id))
       FROM cases_case WHERE contact_id = NEW.id;
    RETURN NULL;
END $$;

CREATE FUNCTION insight_move_thread() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE insight_document SET journey_id = NEW.journey_id WHERE label = 'conversations.message'
       AND record_id IN (SELECT id FROM conversations_message WHERE thread_id = NEW.id);
    RETURN NULL;
END $$;
"""

WHEN = """
CREATE TRIGGER insight_read AFTER INSERT OR UPDATE OF number, need, account_id, contact_id, journey_id ON cases_case
    FOR EACH ROW EXECUTE FUNCTION insight_read_case();
CREATE TRIGGER insight_read AFTER INSERT OR UPDATE OF subject, text, new_text, thread_id, taken_back_at
    ON conversations_message FOR EACH ROW EXECUTE FUNCTION insight_read_message();
CREATE TRIGGER insight_read AFTER INSERT OR UPDATE OF text ON conversations_note
    FOR EACH ROW EXECUTE FUNCTION insight_read_note();
CREATE TRIGGER insight_read AFTER INSERT OR UPDATE OF words ON conversations_call
    FOR EACH ROW EXECUTE FUNCTION insight_read_call();
CREATE TRIGGER insight_read AFTER UPDATE OF name ON customers_account
    FOR EACH ROW WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION insight_read_cases_of_account();
CREATE TRIGGER insight_read AFTER UPDATE OF name ON customers_contact
    FOR EACH ROW WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION insight_read_cases_of_contact();
CREATE TRIGGER insight_read AFTER UPDATE OF journey_id ON conversations_thread
    FOR EACH ROW WHEN (OLD.journey_id <> NEW.journey_id) EXECUTE FUNCTION insight_move_thread();

COMMENT ON TRIGGER insight_read ON cases_case IS 'a case is found by its number, its need, and who needs it';
COMMENT ON TRIGGER insight_read ON conversations_message IS 'a message is found by its words until it is taken back';
COMMENT ON TRIGGER insight_read ON conversations_note IS 'a note is found by its words';
COMMENT ON TRIGGER insight_read ON conversations_call IS 'a call is found by what was said';
COMMENT ON TRIGGER insight_read ON customers_account IS 'cases are found by the new name of their account';
COMMENT ON TRIGGER insight_read ON customers_contact IS 'cases are found by the new name of their contact';
COMMENT ON TRIGGER insight_read ON conversations_thread IS 'messages are found on the journey that their thread is on';

INSERT INTO insight_document (label, record_id, journey_id, words)
    SELECT label, record_id, journey_id, words FROM insight_source ORDER BY journey_id, label, record_id;
"""

NOTHING = """
DROP TRIGGER insight_read ON cases_case; DROP TRIGGER insight_read ON conversations_message;
DROP TRIGGER insight_read ON conversations_note; DROP TRIGGER insight_read ON conversations_call;
DROP TRIGGER insight_read ON customers_account; DROP TRIGGER insight_read ON customers_contact;
DROP TRIGGER insight_read ON conversations_thread;
DROP FUNCTION insight_move_thread; DROP FUNCTION insight_read_cases_of_contact;
DROP FUNCTION insight_read_cases_of_account; DROP FUNCTION insight_read_call; DROP FUNCTION insight_read_note;
DROP FUNCTION insight_read_message; DROP FUNCTION insight_read_case; DROP FUNCTION insight_read_many; DROP FUNCTION insight_keep;
DROP VIEW insight_source; DROP FUNCTION insight_words_of_message; DROP FUNCTION insight_words_of_case;
DROP FUNCTION insight_query; DROP FUNCTION insight_read; DROP FUNCTION insight_numbers; DROP FUNCTION insight_folded;
"""


class Migration(migrations.Migration):
    """How words are folded, what is read of each record, and when."""

    dependencies = (("insight", "0001_initial"), ("cases", "0004_promises"), ("conversations", "0002_words_stay"))

    operations = (UnaccentExtension(), migrations.RunSQL(FOLDING + READING + KEEPING + WHEN, NOTHING))
