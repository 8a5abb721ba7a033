"""Who hears of what, how, and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from fiverings.core.following import REACTIONS, follow
from fiverings.core.journal import announce, history
from fiverings.core.live import topics_of, visible_subjects
from fiverings.core.models import Entry
from fiverings.core.problems import Refused
from fiverings.notices.events import NoticeGiven, NoticesRead, WishChanged
from fiverings.notices.models import Notice, Wish
from fiverings.people.events import RolesChanged
from fiverings.people.models import Person
from tests.world import World

SATURDAY = datetime(2026, 5, 2, 15, tzinfo=UTC)
MONDAY = datetime(2026, 5, 4, 12, 30, tzinfo=UTC)


def change(world: World, person: Person, *, by: Person | None = None) -> Entry:
    """Something that concerns a person: their roles are changed."""
    with transaction.atomic():
        event = RolesChanged(person=person, granted=["coach"], withdrawn=[])
        return announce(event, by=by or world.admin)[0]


def test_whom_an_event_names_is_told_once_on_the_bell(world: World, settle: Callable[[], None]) -> None:
    line = change(world, world.ana)
    settle()
    follow.func(entry_id=line.pk)
    notice = Notice.objects.get(person=world.ana)
    assert notice.entry == line and notice.read_at is None
    assert notice.event().tell() == "Admin changed the roles of Ana"
    assert not mail.outbox
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(person=world.ana, entry=line, told_at=world.now)


def test_nobody_is_told_of_what_they_did_themselves_or_after_they_left(
    world: World, settle: Callable[[], None]
) -> None:
    change(world, world.ana, by=world.ana)
    Person.objects.filter(pk=world.gus.pk).update(is_active=False)
    change(world, Person.objects.get(pk=world.gus.pk))
    settle()
    assert not Notice.objects.filter(entry__kind=RolesChanged.kind).exists()


def test_nobody_is_told_of_history(world: World, settle: Callable[[], None]) -> None:
    with history("imported"):
        change(world, world.ana)
    settle()
    assert not Notice.objects.filter(person=world.ana).exists()


def test_events_that_tell_nobody_are_not_even_heard() -> None:
    reaction = REACTIONS["notices.tell_those_whom_the_event_names"]
    assert reaction.follows(RolesChanged, is_history=False)
    assert not reaction.follows(NoticeGiven, is_history=False)


def test_wishes_decide_between_the_bell_mail_and_nothing(world: World, settle: Callable[[], None]) -> None:
    Wish.make(person=world.ana, kind=RolesChanged.kind, way="none")
    Wish.make(person=world.gus, kind=RolesChanged.kind, way="mail")
    for person in (world.ana, world.ben, world.gus):
        change(world, person)
    settle()
    told = Notice.objects.filter(entry__kind=RolesChanged.kind)
    assert {notice.person for notice in told} == {world.ben, world.gus}
    assert [letter.to for letter in mail.outbox] == [["gus@northbell.example"]]
    assert mail.outbox[0].extra_headers["Auto-Submitted"] == "auto-generated"
    assert mail.outbox[0].subject == "Admin changed the roles of Gus"
    assert Entry.objects.filter(kind=WishChanged.kind).count() == 2


def test_a_wish_is_for_a_kind_of_which_somebody_hears(world: World) -> None:
    with pytest.raises(Refused):
        Wish.make(person=world.ana, kind=NoticeGiven.kind, way="mail")


@dataclass(frozen=True)
class HouseBurns(RolesChanged):
    """As severe as it gets: it waits for nobody's hours."""

    urgent = True


def mails_due(world: World, event: type[RolesChanged]) -> list[datetime | None]:
    """When the mail of such an event, that happens on a Saturday, is to be sent; None is at once."""
    world.care.revise(calendar=world.calendar, by=world.admin)
    Wish.objects.create(person=world.ana, kind=event.kind, way="mail")
    with transaction.atomic():
        told = event(person=world.ana, granted=[], withdrawn=[])
        object.__setattr__(told, "entry", announce(told, by=world.admin, at=SATURDAY)[0])
    Notice.give_all([told], at=SATURDAY)
    jobs = ProcrastinateJob.objects.filter(task_name="act", args__verb="send_mail")
    return [job.scheduled_at for job in jobs]


def test_mail_waits_for_the_hours_of_the_team(world: World, monkeypatch: Any) -> None:
    monkeypatch.setattr("fiverings.core.clock.now", lambda: SATURDAY)
    waits = mails_due(world, RolesChanged)[0]
    assert waits is not None
    assert abs((waits - datetime.now(UTC)) - (MONDAY - SATURDAY)) < timedelta(minutes=1)


def test_what_is_most_severe_waits_for_nobody(world: World, monkeypatch: Any) -> None:
    monkeypatch.setattr("fiverings.core.clock.now", lambda: SATURDAY)
    assert mails_due(world, HouseBurns) == [None]


def test_a_notice_that_was_read_meanwhile_is_not_mailed(world: World, settle: Callable[[], None]) -> None:
    change(world, world.ana)
    settle()
    notice = Notice.objects.get(person=world.ana)
    Notice.objects.filter(pk=notice.pk).mark_read(by=world.ana)
    Notice.objects.get(pk=notice.pk).send_mail()
    assert not mail.outbox
    assert Entry.objects.filter(kind=NoticesRead.kind).count() == 1


def test_the_bell_counts_reads_and_belongs_to_one_person(
    world: World, client: Client, settle: Callable[[], None]
) -> None:
    for _ in range(3):
        change(world, world.ana)
    settle()
    client.force_login(world.ana)
    page = client.get("/notices/").content.decode()
    assert page.count("Admin changed the roles of Ana") == 3 and "Notices, 3 new" in page
    first = Notice.objects.filter(person=world.ana).earliest("id")
    assert client.get(f"/notices/{first.pk}/reading/").status_code == 405
    client.post(f"/notices/{first.pk}/reading/")
    assert Notice.objects.visible_to(world.ana).count_unread() == 2
    client.force_login(world.ben)
    assert client.post(f"/notices/{first.pk}/reading/").status_code == 404
    client.post("/notices/reading/")
    assert Notice.objects.visible_to(world.ana).count_unread() == 2
    assert "Admin changed the roles" not in client.get("/notices/").content.decode()


def test_the_bell_is_counted_no_further_than_a_hundred(world: World) -> None:
    lines = [change(world, world.ana) for _ in range(103)]
    Notice.objects.bulk_create(Notice(person=world.ana, entry=line, told_at=world.now) for line in lines)
    assert Notice.objects.visible_to(world.ana).count_unread() == 100


def test_a_new_notice_rings_only_the_bell_of_its_person(world: World, settle: Callable[[], None]) -> None:
    change(world, world.ana)
    settle()
    line = Entry.objects.get(kind=NoticeGiven.kind)
    assert "notices" in topics_of(line)
    assert visible_subjects({line.subject}, world.ana) == {line.subject}
    assert visible_subjects({line.subject}, world.ben) == set()


def test_wishes_are_said_on_their_page(world: World, client: Client) -> None:
    client.force_login(world.ana)
    assert "A person was given roles" in client.get("/notices/wishes/").content.decode()
    client.post("/notices/wishes/", {"kind": RolesChanged.kind, "way": "mail"})
    assert Wish.objects.get(person=world.ana).way == "mail"
    assert client.post("/notices/wishes/", {"kind": "nothing", "way": "mail"}).status_code == 422


def test_the_bell_that_asks_what_it_shows_gets_itself_and_stays(world: World) -> None:
    client = Client()
    client.force_login(world.ana)
    asked = {"hx-request": "true", "hx-target": "bell"}
    answer = client.get(reverse("bell"), headers=asked).content.decode()
    assert answer.strip().startswith('<span id="bell"') and "<html" not in answer
    assert 'id="told"' in client.get(reverse("bell"), headers={"hx-request": "true"}).content.decode()
