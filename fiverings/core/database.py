"""Rules that the database itself keeps, as operations for migrations: append-only and immutable tables.

They are plain triggers that no program may suspend. One thing passes: the database function `core_forget(table, id)`,
which replaces exactly the personal columns of one row.
"""

from django.db.migrations.operations import RunSQL

CHANNEL = "fiverings_journal"
"""Where whoever listens hears, at the commit, that the journal has new lines."""

RULES = """
CREATE FUNCTION core_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before jsonb; after jsonb; owner name;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        before := to_jsonb(OLD); after := to_jsonb(NEW);
        SELECT pg_get_userbyid(relowner) INTO owner FROM pg_class WHERE oid = TG_RELID;
        IF current_setting('fiverings.forgetting', true) = TG_TABLE_NAME || ':' || (before->>'id')
           AND current_user = owner
           AND before - core_personal_columns(TG_TABLE_NAME) = after - core_personal_columns(TG_TABLE_NAME) THEN
            RETURN NEW;
        END IF;
        IF TG_NARGS > 0 AND (SELECT bool_and(before->c = after->c) FROM unnest(TG_ARGV) AS c) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '% of % is refused: what it holds is never changed', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_is_never_changed';
END $$;

CREATE TABLE core_personal (table_name text NOT NULL, column_name text NOT NULL, PRIMARY KEY (table_name, column_name));

CREATE FUNCTION core_personal_columns(of_table text) RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(column_name), '{}') FROM core_personal WHERE table_name = of_table
$$;

CREATE FUNCTION core_forget(of_table text, of_id bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    assignments text; done bigint;
BEGIN
    SELECT string_agg(format('%I = %s', p.column_name,
               CASE WHEN c.is_nullable = 'YES' THEN 'NULL'
                    WHEN c.data_type = 'jsonb' THEN '''{}''::jsonb'
                    WHEN c.data_type = 'ARRAY' THEN '''{}'''
                    ELSE quote_literal('(erased)') END), ', ')
      INTO assignments
      FROM core_personal p
      JOIN information_schema.columns c
        ON c.table_schema = 'public' AND c.table_name = p.table_name AND c.column_name = p.column_name
     WHERE p.table_name = of_table;
    IF assignments IS NULL THEN
        RAISE EXCEPTION 'The table % lists no personal columns', of_table;
    END IF;
    PERFORM set_config('fiverings.forgetting', of_table || ':' || of_id, true);
    EXECUTE format('UPDATE %I SET %s WHERE id = $1', of_table, assignments) USING of_id;
    GET DIAGNOSTICS done = ROW_COUNT;
    PERFORM set_config('fiverings.forgetting', '', true);
    IF done > 0 THEN
        INSERT INTO core_entry (kind, payload, subject_label, subject_id, actor_label, mark, depth, at)
        VALUES ('core.Forgotten', '{}', replace(of_table, '_', '.'), of_id, '', '', 0, now());
    END IF;
    RETURN done > 0;
END $$;
"""

NO_RULES = """
DROP FUNCTION core_forget; DROP FUNCTION core_refuse_change; DROP FUNCTION core_personal_columns;
DROP TABLE core_personal;
"""


def rules() -> RunSQL:
    """The functions on which `append_only` and `immutable` stand; in the first migration of core."""
    return RunSQL(RULES, NO_RULES)


def heard(table: str) -> RunSQL:
    """Whatever adds rows to this table is heard by everybody who listens, once the transaction is there for all."""
    return RunSQL(
        f"""
        CREATE FUNCTION {table}_tell() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM pg_notify('{CHANNEL}', ''); RETURN NULL; END $$;
        CREATE TRIGGER {table}_is_heard AFTER INSERT ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION {table}_tell();
        COMMENT ON TRIGGER {table}_is_heard ON {table} IS 'who listens hears that there are new rows';
        """,
        f"DROP TRIGGER {table}_is_heard ON {table}; DROP FUNCTION {table}_tell;",
    )


def append_only(table: str) -> RunSQL:
    """Rows of this table are added and never changed, deleted or truncated."""
    return _guard(table, columns=(), personal=())


def immutable(table: str, *columns: str, personal: tuple[str, ...] = ()) -> RunSQL:
    """These columns (all, when none is named) never change once written, and no row is deleted.

    `personal` columns are replaced by `core_forget`, and by nothing else.
    """
    return _guard(table, columns=columns, personal=personal)


def _guard(table: str, *, columns: tuple[str, ...], personal: tuple[str, ...]) -> RunSQL:
    arguments = ", ".join(f"'{column}'" for column in columns)
    kept = f"{', '.join(columns)}: once written," if columns else "rows are only added,"
    listed = "".join(f"INSERT INTO core_personal VALUES ('{table}', '{column}');\n" for column in personal)
    return RunSQL(
        f"""
        {listed}
        CREATE TRIGGER {table}_keep BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION core_refuse_change({arguments});
        CREATE TRIGGER {table}_keep_all BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION core_refuse_change();
        COMMENT ON TRIGGER {table}_keep ON {table} IS '{kept} never changed, and no row is deleted';
        COMMENT ON TRIGGER {table}_keep_all ON {table} IS 'the table is never emptied';
        """,
        f"""
        DROP TRIGGER {table}_keep ON {table}; DROP TRIGGER {table}_keep_all ON {table};
        DELETE FROM core_personal WHERE table_name = '{table}';
        """,
    )
