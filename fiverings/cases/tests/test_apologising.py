"""Words that say sorry for nothing in particular make no broken promise right."""

from __future__ import annotations

import pytest
from django.test import Client

from fiverings.cases.models import Case
from fiverings.cases.models.apologising import NotAnApology, non_apology_in, unnamed_apology_in
from fiverings.cases.tests.gate import AN_HOUR, called, promised
from fiverings.cases.tests.test_programs import Program
from tests.world import World

NOTHING_IN_PARTICULAR = (
    "We apologise for any inconvenience.",
    "We apologize for any inconvenience this may have caused.",
    "Hello Priya,\n\nsorry for\nany inconvenience caused. It works now.",
    "Our sincere apologies for any possible inconvenience!",
    "We regret any inconvenience.",
    "Sorry for the inconvenience.",
    "Apologies for the inconvenience caused",
    "I am sorry if you waited.",
    "We are sorry that you feel this way.",
    "Veuillez nous excuser pour tout inconvénient.",
    "Nous nous excusons pour la gêne occasionnée.",
    "Nous sommes désolés pour tout désagrément.",
    "Veuillez excuser les éventuels désagréments.",
    "Nous regrettons tout inconvénient.",
    "Désolée pour la gêne.",
    "Nous vous prions de nous excuser pour les désagréments causés.",
    "WE APOLOGISE FOR ANY INCONVENIENCE",
    "We apologise for any\u00a0incon\u00advenience\u200b.",
    "We *apologise* for _any_ inconvenience.",
    "We are sorry for your inconvenience.",
    "Any inconvenience caused is deeply regretted.",
    "We apologise for \u201cany inconvenience\u201d.",
    "D\u00e9sol\u00e9s pour tout\u202finconv\u00e9nient\u00a0!",
    "Désolés pour le dérangement.",
    "Nous nous excusons de l\u2019inconvénient.",
    "Toutes nos excuses pour les inconvénients que cela a pu vous causer.",
)
OWN_WORDS = (
    "I promised to call you by eleven and did not. I am sorry; you waited for nothing.",
    "I apologise: I forgot to call, and it was I who forgot.",
    "Sorry, Priya. Is there any inconvenience at the second site too?",
    "I am sorry for the two hours in which nobody could book.",
    "If the line is down again, I am sorry to have said that it is mended.",
    "> We apologise for any inconvenience.\nThat sentence of ours was no apology. I did not call, and I am sorry.",
    "Je vous avais promis un appel avant onze heures et je ne l'ai pas fait, pardon.",
    "Désolée de ne pas avoir appelé hier, comme promis.",
    'You wrote that "sorry for any inconvenience" is not enough. I did not send Eli, and I am sorry.',
    "You call “we apologise for any inconvenience” empty; it is. I did not send Eli.",
    "You say \u2018sorry for any trouble\u2019 isn\u2019t enough. I did not send Eli.",
    "« Nous nous excusons pour tout inconvénient » ne suffit pas, dites-vous. Je n\u2019ai pas envoyé Eli.",
    "I am sorry, I forgot: tell me at once of any trouble.",
    "Je suis désolé, si vous voulez je viens à midi.",
    "Nous avions promis une heure et ne l'avons pas tenue, pardon. Voici où nous en sommes.",
)


NAMES_NOTHING = (
    "We are very sorry about this. We take it seriously.",
    "Hello Priya,\n\nWe are truly sorry about what happened. You are an important customer of Maple Dental.\n\nAna",
    "Please accept our sincere apologies. We will do everything to improve, and get back to you as soon as possible.",
    "Our apologies!",
    "I am deeply sorry, and I take full responsibility for this mistake.",
    "Nous sommes vraiment désolés de ce qui s'est passé. Nous prenons cela très au sérieux.",
    "Bonjour Priya,\n\nveuillez accepter nos excuses les plus sincères. Votre satisfaction est notre priorité.",
)
NAMES_SOMETHING = (
    "I am very sorry about this: nobody called you at eleven.",
    "We are sorry. Your line was down for two hours.",
    "I am sorry for “the two hours in which nobody could book”.",
    "You wrote: “We are sorry about this” is not enough. It is not.",
    "> We are very sorry about this.\nThat is all that you got.",
    "Je suis désolé: personne ne vous a rappelée à onze heures.",
    "Nous sommes désolés. Eli n'est pas venu mardi.",
    "It works again.",
)


@pytest.mark.parametrize("words", NAMES_NOTHING)
def test_an_apology_that_names_nothing_of_what_happened_is_none_in_any_words(words: str) -> None:
    assert unnamed_apology_in(words, names=("Priya Raman", "Maple Dental", "Ana Costa"))


@pytest.mark.parametrize("words", [*OWN_WORDS, *NAMES_SOMETHING])
def test_an_apology_that_names_what_happened_is_one(words: str) -> None:
    assert not unnamed_apology_in(words, names=("Priya Raman",))


def test_no_stock_apology_makes_a_broken_word_right_on_the_page_or_for_a_program(world: World, ana: Client) -> None:
    case, typed = called(world), NAMES_NOTHING[0]
    promised(case, world, "call_back").break_(at=world.now + AN_HOUR)
    answer = ana.post(f"{case.get_absolute_url()}replies/", {"words": typed})
    assert answer.status_code == 422 and typed in answer.content.decode()
    assert "“We are very sorry about this” says sorry for nothing" in answer.content.decode()
    assert Program(world.ana).post(f"/cases/{case.number}/replies", words=typed).status_code == 409
    case.reply("I did not call you at eleven, and I am sorry.", by=world.ana, at=world.now + AN_HOUR)


@pytest.mark.parametrize("words", NOTHING_IN_PARTICULAR)
def test_an_apology_for_anything_that_may_have_been_is_none(words: str) -> None:
    assert non_apology_in(words)


@pytest.mark.parametrize("words", OWN_WORDS)
def test_whoever_says_what_they_did_not_do_is_let_through(words: str) -> None:
    assert not non_apology_in(words)


def test_what_is_refused_is_said_as_it_was_written() -> None:
    assert non_apology_in("Hello.\nWe apologise for\nany Inconvenience caused.") == "apologise for any Inconvenience"


def test_only_what_makes_a_broken_word_right_must_be_an_apology(world: World) -> None:
    case = called(world)
    case.reply("We apologise for any inconvenience.", by=world.ana, at=world.now)
    promised(case, world, "call_back").break_(at=world.now + AN_HOUR)
    with pytest.raises(NotAnApology, match="apologise for any inconvenience” says sorry for nothing in particular"):
        case.reply("We apologise for any inconvenience.", by=world.ana, at=world.now + AN_HOUR)
    case.reply("I did not call you when I said, and I am sorry.", by=world.ana, at=world.now + AN_HOUR)


def test_the_page_keeps_what_was_typed_and_says_why_it_is_refused(world: World, ana: Client) -> None:
    case = called(world)
    promised(case, world, "call_back").break_(at=world.now + AN_HOUR)
    typed = "We apologise for any inconvenience. The line is mended."
    answer = ana.post(f"{case.get_absolute_url()}replies/", {"words": typed})
    text = answer.content.decode()
    assert answer.status_code == 422 and typed in text and "Say in your own words what we promised" in text
    assert Case.objects.get(pk=case.pk).thread_begun() is None or not case.thread().messages.filter(text=typed).exists()
