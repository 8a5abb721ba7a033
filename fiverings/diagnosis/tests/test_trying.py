"""A version on trial is asked in a share of new diagnoses, the same ones every time, and ends live or given up."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from fiverings.conversations.models import Journey
from fiverings.diagnosis.models import (
    Confirmation,
    DiagnosisSession,
    Guide,
    GuideDraft,
    GuideVersion,
    OnTrial,
    TrialOver,
    VersionTrial,
    chosen,
)
from fiverings.diagnosis.models.arm import arms
from fiverings.diagnosis.tests.test_going_live import GUIDE, draft, version
from tests.world import World

__all__ = ["draft", "version"]

MANY = 400


@pytest.fixture
def trial(draft: GuideDraft, world: World) -> VersionTrial:
    return draft.try_out(edition=draft.edition, share=25, reason="To see.", by=world.dana, at=world.now)


def journeys(world: World, trial: VersionTrial) -> tuple[Journey, Journey]:
    """One that the trial takes, and one that it leaves."""
    begun = [Journey.begin(world.maple, at=world.now) for _n in range(40)]
    taken = {each.pk: trial.takes(each.pk) for each in begun}
    return next(each for each in begun if taken[each.pk]), next(each for each in begun if not taken[each.pk])


def ask(world: World, journey: Journey, version: GuideVersion) -> DiagnosisSession:
    asked = {"version": version, "symptom": "wrong_place", "by": world.ana, "at": world.now + timedelta(minutes=1)}
    return DiagnosisSession.begin(journey=journey, account=world.maple, **asked)


def test_about_so_many_journeys_are_taken_as_the_share_says_and_always_the_same(trial: VersionTrial) -> None:
    taken = [trial.takes(each) for each in range(MANY)]
    assert 0.18 < sum(taken) / MANY < 0.32
    assert taken == [VersionTrial.objects.get().takes(each) for each in range(MANY)]


def test_new_diagnoses_of_the_share_ask_by_the_trial_and_keep_it(trial: VersionTrial, world: World) -> None:
    taken, left = journeys(world, trial)
    assert Guide.named("misrouted").number == 1, "who names no journey asks by what is live"
    assert chosen("misrouted:wrong_place", journey=left.pk)[0].number == 1
    session = ask(world, taken, chosen("misrouted:wrong_place", journey=taken.pk)[0])
    assert session.version == trial.version
    trial.give_up(reason="It told too grave.", by=world.dana)
    again = ask(world, taken, chosen("misrouted:wrong_place", journey=taken.pk)[0])
    assert again == session and again.version == trial.version, "what is being asked goes on as it was begun"
    assert {each.number for each in GuideVersion.objects.asked_of(taken.pk) if each.guide == trial.guide} == {1}


def test_a_trial_that_goes_live_is_asked_of_everybody(trial: VersionTrial, world: World) -> None:
    trial.go_live(reason="Fewer were told too mild.", by=world.ines)
    live = Guide.named("misrouted")
    assert (live, live.launch.reason) == (trial.version, "Fewer were told too mild.")
    with pytest.raises(TrialOver):
        trial.give_up(reason="No.", by=world.ines)


def test_nothing_else_goes_live_and_nothing_else_is_tried_meanwhile(trial: VersionTrial, world: World) -> None:
    other = trial.version.definition | {"minute": 0.9}
    with pytest.raises(OnTrial, match="Version 2 is on trial"):
        Guide.revise(other, by=world.gus)
    again = GuideDraft.take_in(other, by=world.gus)
    with pytest.raises(OnTrial):
        again.try_out(edition=again.edition, share=10, reason="Too.", by=world.gus)
    with pytest.raises(OnTrial):
        trial.guide.go_back(number=2, reason="Now.", by=world.gus)


@pytest.mark.parametrize("wrong", [{"share": 11}, {"outcome": "live"}])
def test_the_database_keeps_what_a_trial_is(trial: VersionTrial, wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        VersionTrial.objects.filter(pk=trial.pk).update(**wrong)


def test_each_side_says_how_many_and_of_too_few_nothing_more(trial: VersionTrial, world: World, client: Client) -> None:
    taken, left = journeys(world, trial)
    ask(world, taken, trial.version)
    ask(world, left, trial.against)
    tried, live = arms(trial)
    assert (tried.asked, live.asked, tried.confirmed, tried.says_enough) == (1, 1, 0, False)
    client.force_login(world.ana)
    page = client.get(f"{GUIDE}versions/").content.decode()
    assert "Version 2 is asked in 25 % of new diagnoses" in page and page.count("too few to say") == 2
    assert "Give it up" not in page


def test_of_thirty_confirmed_cases_a_side_says_how_often_it_told_too_mild(trial: VersionTrial, world: World) -> None:
    for n in range(30):
        session = ask(world, Journey.begin(world.maple, at=world.now), trial.version)
        told = {"severity": 1 if n < 10 else 2, "told": 2 if n < 3 else 1, "cause": None}
        session.confirm(**told, by=world.ana, at=world.now + timedelta(hours=1))
    tried, _live = arms(trial)
    assert Confirmation.objects.count() == 30 and tried.says_enough
    assert (tried.too_mild.count, tried.too_mild.n, tried.too_grave.count, tried.too_grave.n) == (3, 10, 20, 27)


def test_a_trial_begins_and_ends_on_its_pages(draft: GuideDraft, world: World) -> None:
    lead, boss = Client(), Client()
    lead.force_login(world.dana)
    boss.force_login(world.ines)
    asked = {"edition": draft.edition, "share": 50, "reason": "To see."}
    assert lead.post(f"{GUIDE}trial/", asked).status_code == 302
    assert VersionTrial.objects.get().share == 50 and not GuideDraft.objects.exists()
    assert lead.get(f"{GUIDE}trial-launch/").status_code == 403
    assert boss.post(f"{GUIDE}trial-launch/", {"reason": "It is better."}).status_code == 302
    assert Guide.named("misrouted").number == 2 and lead.get(f"{GUIDE}trial-end/").status_code == 404
    page = lead.get(f"{GUIDE}versions/").content.decode()
    assert "It is better." in page and "asked now" in page
