"""Search: what one person finds under some words: cases, each with the place where the words stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar

from fiverings.cases.models import Case
from fiverings.conversations.models import Call, Message, Note, without_signed_links
from fiverings.core.models import Record
from fiverings.people.models import Person

from .document import A_CASE, Document
from .excerpt import WORD, Excerpt

CASES_RANKED = 60
WORDS_RANKED = 200
LONGEST_QUESTION = 200
OF_A_HIT = ("relevance", "id", "label", "record_id", "journey_id")
NUMBER = re.compile(r"[A-Za-z]+-\d+")


@dataclass(frozen=True)
class Sight:
    """One case that was found, and the piece of its story where the words stand."""

    case: Case
    excerpt: list[tuple[str, bool]]


@dataclass
class Hit:
    """One journey on which the words stand: how well its best document answers, and the best of what was said."""

    journey: int
    relevance: Decimal = Decimal(-1)
    document: int = 0
    said: tuple[str, int] | None = field(default=None)

    def take(self, relevance: Decimal, document: int, label: str, record: int) -> None:
        """One more document of this journey, those of the best answer first."""
        if (relevance, document) > (self.relevance, self.document):
            self.relevance, self.document = relevance, document
        if self.said is None and label != A_CASE:
            self.said = (label, record)


class Search:
    """One question of one person; what they may not see is not looked at, so not even its number shows."""

    said_in: ClassVar[dict[str, tuple[type[Record], tuple[str, ...]]]] = {
        Message._meta.label_lower: (Message, ("subject", "new_text", "text")),
        Note._meta.label_lower: (Note, ("text",)),
        Call._meta.label_lower: (Call, ("words",)),
    }
    """What holds words, and in which columns; the last that holds what was asked is shown."""

    def __init__(self, words: str, *, person: Person) -> None:
        self.words = words.replace("\0", "").strip()[:LONGEST_QUESTION]
        self.person = person

    def sights(self, *, most: int) -> list[Sight]:
        """The cases found, the best answer first, among equals the newest; a number finds its case and no other."""
        if not WORD.search(self.words):
            return []
        cases = Case.objects.visible_to(self.person).with_everybody()
        if NUMBER.fullmatch(self.words) and (named := cases.filter(number=self.words.upper()).first()):
            return [Sight(named, [])]
        hits = sorted(self._hits(), key=lambda hit: (hit.relevance, hit.document), reverse=True)[:most]
        found = {case.journey_id: case for case in cases.filter(journey__in=[h.journey for h in hits]).order_by("id")}
        hits = [hit for hit in hits if hit.journey in found]
        excerpts = self._excerpts(hit.said for hit in hits if hit.said)
        return [Sight(found[hit.journey], excerpts.get(hit.said, [])) for hit in hits]

    def _hits(self) -> Iterable[Hit]:
        """The best of the newest documents; what is asked in every second letter is answered as quickly.

        To trim only those that would be shown is quick; where one of them is hidden, all are trimmed before.
        """
        documents = Document.objects.holding(self.words)
        newest = [id_ for (id_,) in _newest_of_each_kind(documents).values_list("id")]
        seen = Document.objects.visible_to(self.person).filter(pk__in=newest).ranked(self.words)
        rows = list(seen.values_list(*OF_A_HIT))
        if len(rows) < len(newest):
            trimmed = documents.visible_to(self.person).ranked(self.words)
            rows = list(_newest_of_each_kind(trimmed).values_list(*OF_A_HIT))
        hits: dict[int, Hit] = {}
        for relevance, document, label, record, journey in sorted(rows, reverse=True):
            hits.setdefault(journey, Hit(journey)).take(relevance, document, label, record)
        return hits.values()

    def _excerpts(self, said: Iterable[tuple[str, int]]) -> dict[Any, list[tuple[str, bool]]]:
        """From each of these records the piece that holds the words."""
        wanted = set(said)
        excerpts = {}
        for label, (model, columns) in self.said_in.items():
            ids = [id_ for of_label, id_ in wanted if of_label == label]
            rows = model._base_manager.filter(pk__in=ids).values_list("pk", *columns) if ids else []
            for id_, *texts in rows:
                excerpts[label, id_] = self._excerpt(texts)
        return excerpts

    def _excerpt(self, texts: Iterable[str]) -> list[tuple[str, bool]]:
        read = [Excerpt(without_signed_links(text), self.words) for text in texts]
        return max(read, key=lambda each: len(each.hits)).pieces()


def _newest_of_each_kind(documents: Any) -> Any:
    """The needs apart from what was said, so that a need is not lost behind a hundred letters."""
    return documents.of_cases().newest(CASES_RANKED).union(documents.of_words().newest(WORDS_RANKED), all=True)
