"""Forgetting: the one thing that passes the triggers, and only through its own door."""

import pytest
from django.db import IntegrityError, connection, transaction

from fiverings.core.models import Entry
from tests.world import World


def test_forgetting_replaces_exactly_the_personal_columns_and_writes_its_own_line(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE core_letter (id bigserial primary key, words text not null, day date)")
        cursor.execute("INSERT INTO core_personal VALUES ('core_letter', 'words')")
        cursor.execute(
            "CREATE TRIGGER keep BEFORE UPDATE ON core_letter FOR EACH ROW EXECUTE FUNCTION core_refuse_change()"
        )
        cursor.execute("INSERT INTO core_letter (words, day) VALUES ('Dear Ana', '2026-01-01') RETURNING id")
        letter = cursor.fetchone()[0]
        cursor.execute("SELECT core_forget('core_letter', %s)", [letter])
        cursor.execute("SELECT words, day::text FROM core_letter")
        assert cursor.fetchone() == ("(erased)", "2026-01-01")
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute("UPDATE core_letter SET words = 'Dear Ben'")
    assert Entry.objects.get(kind="core.Forgotten").subject.id == letter
