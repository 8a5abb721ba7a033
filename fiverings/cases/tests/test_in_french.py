"""Who reads French is written to in French: what is promised, asked, granted, and answered to many."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fiverings.cases.models import Case
from fiverings.cases.tests.gate import AN_HOUR
from fiverings.cases.tests.outage import outage_and_those_it_hit
from fiverings.cases.tests.standing import written
from fiverings.cases.tests.test_granting import grant, letters
from fiverings.conversations.models import Message
from tests.world import World

Settle = Callable[..., None]
QUESTION = (
    "Pour quand en avez-vous besoin, et qu'attendez-vous de nous ? "
    "Un jour et une heure nous aident à vous le promettre."
)


@pytest.fixture
def case(world: World, settle: Settle) -> Case:
    """Of somebody who reads French as it is read in Canada."""
    world.priya.language = "fr-ca"
    world.priya.save(update_fields=["language"])
    return written(world.priya, settle, at=world.now)


def test_they_are_asked_and_promised_in_french(case: Case, world: World) -> None:
    due = {"kind": "next_update", "due_at": world.now + AN_HOUR}
    message = case.write("On regarde.", asks=True, by=world.ana, at=world.now, **due)
    promised = (
        "Ana Costa de Northbell s'engage à vous dire où en sont les choses par courriel à priya@mapledental.example"
        f" au plus tard à 11 h 22 le jeudi 30 avril (heure de Toronto), dossier {case}."
    )
    assert message.text == "\n\n".join(("On regarde.", QUESTION, promised))


def test_what_is_granted_and_taken_back_is_told_in_french(case: Case, world: World) -> None:
    granted = grant(case, "120.00", world.ana, reason="Une matinée sans appels.")
    granted.take_back(reason="C'était un autre dossier.", by=world.ana)
    assert letters(case) == [
        f"À titre de geste commercial, Ana Costa accorde à Maple Dental un crédit de 120.00 CAD, pour {case}.\n\n"
        "Ana Costa écrit : « Une matinée sans appels. »",
        f"Le geste commercial de 120.00 CAD que nous avions accordé à Maple Dental pour {case} n'est plus valable.\n\n"
        "Ana Costa écrit : « C'était un autre dossier. »",
    ]


def test_the_words_around_an_answer_to_many_are_french_for_who_reads_french(world: World, settle: Settle) -> None:
    world.omar.language = "fr-ca"
    world.omar.save(update_fields=["language"])
    outage, _maples, orions = outage_and_those_it_hit(world)
    outage.link([orions], by=world.dana)
    outage.cascade(kind="update", words={"fr-ca": "Le fournisseur y travaille."}, to=[orions], by=world.dana)
    settle()
    said = Message.objects.filter(thread__journey=orions.journey, direction="out").exclude(author=None).get()
    assert said.text == f"Bonjour {world.omar.name},\n\nLe fournisseur y travaille.\n\nCeci concerne {orions}."
