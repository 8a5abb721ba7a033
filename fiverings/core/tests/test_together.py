"""What must be true together is one transaction, however many verbs say it."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from fiverings.core.problems import Refused
from fiverings.core.together import Swallowed, together
from tests.world import World


@together
def rename(person: Any, name: str) -> None:
    person.name = name
    person.save(update_fields=["name"])


@together
def refuse(person: Any) -> None:
    rename(person, "Nobody")
    raise Refused("No.")


@together
def rename_and_refuse(person: Any) -> None:
    rename(person, "Anna")
    refuse(person)


@together
def rename_whatever_is_refused(person: Any) -> None:
    rename(person, "Anna")
    with suppress(Refused), transaction.atomic():
        refuse(person)


@together
def swallow(person: Any) -> None:
    with suppress(Refused):
        refuse(person)


def name_of(person: Any) -> str:
    return str(type(person).objects.get(pk=person.pk).name)


def test_a_verb_that_another_calls_sets_no_savepoint(world: World) -> None:
    with CaptureQueriesContext(connection) as asked, pytest.raises(Refused):
        rename_and_refuse(world.ana)
    said = [each["sql"].split('"')[0] for each in asked.captured_queries]
    mine = ["SAVEPOINT ", "UPDATE ", "UPDATE ", "ROLLBACK TO SAVEPOINT ", "RELEASE SAVEPOINT "]
    assert said == mine, "One savepoint, which in a test is what a transaction is elsewhere"


def test_what_is_refused_ends_the_whole(world: World) -> None:
    before = name_of(world.ana)
    with pytest.raises(Refused):
        rename_and_refuse(world.ana)
    assert name_of(world.ana) == before
    rename(world.ana, "Anna")
    assert name_of(world.ana) == "Anna", "The next act begins anew"


def test_whoever_says_so_goes_on_after_a_refusal(world: World) -> None:
    rename_whatever_is_refused(world.ana)
    assert name_of(world.ana) == "Anna"


def test_a_refusal_that_is_swallowed_is_no_success(world: World) -> None:
    before = name_of(world.ana)
    with pytest.raises(Swallowed):
        swallow(world.ana)
    assert name_of(world.ana) == before
