"""Beside what cases say of a guide stand those that it would have called otherwise, for whoever may see them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from fiverings.cases.models import Case
from fiverings.cases.tests.standing import past_the_gate, written
from fiverings.diagnosis.models import DiagnosisSession, Guide, LearningProposal
from fiverings.diagnosis.models.guide_file import read_guide
from fiverings.diagnosis.tests import FX_1
from tests.world import World

PAGE = "/settings/guides/misrouted/learning/"


@pytest.fixture
def case(world: World, settle: Callable[..., None]) -> Case:
    """Called severity 2 by the guide, and a proposal by which it would be called 1."""
    version = Guide.revise(read_guide(FX_1.read_text(encoding="utf-8")), by=world.gus)
    case = past_the_gate(written(world.priya, settle, at=world.now))
    case.ask_by(choice="misrouted:wrong_place", by=world.ana, at=world.now)
    for question in ("direct_numbers_ring", "changed_today"):
        case.answer(question=question, answer="yes", by=world.ana, at=world.now)
    case.settle_severity(level=2, by=world.ana, at=world.now)
    was = {"before": 2, "after": 1, "confirmed": 1, "better": True}
    otherwise = [{"session": DiagnosisSession.objects.get().pk, **was}, {"session": 999_999, **was, "better": False}]
    effect = {"cases": 60, "otherwise": otherwise, "harm": [9.0, 4.0], "brier": [0.4, 0.3], "failing": []}
    moved = {"code": "single_device", "before": 0.1, "after": 0.2, "expert": 0.1, "n": 12.0}
    changes = [{"place": "symptoms.wrong_place.causes", "n": 60, "numbers": [moved]}]
    span = {"first_at": world.now, "last_at": world.now, "at": world.now}
    LearningProposal(guide=version.guide, version=version, cases=60, changes=changes, effect=effect, **span).save()
    return case


def test_a_case_that_would_have_been_called_otherwise_is_linked(case: Case, ana: Client) -> None:
    page = " ".join(ana.get(PAGE).content.decode().split())
    assert f'href="{case.get_absolute_url()}"' in page
    assert "Called 2, would be called 1; it was 1." in page
    assert "One more is about a customer whom you do not see." in page
    assert "1 better, 1 worse" in page and "Harm a case: 9.0 → 4.0 minutes." in page


def test_whoever_does_not_see_the_customer_reads_only_how_many(case: Case, world: World, client: Client) -> None:
    client.force_login(world.gus)
    page = client.get(PAGE).content.decode()
    assert case.number not in page and "Maple" not in page
    assert "2 more are about customers whom you do not see." in page
