"""What several people, or several machines, do to a guide or an alarm at the same moment is done once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from fiverings.core import clock
from fiverings.core.problems import Refused
from fiverings.customers.models import Asset
from fiverings.diagnosis.models import DraftMovedOn, Guide, GuideDraft, GuideVersion, OnTrial, Signal, TelemetryEvent
from fiverings.diagnosis.models.guide_file import read_guide
from fiverings.diagnosis.models.section import by_key
from fiverings.diagnosis.tests import FX_1
from fiverings.people.models import Person
from tests.racing import alone, apart, leaving_nothing


def gus() -> Person:
    return Person.objects.get(email__startswith="gus@")


def drafted() -> GuideDraft:
    """A guide that is asked, and a draft of it that calls it otherwise."""
    version = Guide.revise(read_guide(FX_1.read_text(encoding="utf-8")), by=gus())
    draft = GuideDraft.begin(version.guide, by=gus())
    draft.describe(traits={"name": {"en": "Misrouted"}}, read=draft.mark("", ""), by=gus())
    return GuideDraft.objects.get()


@pytest.fixture
def draft(db: None) -> Iterator[GuideDraft]:
    with leaving_nothing():
        yield alone(drafted)


def became(ended: list[Any]) -> Counter[str]:
    """How the acts ended: done, or refused, and by what."""
    return Counter(type(each).__name__ if isinstance(each, Exception) else "done" for each in ended)


def numbers() -> list[int]:
    return list(
        GuideVersion.objects.filter(guide__code="misrouted").order_by("number").values_list("number", flat=True)
    )


def test_a_launch_that_is_pressed_by_four_goes_live_once(draft: GuideDraft) -> None:
    launch = lambda: GuideDraft.objects.get(pk=draft.pk).go_live(edition=draft.edition, reason="It is.", by=gus())  # noqa: E731
    ended = became(apart(*[launch] * 4))
    assert ended["done"] == 1 and sum(ended.values()) == 4 and not set(ended) - {"done", "DraftMovedOn", "DoesNotExist"}
    assert alone(numbers) == [1, 2]


def test_of_a_launch_and_a_trial_of_one_draft_one_is_done(draft: GuideDraft) -> None:
    held = lambda: GuideDraft.objects.get(pk=draft.pk)  # noqa: E731
    launch = lambda: held().go_live(edition=draft.edition, reason="It is.", by=gus())  # noqa: E731
    trial = lambda: held().try_out(edition=draft.edition, reason="Perhaps.", share=25, by=gus())  # noqa: E731
    ended = apart(launch, trial)
    assert became(ended)["done"] == 1
    assert all(isinstance(each, Refused | GuideDraft.DoesNotExist) for each in ended if isinstance(each, Exception))
    assert alone(numbers) == [1, 2]


def test_a_way_back_that_is_pressed_by_three_makes_one_version(draft: GuideDraft) -> None:
    alone(partial(draft.go_live, edition=draft.edition, reason="It is.", by=alone(gus)))
    back = lambda: Guide.objects.get(code="misrouted").go_back(number=1, reason="No.", by=gus())  # noqa: E731
    assert became(apart(back, back, back)) == {"done": 1, "BadGuide": 2}, "the others find that it says the same"
    assert alone(numbers) == [1, 2, 3]


def test_two_who_write_on_one_piece_at_once_lose_no_word_unseen(draft: GuideDraft) -> None:
    def write(severity: int) -> Callable[[], None]:
        def put() -> None:
            held = GuideDraft.objects.get(pk=draft.pk)
            piece = by_key(draft.definition, "causes")["single_device"] | {"severity": severity}
            read = draft.mark("causes", "single_device")
            held.put(section="causes", key="single_device", piece=piece, read=read, by=gus())

        return put

    ended = apart(write(1), write(2))
    assert became(ended) == {"done": 1, "DraftMovedOn": 1}
    assert any(isinstance(each, DraftMovedOn) for each in ended)


def test_a_trial_and_a_revision_from_a_file_do_not_pass_each_other(draft: GuideDraft) -> None:
    trial = lambda: GuideDraft.objects.get(pk=draft.pk).try_out(  # noqa: E731
        edition=draft.edition, reason="Perhaps.", share=25, by=gus()
    )
    other = read_guide(FX_1.read_text(encoding="utf-8")) | {"minute": 0.25}
    ended = apart(trial, lambda: Guide.revise(other, by=gus()))
    assert became(ended)["done"] >= 1
    assert all(isinstance(each, OnTrial | DraftMovedOn) for each in ended if isinstance(each, Exception))
    assert alone(numbers) in ([1, 2], [1, 2, 3])


def test_the_same_alarm_from_eight_machines_is_one_event_and_ends_once(db: None) -> None:
    with leaving_nothing():
        pri = alone(lambda: Asset.objects.get(name="PRI").pk)
        began = clock.now()
        sent = {"name": "Line down", "severity": "critical", "asset": pri, "began_at": began.isoformat()}
        hear = lambda: TelemetryEvent.receive(Signal.of_a_program(sent, at=began), by=gus()).pk  # noqa: E731
        assert len(set(apart(*[hear] * 8))) == 1
        over = sent | {"ended_at": clock.now().isoformat()}
        end = lambda: TelemetryEvent.receive(Signal.of_a_program(over, at=clock.now()), by=gus()).ended_at  # noqa: E731
        assert len(set(apart(*[end] * 4, *[hear] * 2)[:4])) == 1
        told = alone(lambda: list(TelemetryEvent.objects.values_list("ended_at", flat=True)))
        assert len(told) == 1 and told[0] is not None
