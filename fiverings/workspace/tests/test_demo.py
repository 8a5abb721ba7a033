"""The demo's company: its stories can be performed, and what they leave is as real as what happens here."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from django.conf import settings

from demo import guide
from demo.filling import STRANGERS, Company, first_morning
from demo.lines import BadStory, line
from demo.northbell import STAFF, Northbell
from demo.planning import Plan
from demo.routine import Pool, read_exchanges
from demo.stories import FOLDER, Story, read, read_all, read_scenes
from demo.timing import moments
from fiverings.cases.models import Case
from fiverings.channels.models import Mailbox
from fiverings.conversations.models import Message
from fiverings.core import clock
from fiverings.core.auditing import ask_rules
from fiverings.core.journal import history
from fiverings.core.models import Entry
from fiverings.core.rebuilding import compare_with_journal
from fiverings.customers.models import Account
from fiverings.people.models import Team
from fiverings.promises.models import Outcome, Promise
from tests.world import World

STORIES = read_all()
THEIRS = ("say", "calls", "confirms", "rejects")


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_everybody_who_speaks_in_a_story_is_one_of_its_people_or_of_ours(story: Story) -> None:
    assert not set(story.contacts) & set(STAFF)
    assert set(story.advocates) <= {key for key, (_name, roles, _languages) in STAFF.items() if "advocate" in roles}
    for scene in story.scenes:
        for each in scene.lines:
            assert each.who in STAFF or each.who in story.contacts or each.sender, (scene.subject, each.who)
            assert each.act in THEIRS or each.who in STAFF, (scene.subject, each.who)


def test_forty_customers_have_their_own_mail_addresses_and_their_own_stories() -> None:
    assert len(STORIES) == 40
    assert sum(len(story.contacts) for story in STORIES) >= 150
    assert not [name for name, count in Counter(story.domain for story in STORIES).items() if count > 1]
    words = Counter(each.words for story in STORIES for scene in story.scenes for each in scene.lines[:1])
    assert not [said for said, count in words.items() if count > 1]


def test_no_account_has_the_same_small_exchange_twice() -> None:
    pool = Pool()
    for story in STORIES:
        needs = [scene.lines[0].words for scene in pool.deal(story)]
        assert len(set(needs)) == len(needs)


def test_every_exchange_fits_somebody() -> None:
    pool = Pool()
    for story in STORIES:
        pool.deal(story)
    unheard = [each.subject for number, each in enumerate(read_exchanges()) if not pool.told[number]]
    assert not unheard


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ({"priya": "Hello", "befor": "2h"}, "one speaker"),
        ({"sing": {"ana": "La"}}, "how to sing"),
        ({"priya": "Hello", "after": "soon"}, "no span"),
        ({"note": {"ana": "La"}, "due": "2h"}, "means nothing"),
    ],
)
def test_a_line_that_nobody_can_perform_is_refused(words: dict[str, object], complaint: str) -> None:
    with pytest.raises(BadStory, match=complaint):
        line(words, "here")


@pytest.fixture(scope="module")
def performed(lasting: None) -> None:
    """One customer's months, in the world that tests begin from."""
    world = World.read()
    team = Team.establish(name="Those who answer", calendar=world.calendar, brand_name="Northbell", by=world.admin)
    for local in ("help", "aide"):
        if Mailbox.objects.addressed(f"{local}@northbell.example") is None:
            Mailbox.open(address=f"{local}@northbell.example", team=team, by=world.admin)
    now = clock.now()
    company = Company(Northbell(began=first_morning(now), now=now), [read(FOLDER / "st_brigid_school.toml")])
    with history("seeded"):
        company.live(hands=1)


@pytest.fixture
def told(performed: None, db: None) -> Account:
    return Account.objects.get(name="St. Brigid School")


def test_the_journal_of_a_told_account_runs_in_the_order_of_time_and_is_marked_as_seeded(told: Account) -> None:
    for case in Case.objects.about(told):
        lines = list(Entry.objects.about(case).order_by("id"))
        assert [each.at for each in lines] == sorted(each.at for each in lines)
        assert {each.mark for each in lines} == {"seeded"}
        assert lines[0].kind == "cases.CaseOpened"


def test_a_told_customer_wrote_real_mail_in_real_threads(told: Account) -> None:
    cases = Case.objects.about(told)
    assert cases.count() == 7
    for message in Message.objects.filter(thread__journey__account=told, direction="in"):
        assert (settings.FIVERINGS_FOLDER / message.source).is_file()
        assert message.thread.token in cases.values_list("number", flat=True)
        assert message.at <= clock.now()


def test_a_told_case_that_ended_was_proposed_and_its_customer_agreed_or_stayed_silent(told: Account) -> None:
    ended = [case for case in Case.objects.about(told) if case.is_closed]
    assert len(ended) >= 4
    for case in ended:
        closure = case.closure()
        assert closure is not None and closure.solution and closure.resolution is not None
        assert closure.resolution.answered_by is not None or closure.ground == closure.Ground.SILENCE
    assert any(case.state == case.State.CLOSED for case in ended)


def test_a_told_case_on_which_we_work_passed_the_gate_with_answers_and_promises(told: Account) -> None:
    working = Case.objects.about(told).exclude(state=Case.State.INTAKE)
    assert len(working) == Case.objects.about(told).count()
    for case in working:
        assert case.intake.completed_at is not None and case.severity is not None
        assert Promise.objects.of(case).to_customers().exists()
    assert Outcome.objects.filter(kind=Outcome.Ending.KEPT).count() > Outcome.objects.filter(kind="broken").count()
    assert Outcome.objects.filter(kind=Outcome.Ending.REPLACED).exists()


def test_the_audit_finds_nothing_in_what_was_told(told: Account) -> None:
    assert [verdict.sentence for verdict in [*ask_rules(), *compare_with_journal()] if not verdict.is_kept] == []


def test_whatever_is_told_of_a_scene_has_happened_by_now() -> None:
    now = clock.now()
    for story in STORIES:
        for scene in story.scenes:
            known = {"zone": story.zone, "now": now, "chance": Random(scene.subject)}
            steps = Plan.of(scene, moments(scene, **known), **known)
            assert all(at < now for at, _line in steps)
            assert steps[0][1].who not in STAFF


def test_strangers_are_on_accounts_of_which_we_ask_who_they_are(told: Account) -> None:
    names = {each.lines[0].sender.rpartition(" ")[0] for each in read_scenes(STRANGERS)}
    assert names <= set(Account.objects.provisional().values_list("name", flat=True))


def test_the_guide_names_every_address_and_button() -> None:
    words = " ".join(step["words"] for step in guide.first("http://localhost:8055"))
    for place in ("demo/mailboxes/", "journal/", "portal/"):
        assert f"http://localhost:8055/{place}" in words
    assert "“Let them take part” or “Not theirs”" in words
    assert "Customer advocate in Montréal (Lou)" in [each["role"] for each in guide.sign_ins()]
