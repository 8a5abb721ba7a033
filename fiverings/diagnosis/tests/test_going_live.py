"""A draft goes live once its stories pass and somebody says why; an earlier version is asked again by one press."""

from __future__ import annotations

import pytest
from django.test import Client

from fiverings.diagnosis.models import (
    BadGuide,
    DraftMovedOn,
    Guide,
    GuideDraft,
    GuideVersion,
    NothingChanged,
    ReasonWanted,
)
from fiverings.diagnosis.models.guide_file import read_guide
from fiverings.diagnosis.models.section import by_key
from fiverings.diagnosis.tests import FX_1
from tests.world import World

GUIDE = "/settings/guides/misrouted/"
LAUNCH = f"{GUIDE}launch/"


@pytest.fixture
def version(world: World) -> GuideVersion:
    return Guide.revise(read_guide(FX_1.read_text(encoding="utf-8")), by=world.gus, at=world.now)


@pytest.fixture
def draft(world: World, version: GuideVersion) -> GuideDraft:
    return rewritten(GuideDraft.begin(version.guide, by=world.gus, at=world.now), world, severity=2)


@pytest.fixture
def gus(world: World, client: Client) -> Client:
    client.force_login(world.gus)
    return client


def rewritten(draft: GuideDraft, world: World, *, cause: str = "single_device", severity: int) -> GuideDraft:
    """The draft with a cause that is of another severity."""
    piece = by_key(draft.definition, "causes")[cause] | {"severity": severity}
    draft.put(section="causes", key=cause, piece=piece, read=draft.mark("causes", cause), by=world.gus)
    return GuideDraft.objects.get(pk=draft.pk)


def spoilt(draft: GuideDraft, world: World) -> GuideDraft:
    """The draft with two stories that it does not pass."""
    for number in ("1", "2"):
        story = by_key(draft.definition, "tests")[number]
        read = draft.mark("tests", number)
        draft.put(section="tests", key=number, piece=story | {"severity": 3}, read=read, by=world.gus)
        draft = GuideDraft.objects.get(pk=draft.pk)
    return draft


def test_a_draft_goes_live_with_a_reason_and_is_a_draft_no_more(gus: Client, draft: GuideDraft, world: World) -> None:
    page = gus.get(LAUNCH).content.decode()
    assert "severity from 3 to 2" in page and "reaches it" in page
    assert gus.post(LAUNCH, {"edition": draft.edition, "reason": "One device may be the lift."}).status_code == 302
    live = Guide.named("misrouted")
    assert (live.number, live.launch.by, live.launch.reason) == (2, world.gus, "One device may be the lift.")
    assert (
        not GuideDraft.objects.exists()
        and "One device may be the lift." in gus.get(f"{GUIDE}versions/").content.decode()
    )


def test_nothing_goes_live_while_a_story_fails_and_each_that_fails_is_named(
    gus: Client, draft: GuideDraft, world: World
) -> None:
    draft = spoilt(draft, world)
    names = [each["name"] for each in draft.definition["tests"][:2]]
    page = gus.get(f"{GUIDE}draft/").content.decode()
    assert page.count("instead") == 2
    answer = gus.post(LAUNCH, {"edition": draft.edition, "reason": "It is time."})
    assert answer.status_code == 422 and all(f"The test “{each}”" in answer.content.decode() for each in names)
    assert Guide.named("misrouted").number == 1 and GuideDraft.objects.exists()
    with pytest.raises(BadGuide):
        draft.try_out(edition=draft.edition, share=25, reason="To see.", by=world.gus)


def test_a_draft_goes_live_only_as_it_was_read_with_a_reason_and_something_changed(
    draft: GuideDraft, world: World
) -> None:
    with pytest.raises(ReasonWanted):
        draft.go_live(edition=draft.edition, reason="  ", by=world.gus)
    with pytest.raises(DraftMovedOn):
        draft.go_live(edition=draft.edition - 1, reason="It is time.", by=world.gus)
    same = rewritten(draft, world, severity=3)
    with pytest.raises(NothingChanged):
        same.go_live(edition=same.edition, reason="It is time.", by=world.gus)


def test_a_draft_says_that_another_version_went_live_meanwhile(gus: Client, draft: GuideDraft, world: World) -> None:
    Guide.revise(draft.definition | {"minute": 0.7}, reason="Learned.", by=world.ines)
    assert "Another version went live" in gus.get(f"{GUIDE}draft/").content.decode()


def test_the_way_back_is_one_press_and_makes_a_version_that_equals_the_earlier_one(
    gus: Client, draft: GuideDraft, version: GuideVersion, world: World
) -> None:
    draft.go_live(edition=draft.edition, reason="A try.", by=world.gus)
    page = gus.get(f"{GUIDE}versions/").content.decode()
    back = f"{GUIDE}versions/1/return/"
    assert back in page and f"{GUIDE}versions/2/return/" not in page
    assert "severity from 2 to 3" in gus.get(back).content.decode()
    assert gus.post(back, {"reason": ""}).status_code == 422 and Guide.named("misrouted").number == 2
    assert gus.post(back, {"reason": "It told too grave."}).status_code == 302
    live = Guide.named("misrouted")
    assert (live.number, live.definition) == (3, version.definition)
    with pytest.raises(BadGuide):
        live.guide.go_back(number=1, reason="Again.", by=world.gus)


def test_leads_may_try_and_only_who_answers_for_guides_lets_them_go_live(
    draft: GuideDraft, version: GuideVersion, world: World
) -> None:
    lead = Client()
    lead.force_login(world.dana)
    page = lead.get(f"{GUIDE}draft/").content.decode()
    assert "Put it on trial" in page and LAUNCH not in page
    assert lead.get(LAUNCH).status_code == 403 and lead.get(f"{GUIDE}versions/1/return/").status_code == 403
    assert lead.get(f"{GUIDE}trial/").status_code == 200
    boss = Client()
    boss.force_login(world.ines)
    assert boss.get(LAUNCH).status_code == 200 and boss.get(f"{GUIDE}draft-traits/").status_code == 403
