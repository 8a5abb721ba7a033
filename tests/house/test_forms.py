"""Every form of the product is acted on once, whoever sends it, and however often."""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import resolve, reverse

from fiverings.cases.models import Case, Farewell
from fiverings.cases.tests.standing import past_the_gate, propose, tell_everything
from fiverings.cases.tests.standing import written as written_by
from fiverings.core.sending import FIELD
from fiverings.diagnosis.models import Guide, GuideDraft
from fiverings.portal.tests.visiting import visitor
from tests.house.filling import Form, pages_of
from tests.house.plan import HOUSE, place
from tests.undoing import undone
from tests.world import World

NEED_MORE = {
    "case-answers",
    "case-severity",
    "contact-merge",
    "guide-import",
    "guide-piece",
    "guide-piece-new",
    "person-roles",
    "refiling",
}
"""Answered is one of three; a severity is chosen after answers, a merge by who has the address; a guide is YAML, and a
likelihood is said by a word or by a number; one administers; a message is moved out of what has several."""
TRIED_AT_MOST = 4
"""So often a form is sent until it is taken, by each of its buttons and whoever has it."""
CREATE = {
    "account-opening", "case-calls", "case-cost", "case-escalation", "case-goodwill", "case-handoff", "case-help",
    "case-notes", "case-promises", "case-question", "case-release", "case-replies", "case-resolution", "case-takeover",
    "escalation-acceptance", "handoff-acceptance", "help-acceptance", "invitations", "keys", "me-keys", "new-case",
    "portal-answer", "portal-door", "portal-new", "portal-words",
}  # fmt: skip
"""What writes to a customer, or makes something, by a form."""


def test_every_form_that_is_sent_bears_its_tokens() -> None:
    bare = []
    for path in HOUSE.glob("*/templates/**/*.html"):
        text = path.read_text()
        for form in re.findall(r"<form\b(?:[^>%]|%(?!})|%}|(?<=[%-])>)*?method=\"post\".*?</form>", text, re.S):
            if "{% csrf_token %}" not in form:
                bare.append(place(path))
    assert not bare


@pytest.fixture
def house_at_work(world: World, settle: Callable[..., None]) -> Iterator[World]:
    """A house in which there is something to do for everybody, on the morning of its story."""
    with time_machine.travel(world.now, tick=False):
        _begin(world, settle)
        yield world


def _begin(world: World, settle: Callable[..., None]) -> None:
    at = world.now
    first = past_the_gate(written_by(world.priya, settle, "It rings at the wrong place.", at=at))
    first.reply("I look into it.", by=world.ana)
    first.promise_spoken(kind="fix", due_at=at + timedelta(hours=1), by=world.ana, at=at)
    first.hand_off(to=world.ben, note="It rings.", by=world.ana)
    first.ask(to=world.chidi, what="Whose line is it?", needed_by=at + timedelta(hours=3), by=world.ana)
    first.escalate(kind="hierarchical", reason="They are angry.", by=world.ana)
    written_by(world.priya, settle, "A third thing.", at=at)
    second = past_the_gate(written_by(world.priya, settle, "No voice mail.", at=at))
    propose(second, world, at=at)
    draft = GuideDraft.begin(Guide.plain(), by=world.gus)
    draft.describe(traits={"name": {"en": "Anything"}}, read=draft.mark("", ""), by=world.gus)
    Farewell.begin(world.gus, successor=world.ben, by=world.dana, at=at)
    tell_everything(settle, at=at + timedelta(minutes=1))


WRITTEN = "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables WHERE relname <> ALL(%s)"
OF_THE_BROWSER = ["django_session", "core_cache", "core_keptanswer"]


def written() -> dict[str, int]:
    """How many rows this transaction has written so far, in each table."""
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN, [OF_THE_BROWSER])
        return dict(cursor.fetchall())


def sent(client: Client, form: Form, button: Any) -> Any:
    """What a browser is answered, which is then forgotten by the browser."""
    cookies = copy.deepcopy(client.cookies)
    answer = client.post(form.action, form.sent_by(button))
    client.cookies = cookies
    return answer


def browsers(world: World) -> Iterator[tuple[Client, tuple[str, ...]]]:
    """Whoever sends forms, and where they begin."""
    yield Client(), ("/portal/sign-in/",)
    yield visitor(world.priya), ("/portal/",)
    cases = [reverse("case", args=[each.number]) for each in Case.objects.all()]
    leaving = [reverse("farewell", args=[each.pk]) for each in (world.eli, world.gus)]
    for person in (world.ana, world.ben, world.chidi, world.dana, world.admin):
        client = Client()
        client.force_login(person)
        yield client, ("/", *cases, *leaving, "/cases/", "/accounts/", "/people/", "/me/", "/settings/")


def forms_of(world: World) -> Iterator[tuple[str, Client, Form, Any]]:
    """Every form of every page that anybody reaches, by each of its buttons, with the name of where it is sent."""
    for client, first in browsers(world):
        for page in pages_of(client, *first):
            for form in page.forms:
                name = str(resolve(form.action.split("?")[0]).url_name)
                if not name.startswith(("account_", "mfa_", "usersessions_")):
                    yield from ((name, client, form, button) for button in form.buttons or [None])


def test_no_form_of_the_product_acts_twice_when_it_is_sent_twice(house_at_work: World) -> None:
    done: set[str] = set()
    addressed: set[str] = set()
    seen: set[Any] = set()
    tried: Counter[str] = Counter()
    twice = []
    for name, client, form, button in forms_of(house_at_work):
        addressed.add(name)
        assert FIELD in form.names, form.action
        if (name, button) in seen or tried[name] == TRIED_AT_MOST:
            continue
        tried[name] += 1
        with undone():
            first, before = sent(client, form, button), written()
            again, after = sent(client, form, button), written()
        if first.status_code < 400:
            seen.add((name, button))
            done.add(name)
            twice += [name] if (after, again.status_code) != (before, first.status_code) else []
    assert not twice
    assert addressed - done <= NEED_MORE
    assert done >= CREATE
