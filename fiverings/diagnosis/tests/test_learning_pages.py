"""On the pages of a guide one reads how far it may be trusted, and decides what it learns; asking changes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from fiverings.diagnosis.models import Guide, GuideVersion, LearningProposal, TrackRecord
from fiverings.diagnosis.tests.lived import live, the_guide
from fiverings.diagnosis.tests.machines import program_of
from fiverings.people.models import Person
from tests.world import World

PAGE = "/settings/guides/misrouted/learning/"
PRIOR = "symptoms.wrong_place.causes"


@pytest.fixture(scope="module")
def lived_through(lasting: None) -> int:
    world = World.read()
    version = the_guide(world)
    live(world, version, 45)
    return version.pk


@pytest.fixture
def version(lived_through: int, world: World) -> GuideVersion:
    return GuideVersion.objects.get(pk=lived_through)


@pytest.fixture
def by() -> Callable[[Person], Client]:
    def signed_in(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return signed_in


def read(client: Client, address: str = PAGE) -> str:
    told = client.get(address)
    assert told.status_code == 200
    return " ".join(told.content.decode().split())


def test_cases_are_asked_read_and_accepted_in_part(
    version: GuideVersion, world: World, by: Callable[[Person], Client]
) -> None:
    gus = by(world.gus)
    assert "Nothing waits for a decision" in read(gus) and not LearningProposal.objects.exists()
    assert gus.post(f"{PAGE}drawing/").status_code == 302
    proposal, page = LearningProposal.objects.get(), read(gus)
    assert "Reckoned from 45 confirmed cases." in page and "Every story of the guide passes." in page
    assert 'How often each cause is behind “Calls ring in the wrong place” <span class="n faint">n=45' in page
    accept = f"{PAGE}{proposal.pk}/acceptance/"
    refused = gus.post(accept, {"reason": "So it is.", "places": []})
    assert refused.status_code == 422 and "Choose at least one change." in refused.content.decode()
    assert gus.post(accept, {"reason": "So it is.", "places": [PRIOR]}).status_code == 302
    assert Guide.named("misrouted").number == 2
    assert "So it is." in read(gus, "/settings/guides/misrouted/versions/") and "accepted: version 2" in read(gus)


def test_what_is_declined_stays_beside_its_reason(
    version: GuideVersion, world: World, by: Callable[[Person], Client]
) -> None:
    proposal = LearningProposal.draw(version.guide, by=world.gus, at=world.now)
    gus = by(world.gus)
    assert gus.post(f"{PAGE}{proposal.pk}/declining/", {"reason": ""}).status_code == 422
    assert gus.post(f"{PAGE}{proposal.pk}/declining/", {"reason": "One bad week."}).status_code == 302
    assert "One bad week." in read(gus) and Guide.named("misrouted") == version
    assert gus.post(f"{PAGE}{proposal.pk}/acceptance/", {"reason": "Yes.", "places": [PRIOR]}).status_code == 422


def test_who_may_only_read_decides_nothing(version: GuideVersion, world: World, by: Callable[[Person], Client]) -> None:
    proposal = LearningProposal.draw(version.guide, by=world.gus, at=world.now)
    ana, kai = by(world.ana), by(world.kai)
    assert "Accept what is ticked" not in read(ana)
    for address in ("drawing/", f"{proposal.pk}/acceptance/", f"{proposal.pk}/declining/"):
        assert ana.post(f"{PAGE}{address}", {"reason": "Yes.", "places": [PRIOR]}).status_code == 403
        assert by(world.gus).get(f"{PAGE}{address}").status_code == 405
    assert kai.get(PAGE).status_code == 403
    assert by(world.gus).post(f"{PAGE}999999/declining/", {"reason": "No."}).status_code == 404
    assert Guide.named("misrouted") == version


def test_the_track_record_says_the_real_figures_and_what_they_count(
    version: GuideVersion, world: World, by: Callable[[Person], Client]
) -> None:
    address = "/settings/guides/misrouted/record/"
    assert "Not measured yet" in read(by(world.ana), address)
    TrackRecord.take(version, at=world.now)
    page = read(by(world.ana), address)
    assert "45 diagnoses were confirmed at their end." in page
    assert "nothing was learned from cases yet" in page and "Brier score 0." in page
    under = TrackRecord.objects.get().figures["under"]["1"]
    assert f"{under['count']}/{under['n']}" in page


def test_a_program_reckons_reads_and_decides_too(version: GuideVersion, world: World) -> None:
    asked = "/api/guides/misrouted/learning"
    gus = program_of(world.gus, ("diagnosis:read", "diagnosis:write"))
    drawn = gus.post(asked)
    assert (drawn.status_code, drawn.json()["cases"], drawn.json()["version"]) == (201, 45, 1)
    [proposal] = gus.get(asked).json()["proposals"]
    assert PRIOR in [each["place"] for each in proposal["changes"]] and proposal["effect"]["failing"] == []
    declined = gus.post(
        f"{asked}/declining", {"at": proposal["at"], "reason": "One bad week."}, content_type="application/json"
    )
    assert (declined.status_code, declined.json()["decision"]) == (201, "declined")
    again = gus.post(asked).json()["at"]
    chosen = {"at": again, "places": [PRIOR], "reason": "So it is."}
    made = gus.post(f"{asked}/acceptance", chosen, content_type="application/json")
    assert (made.status_code, made.json()["number"]) == (201, 2) and Guide.named("misrouted").number == 2
    assert gus.post(f"{asked}/acceptance", chosen, content_type="application/json").status_code == 409
    ana = program_of(world.ana, ("diagnosis:read", "diagnosis:write"))
    assert ana.get(asked).status_code == 200 and ana.post(asked).status_code == 403
