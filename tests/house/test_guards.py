"""What the database itself keeps is said in words, and printed."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

from fiverings.core.printing import guards, guards_map
from tests.house.plan import ROOT, parts

NEVER_CHANGED = """
SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
 WHERE p.proname = 'core_refuse_change'
"""
LISTED = "SELECT column_name FROM core_personal WHERE table_name = %s"


@pytest.mark.django_db
def test_every_guard_of_the_database_says_what_it_keeps() -> None:
    assert not [f"{table}.{name}" for table, name, words in guards() if not words]


@pytest.mark.django_db
def test_the_printed_map_of_guards_is_current() -> None:
    assert (ROOT / "docs" / "guards.md").read_text() == guards_map()


@pytest.mark.django_db
def test_every_append_only_model_is_guarded_by_the_database_too() -> None:
    guarded = {table for table, _, _ in guards()}
    kept = [model for model in apps.get_models() if getattr(model, "append_only", False)]
    assert kept and not [model._meta.label for model in kept if model._meta.db_table not in guarded]


@pytest.mark.django_db
def test_the_personal_columns_of_a_guarded_table_are_those_that_its_model_lists() -> None:
    with connection.cursor() as cursor:
        cursor.execute(NEVER_CHANGED)
        guarded = {table for (table,) in cursor.fetchall()}
    wrong = {}
    for model in apps.get_models():
        if model._meta.app_label in parts() and model._meta.db_table in guarded and getattr(model, "personal", ()):
            with connection.cursor() as cursor:
                cursor.execute(LISTED, [model._meta.db_table])
                known = {name for (name,) in cursor.fetchall()}
            columns = {model._meta.get_field(name).column for name in model.personal}  # type: ignore[attr-defined]
            if known != columns:
                wrong[model._meta.label] = known ^ columns
    assert not wrong
