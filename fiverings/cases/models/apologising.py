"""Apologising: words that say sorry for nothing in particular do not make a broken promise right."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, cast

from django.db import models
from django.utils.translation import gettext as _

from fiverings.core.problems import Refused
from fiverings.promises.models import Kind as Promised
from fiverings.promises.models import Outstanding

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


class NotAnApology(Refused):
    """What makes a broken promise right names what we promised and did not do, in one's own words."""


class Apologising(models.Model):
    """The ability of a case to have only words told about a broken promise that own it."""

    class Meta:
        abstract = True

    def refuse_a_non_apology(self, text: str) -> None:
        """NotAnApology, where these words would be what makes a broken word right."""
        said = non_apology_in(text)
        if said and Outstanding.objects.of(cast("Case", self)).filter(promise__kind=Promised.RECOVERY).exists():
            words = _(
                "“{said}” says sorry for nothing in particular. Say in your own words what we promised and did not do."
            )
            raise NotAnApology(words.format(said=said))


def non_apology_in(text: str) -> str:
    """The words that apologise for nothing, as they were written; what is quoted of others is not ours."""
    own = " ".join(line for line in text.splitlines() if not line.lstrip().startswith(">"))
    plain = " ".join("".join(filter(_is_read, unicodedata.normalize("NFKC", own))).replace("\u2019", "'").split())
    quoted = [each.span() for each in QUOTED.finditer(plain)]
    for found in NON_APOLOGIES.finditer(plain):
        if not any(start < found.start() and found.end() <= end for start, end in quoted):
            return found.group().strip(" .,;:!")
    return ""


def _is_read(letter: str) -> bool:
    """Whether whoever reads it sees it: not what only breaks or stresses a word."""
    return letter not in EMPHASIS and unicodedata.category(letter) != "Cf"
