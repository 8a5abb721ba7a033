"""What customers write bears on a question or not; an answer is suggested only where nothing else can be meant."""

from __future__ import annotations

import pytest

from fiverings.diagnosis.models import Guide, Said
from fiverings.diagnosis.models.said import PLAIN
from tests.world import World

PLAINLY = [
    ("Nobody can call in or out since 8:15.", "nobody_gets_through", "yes"),
    ("Good morning, nothing works at all!", "nobody_gets_through", "yes"),
    ("Plus rien ne fonctionne depuis ce matin.", "nobody_gets_through", "yes"),
    ("We can't call 911 from any phone.", "emergency_fails", "yes"),
    ("Only two calls at a time get through.", "at_once", 2),
    ("Only two lines work.", "at_once", 2),
    ("Only 4 of our outside lines are left.", "at_once", 4),
    ("Nous n'avons que 3 appels à la fois.", "at_once", 3),
    ("Nobody is in danger.", "danger", "no"),
    ("Everybody on the second floor is without phones; we all cannot work.", "many", "yes"),
    ("Our whole office is cut off.", "many", "yes"),
    ("Tout le monde est en panne ici.", "many", "yes"),
    ("There is no workaround.", "way_around", "no"),
    ("We can live with it until Monday.", "way_around", "yes"),
    ("Only my phone is dead.", "one_device", "yes"),
    ("Seulement mon poste ne sonne plus.", "one_device", "yes"),
    ("It is getting worse by the hour.", "getting_worse", "yes"),
    ("It is not getting worse.", "getting_worse", "no"),
    ("C'est de pire en pire.", "getting_worse", "yes"),
    ("It began right after the update.", "changed", "yes"),
    ("Nothing was changed on our side.", "changed", "no"),
    ("Depuis la mise à jour, les appels tombent.", "changed", "yes"),
]
IN_A_WAY = [
    ("Nobody can reach the front desk.", "nobody_gets_through"),
    ("All our lines are down since we opened.", "nobody_gets_through"),
    ("Plus personne ne peut nous joindre.", "nobody_gets_through"),
    ("Is 911 still reachable from here?", "emergency_fails"),
    ("Callers get a busy signal.", "at_once"),
    ("A screen says that our files are encrypted.", "danger"),
    ("The elevator phone is on that line.", "danger"),
    ("Nobody can book.", "many"),
    ("For now we answer on our cells.", "way_around"),
    ("The phone next to it works.", "one_device"),
    ("Could you please add Lou to the group?", "wish"),
    ("We would like a new greeting.", "wish"),
    ("Pourriez-vous changer le message d'accueil?", "wish"),
    ("We moved to the third floor on Friday.", "changed"),
]
OF_NOTHING = [
    "What happens if nobody can call in or out?",
    "Last year nothing works was all we heard.",
    "Everything works again, thank you everyone.",
    "Nobody told me your new address.",
    "Thanks to all of us who helped!",
    "I am worried that everything is down.",
    "Everybody here says hello.",
    "The invoice is for one phone only.",
    "It would not matter if it were getting worse.",
    "Tout le monde vous salue.",
    "Merci beaucoup, bonne journée.",
    "Si plus rien ne fonctionne, qui appelons-nous?",
    "Not everything is down.",
]


@pytest.mark.parametrize(("words", "question", "answer"), PLAINLY)
def test_what_leaves_one_reading_suggests_that_answer(words: str, question: str, answer: str | int) -> None:
    said = Said.in_words(words)[question]
    assert (said.words, said.quantity if isinstance(answer, int) else said.answer) == (words, answer)


@pytest.mark.parametrize(("words", "question"), IN_A_WAY)
def test_what_only_bears_on_a_question_suggests_nothing(words: str, question: str) -> None:
    said = Said.in_words(words)[question]
    assert said.words == words and not said.is_plain


@pytest.mark.parametrize("words", OF_NOTHING)
def test_what_is_supposed_past_or_polite_bears_on_nothing(words: str) -> None:
    assert Said.in_words(words) == {}


def test_an_apostrophe_of_print_is_read_as_one_of_a_typewriter() -> None:
    assert Said.in_words("We can\u2019t call 911.")["emergency_fails"].answer == "yes"


def test_each_question_is_shown_the_sentence_that_answers_it_out_of_a_whole_mail() -> None:
    words = "Hi Ana,\n\nnobody can reach us\nsince 8:15. Nothing works!\n\nIt began after the update.\n"
    words += "- For now we call\n  from our cells.\n\nPriya"
    said = Said.in_words(words)
    assert {each.question: each.words for each in said.values()} == {
        "nobody_gets_through": "Nothing works!",
        "many": "nobody can reach us since 8:15.",
        "changed": "It began after the update.",
        "way_around": "- For now we call from our cells.",
    }


def test_every_question_of_the_plain_guide_is_looked_for_and_no_other(world: World) -> None:
    asked = Guide.plain().current
    assert asked is not None and {each.code for each in asked.asks.in_order()} == {each.question for each in PLAIN}
