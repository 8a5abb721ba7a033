"""Nobody finds what they may not see, and nobody can tell that there is something."""

from __future__ import annotations

from django.test import Client

from fiverings.cases.models import Case
from fiverings.insight.models import Search
from fiverings.people.models import Key, Person
from tests.world import World


def found(words: str, person: Person, most: int = 20) -> list[str]:
    return [sight.case.number for sight in Search(words, person=person).sights(most=most)]


def test_a_confidential_case_is_found_only_by_whom_its_account_is_shown(world: World) -> None:
    case = Case.open_for(world.maple, need="The kumquat lamp is red.", by=world.ana)
    case.note("A kumquat matter.", by=world.ana)
    assert found("kumquat", world.dana) == [case.number]
    world.maple.make_confidential(reason="A lawsuit", by=world.ana)
    for words in ("kumquat", case.number, case.number[3:], "maple"):
        assert found(words, world.dana) == [], words
        assert found(words, world.ana) == [case.number], words


def test_who_sees_no_accounts_finds_nothing_until_given_access(world: World) -> None:
    case = Case.open_for(world.orion, need="The kumquat lamp is red.", by=world.ben)
    assert found("kumquat", world.gus) == []
    world.orion.grant(to=world.gus, why="request", by=world.ben)
    assert found("kumquat", world.gus) == [case.number]


def test_hidden_cases_take_no_places_of_those_that_one_may_see(world: World) -> None:
    seen = Case.open_for(world.orion, need="The kumquat lamp is red.", by=world.ben)
    for _ in range(5):
        Case.open_for(world.maple, need="The kumquat lamp is red.", by=world.ana)
    world.maple.make_confidential(reason="A lawsuit", by=world.ana)
    assert found("kumquat", world.dana, most=1) == [seen.number]


def test_programs_find_what_their_person_may_see(world: World) -> None:
    case = Case.open_for(world.maple, need="The kumquat lamp is red.", contact=world.priya, by=world.ana)
    case.note("Kumquat marmalade, she said.", by=world.ana)

    def answer(person: Person) -> list[dict[str, str]]:
        _key, token = Key.make(person=person, name="A program", scopes=["insight:read"], by=person)
        client = Client(headers={"authorization": f"Bearer {token}"})
        return list(client.get("/api/search", {"q": "kumquat"}).json()["found"])

    [sight] = answer(world.ana)
    assert sight | {"state": ""} == {
        "number": case.number,
        "need": case.need,
        "state": "",
        "account": "Maple Dental",
        "excerpt": "Kumquat marmalade, she said.",
    }
    assert answer(world.gus) == []


def test_the_search_page_marks_the_words_and_lets_none_of_theirs_be_markup(world: World) -> None:
    case = Case.open_for(world.maple, need="A lamp.", contact=world.priya, by=world.ana)
    case.note("<b>kumquat</b>", by=world.ana)
    client = Client()
    client.force_login(world.ana)
    page = client.get("/search/", {"q": "kumquat"}).content.decode()
    assert "&lt;b&gt;<mark>kumquat</mark>&lt;/b&gt;" in page
