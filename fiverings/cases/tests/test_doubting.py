"""What happens to an open case may show that it is worse than we say; its owner looks again, and says what is so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from fiverings.cases.models import Case, SeverityDoubt
from fiverings.cases.models.doubt import Sign
from fiverings.cases.models.doubting import DOUBTED_BY, NoDoubt
from fiverings.cases.tests.letters import write_in
from fiverings.cases.tests.severe import severe
from fiverings.cases.tests.standing import past_the_gate, written
from fiverings.core import clock
from fiverings.core.events import KINDS
from fiverings.core.models import Entry
from fiverings.notices.models import Notice
from tests.world import World

Settle = Callable[..., None]


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    """One that we called severity 2."""
    return severe(past_the_gate(written(world.priya, settle, at=clock.now())), 2, by=world.ben)


def writes(case: Case, words: str, settle: Settle, at: datetime | None = None) -> None:
    """Priya writes into the conversation, an hour from now."""
    write_in(case.contact, words, thread=case.thread(), at=at or later(1))
    settle()


def test_words_of_an_outage_make_the_owner_look_again_and_the_lead_hears(
    case: Case, world: World, settle: Settle
) -> None:
    writes(case, "It is Priya again. Nobody can call in or out now.", settle)
    doubt = case.doubt_open()
    assert doubt is not None and Sign.OUTAGE_WORDS in doubt.signs and doubt.level == 2
    assert doubt.quote == "Nobody can call in or out now."
    assert doubt.sentence.startswith("It may be worse than severity 2: they write of an outage")
    told = Notice.objects.filter(entry__kind="cases.SeverityDoubted").values_list("person__known_as", flat=True)
    assert set(told) == {"Ana", "Dana"}


def test_the_same_signs_ask_once_and_another_joins_the_doubt_that_waits(
    case: Case, world: World, settle: Settle
) -> None:
    writes(case, "Nobody can call in or out.", settle)
    before = case.doubt_open()
    writes(case, "Nobody can call in or out!", settle, at=clock.now() + timedelta(hours=2))
    case.hear_expectation(words="at once", by_at=clock.now() + timedelta(minutes=1), by=world.ana)
    settle()
    [doubt] = SeverityDoubt.objects.all()
    assert doubt.pk == before.pk and set(before.signs) <= set(doubt.signs)
    assert len(doubt.signs) == len(set(doubt.signs))


def test_who_looked_again_says_why_it_stands_and_only_what_comes_later_asks_anew(
    case: Case, world: World, settle: Settle
) -> None:
    writes(case, "Nobody can call in or out.", settle)
    with pytest.raises(NoDoubt, match="Say in a line"):
        case.let_severity_stand(words=" ", by=world.ana)
    case.let_severity_stand(words="One phone was unplugged; the others ring.", by=world.ana, at=later(3))
    assert case.doubt_open() is None and case.doubt(at=later(3)) is None
    with pytest.raises(NoDoubt):
        case.let_severity_stand(words="Again.", by=world.ana)
    writes(case, "Now nothing works at all.", settle, at=later(4))
    assert case.doubt_open() is not None


def later(hours: float) -> datetime:
    return clock.now() + timedelta(hours=hours)


def test_raising_it_answers_the_doubt(case: Case, world: World, settle: Settle) -> None:
    writes(case, "Nobody can call in or out.", settle)
    case.raise_severity(level=1, reason="They cannot be reached.", by=world.ana, at=later(2))
    [doubt] = SeverityDoubt.objects.all()
    assert (doubt.answer, doubt.answered_by) == ("worse", world.ana)
    writes(case, "Nobody can call in or out still.", settle, at=later(3))
    assert case.doubt_open() is None


def test_thanks_and_what_bears_on_nothing_ask_nothing(case: Case, world: World, settle: Settle) -> None:
    writes(case, "The cable is grey, by the way. Nobody is in danger.", settle)
    assert not SeverityDoubt.objects.exists()


def test_answers_that_speak_against_it_make_us_doubt_it(case: Case, world: World, settle: Settle) -> None:
    case.answer(question="emergency_fails", answer="yes", by=world.ana, at=later(1))
    settle()
    doubt = case.doubt_open()
    assert doubt is not None and Sign.EVIDENCE in doubt.signs


def test_a_case_that_is_called_the_worst_or_nothing_yet_is_not_doubted(
    case: Case, world: World, settle: Settle
) -> None:
    fresh = written(world.omar, settle, at=clock.now())
    writes(fresh, "Nobody can call in or out.", settle)
    assert fresh.doubt_open() is None
    case.raise_severity(level=1, reason="Everything is down.", by=world.ana)
    writes(case, "Nobody can call in or out.", settle)
    assert case.doubt_open() is None


def test_every_kind_that_may_raise_a_doubt_is_one_that_can_happen() -> None:
    assert set(KINDS) >= DOUBTED_BY and not any("Doubt" in kind for kind in DOUBTED_BY)


def test_the_database_holds_one_doubt_that_waits_and_each_with_its_signs(case: Case, settle: Settle) -> None:
    writes(case, "Nobody can call in or out.", settle)
    forged: dict[str, Any] = {"case": case, "level": 2, "raised_at": clock.now()}
    for wrong in ({"signs": ["chased"]}, {"signs": [], "answer": "stands", "answered_at": clock.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SeverityDoubt.objects.bulk_create([SeverityDoubt(**forged, **wrong)])
    with pytest.raises(IntegrityError), transaction.atomic():
        SeverityDoubt.objects.update(answer="stands")


def test_the_journal_tells_of_it_without_their_words(case: Case, settle: Settle) -> None:
    writes(case, "Nobody can call in or out.", settle)
    line = Entry.objects.get(kind="cases.SeverityDoubted")
    assert "Nobody" not in str(line.payload)
