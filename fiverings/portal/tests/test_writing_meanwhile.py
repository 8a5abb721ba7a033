"""What a customer writes in the portal while their case is being merged is heard by the survivor."""

from __future__ import annotations

from fiverings.cases.models import Case
from fiverings.conversations.models import Message
from fiverings.core.models import FailedReaction
from fiverings.portal.tests.visiting import visitor
from tests.racing import alone, leaving_nothing, meanwhile
from tests.settling import settle_everything
from tests.world import World


def told_by_telephone(world: World, need: str) -> Case:
    """A case about which nothing was written yet."""
    return Case.begin(contact=world.priya, need=need, kind="", words="", by=world.ana)


def test_what_is_written_while_a_case_is_merged_is_heard_by_the_survivor(world: World) -> None:
    with leaving_nothing():
        case, survivor = alone(lambda: [told_by_telephone(world, need) for need in ("No tone.", "No line.")])
        browser = alone(lambda: visitor(world.priya))
        path = f"/portal/needs/{case.number}/messages/"
        assert alone(lambda: browser.get(f"/portal/needs/{case.number}/")).status_code == 200
        _merge, answer = meanwhile(
            lambda: Case.objects.get(pk=case.pk).merge_into(Case.objects.get(pk=survivor.pk), by=world.dana),
            lambda: browser.post(path, {"words": "Still nothing, please call."}),
        )
        assert answer.status_code == 302
        alone(settle_everything)
        message = alone(lambda: Message.objects.select_related("thread").get(direction="in"))
        assert message.thread.journey_id == survivor.journey_id
        assert alone(lambda: Case.objects.filter(contact=world.priya).count()) == 2
        assert alone(FailedReaction.objects.count) == 0
