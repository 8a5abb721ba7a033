"""An answer to many that failed for one of them is left with its reason, and sent again to that one alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import connection
from django.test import Client

from fiverings.cases.events import CascadeLeft
from fiverings.cases.models import Cascade, CascadePart, Case
from fiverings.cases.tests.outage import outage_and_those_it_hit
from fiverings.conversations.models import Message
from fiverings.core import clock
from fiverings.core.auditing import ask_rules
from fiverings.core.jobs import SCHEDULE
from fiverings.core.references import refer
from fiverings.notices.models import Notice
from tests.world import World

Settle = Callable[..., None]
WORDS = "The carrier works on its exchange."


def states(cascade: Cascade) -> dict[Case, str]:
    return {part.case: part.state for part in cascade.parts.all()}


def read_by(case: Case) -> int:
    return Message.objects.filter(thread__journey=case.journey, direction="out", text__contains=WORDS).count()


def fail_for_good(part: CascadePart) -> None:
    """As the worker leaves a job that failed as often as it is tried."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE lock = %s", [str(refer(part))])


def test_what_failed_again_and_again_is_left_and_is_sent_again_to_those_alone(world: World, settle: Settle) -> None:
    outage, maples, orions = outage_and_those_it_hit(world)
    outage.link([maples, orions], by=world.dana)
    cascade = outage.cascade(kind="update", words={"en": WORDS}, to=[maples, orions], by=world.dana)
    fail_for_good(cascade.parts.get(case=orions))
    SCHEDULE["cases.leave_answers_that_cannot_be_written"].run()
    assert states(cascade) == {maples: "waiting", orions: "left"}
    settle()
    assert states(cascade) == {maples: "written", orions: "left"} and read_by(orions) == 0
    assert Notice.objects.filter(person=orions.owner, entry__kind=CascadeLeft.kind).exists()
    dana, at = Client(), outage.get_absolute_url()
    dana.force_login(world.dana)
    page = dana.get(at).content.decode()
    assert "again and again" in page and f"{at}cascade/?again" in page
    form = dana.get(f"{at}cascade/?again").context["form"]
    again = {name: form[name].value() for name in ("kind", "words_en", "to")}
    assert again == {"kind": "update", "words_en": WORDS, "to": [orions.number]}
    dana.post(f"{at}cascade/", again)
    settle()
    assert [read_by(each) for each in (maples, orions)] == [1, 1]
    assert "?again" not in dana.get(at).content.decode()


def test_the_audit_finds_an_answer_that_waits_for_an_hour(world: World) -> None:
    outage, maples, _orions = outage_and_those_it_hit(world)
    outage.link([maples], by=world.dana)
    outage.cascade(kind="update", words={"en": WORDS}, to=[maples], by=world.dana, at=clock.now() - timedelta(hours=2))
    assert [each.count for each in ask_rules("I-31") if each.count] == [1]
