"""A contact sees their own needs in plain words, and nothing that is ours alone or somebody else's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from fiverings.cases.models import Case, State
from fiverings.cases.models.severity import Severity
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.standing import SOLUTION, past_the_gate, propose, resolved, tell_everything, written
from fiverings.core import clock
from fiverings.customers.models import Contact
from fiverings.diagnosis.models import Cause
from fiverings.portal.models import Requests
from fiverings.portal.tests.visiting import everything_shown_to, visitor
from fiverings.promises.models import ChargeDisclosure, Expectation, Offer, Promise
from tests.world import World

Settle = Callable[..., None]

SECRETS = {
    "a note": "red alarm in the closet",
    "words not told yet": "tell them nothing yet",
    "a stranger beside": "a stranger asks",
    "what a receiver must know": "she is difficult",
    "a promise among us": "bring the spare card secretly",
    "help": "who else can calm them",
    "an escalation": "they threaten to leave",
    "a reason to be severe": "their chief shouts",
    "how a call went": "she sounded drunk",
    "a known answer": "hidden recipe 17",
    "a colleague's need": "our payroll is wrong",
    "a mail address of ours": "ana@northbell",
    "cost told to somebody else": "a rebate for Lou alone",
}


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    return past_the_gate(written(world.priya, settle, at=clock.now()))


@pytest.fixture
def lou(world: World) -> Contact:
    return Contact.introduce(account=world.maple, name="Lou Park", address="lou@mapledental.example", by=world.ana)


def planted(case: Case, lou: Contact, world: World, settle: Settle) -> Case:
    """A case with everything about it that its customer must not read."""
    now = clock.now()
    theirs = written(lou, settle, SECRETS["a colleague's need"], at=now)
    case.note(SECRETS["a note"], by=world.chidi)
    write_in(Contact.for_address("who@elsewhere.example", "Who"), SECRETS["a stranger beside"], thread=case.thread())
    case.hand_off(to=world.ben, note=SECRETS["what a receiver must know"], by=world.ana)
    case.owe("decision", due_at=now + timedelta(hours=3), by=world.ana, at=now, what=SECRETS["a promise among us"])
    case.ask(to=world.chidi, what=SECRETS["help"], needed_by=now + timedelta(days=1), by=world.ana)
    case.escalate(kind="functional", reason=SECRETS["an escalation"], by=world.ana)
    words = SECRETS["a reason to be severe"]
    Severity(case=case, level=1, ground="raised", reason=words, by=world.ana, at=now).save()
    Case.objects.filter(pk=case.pk).update(severity=1)
    case.journey.log_call(
        contact=world.priya, direction="out", talked=True, words=SECRETS["how a call went"], by=world.ana
    )
    ChargeDisclosure.tell(
        subject=case, journey=case.journey, billable="no", basis=SECRETS["cost told to somebody else"], to=lou,
        by=world.ana, at=now,
    )  # fmt: skip
    theirs.merge_into(case, by=world.ana)
    settle()
    case.refresh_from_db()
    propose(case, world, known_answer=SECRETS["a known answer"], cause=Cause.objects.first(), at=clock.now())
    tell_everything(settle, at=clock.now() + timedelta(minutes=1))
    case.reply(SECRETS["words not told yet"], by=world.ana)
    return case


def test_nothing_of_ours_reaches_the_customer(case: Case, lou: Contact, world: World, settle: Settle) -> None:
    planted(case, lou, world, settle)
    shown = everything_shown_to(world.priya, case.number)
    assert case.need in shown and SOLUTION in shown
    assert [name for name, secret in SECRETS.items() if secret in shown] == []
    for code in ("cause", "stance", "influence", "Lou", "lou@", "escalat"):
        assert code not in shown, code


def test_a_customer_reads_their_need_owner_and_next_promise_by_an_absolute_time(case: Case, world: World) -> None:
    due_at = clock.now() + timedelta(minutes=30)
    Offer.make(
        subject=case, journey=case.journey, kind="call_back", to=world.priya, owed_by=world.ana, due_at=due_at,
        severity=None, calendar=None, by=world.ana,
    ).speak(by=world.ana)  # fmt: skip
    text = visitor(world.priya).get(f"/portal/needs/{case.number}/").content.decode()
    for words in (case.need, case.number, "Ana will call you by", "Toronto time", "Northbell", "Ana owns this until"):
        assert words in text
    assert "Five Rings</a>" not in text, "the house of whoever serves them stands on the page"


def test_how_serious_it_is_is_told_in_plain_words(case: Case, world: World) -> None:
    Severity(case=case, level=1, ground="raised", reason="So.", by=world.ana, at=clock.now()).save()
    Case.objects.filter(pk=case.pk).update(severity=1)
    text = everything_shown_to(world.priya, case.number)
    assert "you cannot work" in text and "Severity 1" not in text


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"billable": "no", "basis": "Your contract covers it."}, "Nothing."),
        ({"billable": "yes", "basis": "Two hours.", "cap": Decimal("240"), "currency": "CAD"}, "At most 240"),
    ],
)
def test_what_it_costs_and_why_is_what_they_were_told(
    case: Case, world: World, told: dict[str, Any], words: str
) -> None:
    ChargeDisclosure.tell(subject=case, journey=case.journey, to=world.priya, by=world.ana, **told)
    text = visitor(world.priya).get(f"/portal/needs/{case.number}/").content.decode()
    assert words in text and told["basis"] in text and "Ana told you" in text


@pytest.mark.parametrize(
    ("state", "waits", "sentence"),
    [
        (State.ACTIVE, False, "Ana takes care of it."),
        (State.ACTIVE, True, "Ana owes you an answer."),
        (State.WAITING, False, "Ana waits for your answer."),
    ],
)
def test_the_state_is_told_in_a_sentence(case: Case, world: World, state: str, waits: bool, sentence: str) -> None:
    Case.objects.filter(pk=case.pk).update(waiting_since=clock.now() if waits else None)
    if state != State.ACTIVE:
        Case.objects.filter(pk=case.pk).update(state=state)
    assert Requests(world.priya).all()[0].sentence == sentence


def test_both_sides_read_the_same_at_once(case: Case, world: World) -> None:
    client = visitor(world.priya)
    address = f"/portal/needs/{case.number}/"
    assert "you cannot work" not in client.get(address).content.decode()
    Severity(case=case, level=1, ground="raised", reason="So.", by=world.ana, at=clock.now()).save()
    Case.objects.filter(pk=case.pk).update(severity=1)
    part = client.get(address, headers={"hx-request": "true"}).content.decode()
    assert "you cannot work" in part and "<html" not in part and 'hx-trigger="every 5s"' in part


def test_a_broken_promise_is_told_and_not_hidden(case: Case, world: World) -> None:
    now = clock.now()
    promise: Promise = Offer.make(
        subject=case, journey=case.journey, kind="call_back", to=world.priya, owed_by=world.ana,
        due_at=now - timedelta(minutes=1), severity=None, calendar=None, by=world.ana, at=now - timedelta(minutes=20),
    ).speak(by=world.ana, at=now - timedelta(minutes=20))  # fmt: skip
    promise.break_(at=now)
    assert "We did not keep a promise: to call you by" in everything_shown_to(world.priya, case.number)


def test_who_comes_late_or_meets_nobody_is_told_so(case: Case, world: World) -> None:
    now, visits = clock.now(), ("card", "cable")
    Case.objects.filter(pk=case.pk).update(opened_at=now - timedelta(hours=1))
    case.refresh_from_db()
    for what in visits:
        due_at, at = now - timedelta(minutes=1), now - timedelta(minutes=20)
        case.promise_spoken(kind="visit", what=what, due_at=due_at, by=world.ana, at=at)
    first, second = case.visits()
    case.arrive(place="The lodge", visits=[second], met=False, by=world.ana, at=now - timedelta(minutes=2))
    case.arrive(place="The lodge", visits=[first], by=world.ana, at=now)
    text = everything_shown_to(world.priya, case.number)
    assert "We came to you, later than promised" in text and "We came to you, and met nobody" in text


def test_a_settled_need_says_so_and_stays_readable(case: Case, world: World) -> None:
    resolved(case, world, at=clock.now())
    text = everything_shown_to(world.priya, case.number)
    assert "This is settled." in text and "You told us that it works" in text and SOLUTION in text


def test_the_record_is_the_same_as_the_page_as_json(case: Case, world: World) -> None:
    Expectation.hear(subject=case, journey=case.journey, contact=world.priya, words="Before eleven", by=world.ana)
    (need,) = visitor(world.priya).get("/portal/record.json").json()["needs"]
    assert set(need) == {
        *("number", "need", "sentence", "severity", "owner", "opened_at", "settled_at", "next", "solution", "asks"),
        *("cost", "steps", "said"),
    }
    assert (need["number"], need["need"], need["owner"]) == (case.number, case.need, "Ana")


def test_no_browser_keeps_what_a_contact_sees(case: Case, world: World) -> None:
    client = visitor(world.priya)
    for path in ("/portal/", "/portal/sign-in/", f"/portal/needs/{case}/", "/portal/record.json"):
        assert "no-store" in client.get(path).get("Cache-Control", ""), path
