"""A case changes hands with all that is known about it; the customer hears who, and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from fiverings.cases.events import CaseCameBack
from fiverings.cases.models import CannotHandOff, Case, CollaborationRequest, NotOffered, NotReadBack
from fiverings.conversations.models import Message
from fiverings.core import clock
from fiverings.notices.models import Notice
from fiverings.promises.models import Outstanding
from tests.racing import alone, apart, leaving_nothing
from tests.world import World

READ_BACK = "Calls go astray since Monday; I ask the carrier first."


@pytest.fixture
def case(world: World) -> Case:
    return Case.open_for(world.maple, need="Calls ring at the wrong place.", contact=world.priya, by=world.ana)


def hand_over(case: Case, to: Any, by: Any) -> None:
    handoff = case.hand_off(to=to, note="All is in the story.", why="It fits better.", by=by)
    handoff.accept(read_back=READ_BACK, by=to)


def written_about(case: Case) -> list[Message]:
    return list(Message.objects.filter(thread__journey=case.journey, direction="out").order_by("id"))


def test_who_accepts_says_in_their_own_words_what_they_take_over(case: Case, world: World) -> None:
    handoff = case.hand_off(to=world.ben, note="Priya knows you from 2024.", next_step="Ask the carrier", by=world.ana)
    with pytest.raises(NotReadBack):
        handoff.accept(read_back="  ", by=world.ben)
    assert Case.objects.get().owner == world.ana
    handoff.accept(read_back=READ_BACK, by=world.ben)
    handoff.refresh_from_db()
    assert (handoff.read_back, Case.objects.get().owner) == (READ_BACK, world.ben)


def test_the_customer_reads_who_looks_after_them_now_and_why(case: Case, world: World) -> None:
    handoff = case.hand_off(to=world.ben, note="Between us.", why="Ben knows your exchange.", by=world.ana)
    assert written_about(case) == []
    handoff.accept(read_back=READ_BACK, by=world.ben)
    told = written_about(case)[0]
    assert (told.auto, told.contact, told.is_waiting) == ("handoff", world.priya, True)
    assert "Ben Achebe looks after" in told.text and "it was Ana Costa" in told.text
    assert "Ana Costa says: “Ben knows your exchange.”" in told.text and "Between us" not in told.text


def test_a_case_of_somebody_without_an_address_changes_hands_silently(case: Case, world: World) -> None:
    world.priya.addresses.all().delete()
    hand_over(case, world.ben, by=world.ana)
    assert Case.objects.get().owner == world.ben and not written_about(case)


def test_whoever_owns_the_case_owes_what_was_promised_about_it(case: Case, world: World) -> None:
    assert {each.person for each in Outstanding.objects.of(case)} == {world.ana}
    hand_over(case, world.ben, by=world.ana)
    assert {each.person for each in Outstanding.objects.of(case)} == {world.ben}
    case.take_over(reason="Ben is ill.", by=world.dana)
    assert {each.person for each in Outstanding.objects.of(case)} == {world.dana}


def test_what_a_helper_promised_stays_theirs(case: Case, world: World) -> None:
    request = case.ask(
        to=world.chidi, what="Is it the clock?", needed_by=clock.now() + timedelta(hours=1), by=world.ana
    )
    request.accept(by=world.chidi)
    hand_over(case, world.ben, by=world.ana)
    assert {each.person for each in Outstanding.objects.of(case)} == {world.ben, world.chidi}


def test_declining_says_why_and_leaves_the_case_where_it_is(case: Case, world: World) -> None:
    handoff = case.hand_off(to=world.ben, note="Please.", by=world.ana)
    with pytest.raises(NotReadBack):
        handoff.decline(reason="", by=world.ben)
    handoff.decline(reason="I am away from noon.", by=world.ben)
    assert Case.objects.get().owner == world.ana
    assert [note.text for note in case.journey.notes.all()] == ["I am away from noon."]


@pytest.mark.parametrize("who", ["chidi", "kai", "hana"])
def test_a_case_is_handed_to_advocates_only(case: Case, world: World, who: str) -> None:
    with pytest.raises(CannotHandOff, match="Ask for help"):
        case.hand_off(to=getattr(world, who), note="Yours now.", by=world.ana)


def test_an_offer_is_void_when_the_receiver_is_no_advocate_any_more(case: Case, world: World) -> None:
    handoff = case.hand_off(to=world.ben, note="Please.", by=world.ana)
    world.ben.change_roles(["lead"], by=world.admin)
    handoff.receiver.refresh_from_db()
    with pytest.raises(NotOffered, match="Only a customer advocate"):
        handoff.accept(read_back=READ_BACK, by=handoff.receiver)


def test_what_two_hand_back_and_forth_they_settle_together(case: Case, world: World) -> None:
    hand_over(case, world.ben, by=world.ana)
    hand_over(case, world.ana, by=world.ben)
    with pytest.raises(CannotHandOff, match="you both stay"):
        case.hand_off(to=world.ben, note="And again", by=world.ana)
    assert case.hand_off(to=world.dana, note="A third opinion", by=world.ana)


def test_what_went_to_and_fro_stays_and_the_other_is_asked_to_help_before_their_leads(
    case: Case, world: World, settle: Callable[..., None]
) -> None:
    hand_over(case, world.ben, by=world.ana)
    hand_over(case, world.ana, by=world.ben)
    asked = case.pass_on(to=world.ben, note="And again", by=world.ana)
    assert isinstance(asked, CollaborationRequest) and (asked.holder, asked.what) == (world.ben, "And again")
    case.refresh_from_db()
    assert (case.owner, case.offer()) == (world.ana, None)
    settle()
    assert Notice.objects.filter(person=world.dana, entry__kind=CaseCameBack.kind).count() == 1


def test_the_page_says_that_it_is_handed_on_no_more(case: Case, world: World) -> None:
    hand_over(case, world.ben, by=world.ana)
    hand_over(case, world.ana, by=world.ben)
    ana = Client()
    ana.force_login(world.ana)
    shown = ana.post(
        f"/cases/{case}/handoff/",
        {"to": world.ben.pk, "note": "And again", "next_step": "Call", "why": "You know it"},
        follow=True,
    )
    assert "is asked to help, and your leads know" in shown.content.decode()
    given = {"to": world.ben.pk, "note": "Once more"}
    told = ana.post(f"/api/cases/{case}/handoff", given, content_type="application/json")
    assert told.status_code == 200 and told.json()["what"] == "Once more"


def test_two_who_answer_at_once_leave_one_owner(world: World) -> None:
    def offer() -> Any:
        opened = Case.open_for(world.maple, need="Calls ring at the wrong place.", by=world.ana)
        return opened.hand_off(to=world.ben, note="Please.", by=world.ana)

    with leaving_nothing():
        handoff = alone(offer)
        ended = apart(
            lambda: type(handoff).objects.get(pk=handoff.pk).accept(read_back=READ_BACK, by=world.ben),
            lambda: Case.objects.get(pk=handoff.case_id).take_over(reason="Quicker", by=world.dana),
        )
        owner = alone(lambda: Case.objects.get(pk=handoff.case_id).owner)
        refused = [each for each in ended if isinstance(each, Exception)]
        assert owner in (world.ben, world.dana)
        assert [type(each) for each in refused] in ([], [NotOffered]), refused


@pytest.fixture
def ben(world: World) -> Client:
    client = Client()
    client.force_login(world.ben)
    return client


def test_an_offer_is_accepted_on_the_home_and_without_scripts(case: Case, world: World, ben: Client) -> None:
    handoff = case.hand_off(to=world.ben, note="Priya knows you.", next_step="Call her", by=world.ana)
    home = ben.get("/").content.decode()
    assert "Offered to you" in home and "Priya knows you." in home and "in your own words" in home
    assert "Call her" in ben.get(f"/handoffs/{handoff.pk}/acceptance/").content.decode()
    assert Case.objects.get().owner == world.ana, "a GET never acts"
    assert ben.post(f"/handoffs/{handoff.pk}/acceptance/", {"read_back": ""}).status_code == 422
    assert ben.post(f"/handoffs/{handoff.pk}/acceptance/", {"read_back": READ_BACK}).status_code == 302
    assert Case.objects.get().owner == world.ben


def test_an_offer_is_declined_on_a_page_that_asks_why(case: Case, world: World, ben: Client) -> None:
    handoff = case.hand_off(to=world.ben, note="Priya knows you.", by=world.ana)
    assert ben.post(f"/handoffs/{handoff.pk}/declining/", {"reason": ""}).status_code == 422
    assert ben.post(f"/handoffs/{handoff.pk}/declining/", {"reason": "Away"}).status_code == 302
    handoff.refresh_from_db()
    assert handoff.outcome == "declined"


def test_the_owner_offers_with_all_that_goes_with_a_case(case: Case, world: World) -> None:
    client = Client()
    client.force_login(world.ana)
    given = {"to": world.ben.pk, "note": "Since Monday.", "next_step": "Ask the carrier.", "why": "He is nearer."}
    for missing in given:
        answer = client.post(f"/cases/{case}/handoff/", given | {missing: ""})
        assert answer.status_code == 422, missing
    assert client.post(f"/cases/{case}/handoff/", given).status_code == 302
    offer = case.offer()
    assert offer and (offer.next_step, offer.why) == ("Ask the carrier.", "He is nearer.")
