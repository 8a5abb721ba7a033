"""Confirmed cases as tests need them: callers of the guide of the golden figures, in a world a little otherwise."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np

from fiverings.conversations.models import Journey
from fiverings.diagnosis.models import Cause, DiagnosisSession, Guide, GuideVersion
from fiverings.diagnosis.models.guide_file import read_guide
from fiverings.diagnosis.tests import FX_1
from tests.world import World

OFTEN = {
    "route_misprogrammed": 0.30,
    "pri_down_failover": 0.40,
    "night_mode_schedule": 0.12,
    "carrier_forward_or_port": 0.08,
    "single_device": 0.10,
}
"""How often each cause is behind it in this world; the guide says another thing."""
ASKED = ("direct_numbers_ring", "callers_hear_busy", "changed_today", "at_opening_or_closing")


def the_guide(world: World) -> GuideVersion:
    return Guide.revise(read_guide(FX_1.read_text(encoding="utf-8")), by=world.gus, at=world.now - timedelta(days=400))


def live(world: World, version: GuideVersion, count: int, *, seed: int = 7, every: int = 1) -> list[DiagnosisSession]:
    """So many needs, one each few days up to now, each asked, settled and confirmed."""
    random, causation = np.random.default_rng(seed), version.asks.causation
    assert causation is not None
    codes = {each.code: each for each in causation.suspects}
    found = []
    for number in range(count):
        cause = codes[random.choice(list(OFTEN), p=list(OFTEN.values()))]
        at = world.now - timedelta(days=every * (count - number))
        low = random.random() < causation.world.nodes[0].chances[list(codes).index(cause.code), 0]
        answers = {}
        for question in ASKED:
            query = causation.world.query(question)
            yes = query.yes[list(codes).index(cause.code) if query.node is None else int(not low)]
            answers[question] = "yes" if random.random() < yes else "no"
        found.append(lived(world, version, answers, cause.coded, cause.severity, at=at))
    return found


def lived(
    world: World,
    version: GuideVersion,
    answers: dict[str, str],
    cause: str,
    severity: int,
    *,
    at: datetime | None = None,
) -> DiagnosisSession:
    """One need: asked, settled as the evidence says, and confirmed."""
    at = at or world.now
    journey = Journey.begin(world.maple, at=at)
    session = DiagnosisSession.begin(
        journey=journey, account=world.maple, by=world.ana, version=version, symptom="wrong_place", at=at
    )
    for question, answer in answers.items():
        session.answer(question, answer, by=world.ana, at=at)
    level = session.finding().called
    session.settle(level, by=world.ana, at=at)
    coded = Cause.objects.get(code=cause)
    session.confirm(severity=severity, cause=coded, told=level, by=world.ben, at=at)
    return session
