"""Reading back: what somebody takes over, said so that it shows that they understood it."""

from __future__ import annotations

import re
from collections.abc import Iterable

WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
CLAUSE = re.compile(r"[.!?;:,\n\u2013\u2014]+")
WORDS_AT_LEAST = 4
OWN_AT_LEAST = 2
WORDS = """
    a about after all also and am are as at be been by can do done fine for from go good got great has have here how
    i i'll i'm i've in is it it's its just know let's me mine much my no not now noted of off ok okay on one over
    perfect please read received right roger seen so sure take taken taking thank thanks that that's the then there
    this through to too understand understood up very we well we'll will with yes you your case handoff info details
    everything clear handle look deal care lot copy
    à ai ainsi au aussi bien bon ça c'est ce cela ces cette clair compris d'accord dans de des dossier du en entendu
    est et fait fais j'ai je l'ai la le les lu l'info m'en m'occupe marche me merci moi mon noté nous occupe on oui
    parfait pas pour pris prends que qui reçu relais relève s'en sera suis suite super sur toi tout tous tu un une va
    vais vous vu y infos cas beaucoup
"""
STOCK = frozenset(WORDS.split())
"""What one says to anything: no word of it is about this case."""


def own_words_in(read_back: str, *, told: Iterable[str]) -> bool:
    """Whether somebody says themselves what it is: not in a word or two, not what fits anything, not what was told."""
    package = [" ".join(_words(each)) for each in told]
    own = [words for each in CLAUSE.split(read_back) if (words := _words(each)) and not _is_told(words, package)]
    meant = {word for words in own for word in words if word not in STOCK}
    return len(_words(read_back)) >= WORDS_AT_LEAST and len(meant) >= OWN_AT_LEAST


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold().replace("\u2019", "'"))


def _is_told(words: list[str], package: Iterable[str]) -> bool:
    """Whether these very words stand in what was told."""
    said = f" {' '.join(words)} "
    return any(said in f" {each} " for each in package)
