"""Words that only thank ask for nothing; words that say anything else are never taken for thanks."""

from __future__ import annotations

import pytest

from fiverings.cases.models.thanking import only_thanks

NAMES = ("Ana Costa", "Priya Raman")


@pytest.mark.parametrize(
    "words",
    [
        "Thanks!",
        "Thank you so much, Ana!\n\nBest regards,\nPriya Raman",
        "Thank you, it's working again.",
        "Merci beaucoup \U0001f64f",
        "Merci pour l'aide. Bonne journée, Priya",
        "Vielen Dank für die schnelle Hilfe!",
        "Muchas gracias por su ayuda",
        "Grazie mille",
        "Dziękuję bardzo",
        "Спасибо большое!",
        "شكرا جزيلا",
        "ありがとうございます",
        "谢谢!",
    ],
)
def test_words_that_only_thank_are_known_in_many_languages(words: str) -> None:
    assert only_thanks(words, names=NAMES)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Ok",
        "Perfect",
        "Thanks, but it still rings at the wrong place.",
        "Thanks for nothing",
        "Thank you. When will you come?",
        "Merci, quand viendrez-vous",
        "Danke, aber es klingelt noch falsch.",
        "Thanks. It does not work.",
        "No thanks",
        "Thanks, Robert",
        "Thanks " * 60,
    ],
)
def test_words_that_say_more_than_thanks_are_heard(words: str) -> None:
    assert not only_thanks(words, names=NAMES)
