"""Apologising: words that say sorry for nothing in particular do not make a broken promise right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core.problems import Refused
from fiverings.promises.models import Kind as Promised
from fiverings.promises.models import Outstanding

from .stock_words import STOCK

if TYPE_CHECKING:
    from .case import Case

SORRY = r"(?:apolog(?:y|ies|etic|i[sz]e[sd]?|i[sz]ing)|sorry|regrets?|pardon|forgive)"
DESOLE = r"(?:excus\w*|d[ée]sol[ée]\w*|regret\w*|navr[ée]\w*|d[ée]plor\w*|pardon\w*)"
ANYTHING = r"(?:any|whatever|every|all|possible)"
QUELCONQUE = r"(?:tou(?:t|te|s|tes)|quelque|[ée]ventuel\w*|quelconque\w*)"
TROUBLE = r"(?:inconveniences?|troubles?|difficult(?:y|ies)|disruptions?|frustrations?)"
GENE = r"(?:inconv[ée]nients?|d[ée]sagr[ée]ments?|g[êe]nes?|d[ée]rangements?)"
LA = r"(?:l'|(?:la|les?|du|des|cet(?:te)?|ces?) )"
CAUSED = r"(?:this |that |it |we )?(?:may |might |could )?(?:have |has )?(?:be |been )?caused"
CAUSEE = r"(?:que (?:cela|ceci|ça|nous)(?: \w+){0,4}? )?(?:occasionn\w+|caus[ée]\w*|subis?|rencontr\w+)"
NON_APOLOGIES = re.compile(
    "|".join((
        rf"\b{SORRY}\b[^.!?:;]{{0,30}}?\b{ANYTHING}\b(?: \w+){{0,2}}? {TROUBLE}\b",
        rf"\b{ANYTHING}\b(?: \w+){{0,2}}? {TROUBLE}\b[^.!?:;]{{0,30}}?\b(?:is|are) (?:\w+ )?regretted\b",
        rf"\b{SORRY}\b[^.!?:;]{{0,20}}?\b(?:the|this|your) inconveniences?(?: {CAUSED}\b|[^\w ]|$)",
        rf"\b{SORRY} if (?:you|this|that|it|we|there|any)\b",
        r"\bsorry (?:that )?you feel\b",
        rf"\b{DESOLE}\b[^.!?:;]{{0,40}}?\b{QUELCONQUE} (?:(?:les?|la|des?) )?{GENE}\b",
        rf"\b{DESOLE}\b[^.!?:;]{{0,40}}?\b{LA}{GENE}(?: {QUELCONQUE})?(?: {CAUSEE}\b|[^\w ]|$)",
        rf"\b{DESOLE}\b[^.!?,:;]{{0,20}}?\bsi (?:vous|cela|ça|nous)\b",
    )),
    re.IGNORECASE,
)  # fmt: skip
"""Sorry for anything, or if anybody should feel something: it names nothing that we did."""
QUOTED = re.compile(r"“[^“”]*”|«[^«»]*»|\"[^\"]*\"|\u2018[^\u2018]*?'(?!\w)")
EMPHASIS = "*_"
SAYS_SORRY = re.compile(rf"\b(?:{SORRY}|{DESOLE})\b", re.IGNORECASE)
SENTENCE = re.compile(r"[^.!?]+[.!?]*")
NAMED_AT_LEAST = 2
"""How many words that are not said with any apology make one name something."""


class NotAnApology(Refused):
    """What makes a broken promise right names what we promised and did not do, in one's own words."""


class Apologising(models.Model):
    """The ability of a case to have only words told about a broken promise that own it."""

    class Meta:
        abstract = True

    def refuse_a_non_apology(self, text: str) -> None:
        """NotAnApology, where these words would be what makes a broken word right."""
        case = cast("Case", self)
        said = non_apology_in(text) or unnamed_apology_in(text, names=(case.contact, case.account, case.owner))
        if said and Outstanding.objects.of(case).filter(promise__kind=Promised.RECOVERY).exists():
            words = _(
                "“{said}” says sorry for nothing in particular. Say in your own words what we promised and did not do."
            )
            raise NotAnApology(words.format(said=said))


def non_apology_in(text: str) -> str:
    """The words that apologise for nothing, as they were written; what is quoted of others is not ours."""
    plain = _as_read(text)
    found = next(_unquoted(NON_APOLOGIES, plain), None)
    return found.group().strip(" .,;:!") if found else ""


def unnamed_apology_in(text: str, *, names: Iterable[object] = ()) -> str:
    """The sentence that says sorry, where no word beside it is about what happened; names of people are not."""
    plain = _as_read(text)
    sorry = next(_unquoted(SAYS_SORRY, plain), None)
    known = STOCK.union(*(_words(str(each)) for each in names if each))
    named = {each for each in _words(SAYS_SORRY.sub(" ", plain)) if each not in known}
    if sorry is None or len(named) >= NAMED_AT_LEAST:
        return ""
    said = next(each for each in SENTENCE.finditer(plain) if each.end() > sorry.start())
    return said.group().strip(" .,;:!")


def _as_read(text: str) -> str:
    """Our own lines on one, without what only breaks or stresses words."""
    own = " ".join(line for line in text.splitlines() if not line.lstrip().startswith(">"))
    return " ".join("".join(filter(_is_read, unicodedata.normalize("NFKC", own))).replace("\u2019", "'").split())


def _unquoted(pattern: re.Pattern[str], plain: str) -> Iterator[re.Match[str]]:
    quoted = [each.span() for each in QUOTED.finditer(plain)]
    for found in pattern.finditer(plain):
        if not any(start < found.start() and found.end() <= end for start, end in quoted):
            yield found


def _words(text: str) -> list[str]:
    """Each in its small letters; one letter alone is none."""
    return [each for each in re.findall(r"[^\W_]+", text.casefold()) if len(each) > 1 or each.isdigit()]


def _is_read(letter: str) -> bool:
    """Whether whoever reads it sees it: not what only breaks or stresses a word."""
    return letter not in EMPHASIS and unicodedata.category(letter) != "Cf"
