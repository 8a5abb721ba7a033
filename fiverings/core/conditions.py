"""The condition language: read as a sentence, stored as JSON, compiled to a query and to a check of one record.

One language serves filters, views, search, rules and reports. A part declares its fields once:

    CASES = Conditions(state=choice("state", _("state"), STATES), opened=moment("opened_at", _("opened")))

Stored form: `{"all": [c, …]}`, `{"any": [c, …]}`, `{"not": c}` or `{"field": "state", "is": "active"}`, where the
second key is one of the field's words. BadCondition says what is wrong, and where.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.core import clock
from fiverings.core.problems import Refused

DEPTH_AT_MOST = 8


class BadCondition(Refused):
    """A condition names a field or a word that does not exist, or has another form than described."""


@dataclass(frozen=True)
class Word:
    """One way to ask a field: its lookup in a query, its check of a value, and how it reads."""

    says: Any
    lookup: str
    holds: Callable[[Any, Any], bool]
    takes: type | tuple[type, ...]
    is_denied: bool = False


EQUAL = Word(gettext_lazy("is"), "exact", lambda mine, asked: mine == asked, (str, int, bool))
UNEQUAL = Word(gettext_lazy("is not"), "exact", lambda mine, asked: mine != asked, (str, int, bool), is_denied=True)
AMONG = Word(gettext_lazy("is one of"), "in", lambda mine, asked: mine in asked, list)
CONTAINS = Word(
    gettext_lazy("contains"), "icontains", lambda mine, asked: asked.casefold() in (mine or "").casefold(), str
)
MISSING = Word(gettext_lazy("is missing"), "isnull", lambda mine, asked: (mine is None) == asked, bool)
BELOW = Word(gettext_lazy("is less than"), "lt", lambda mine, asked: mine is not None and mine < asked, (int, float))
ABOVE = Word(gettext_lazy("is more than"), "gt", lambda mine, asked: mine is not None and mine > asked, (int, float))
LONGER_AGO = Word(gettext_lazy("longer ago than"), "lt", lambda mine, asked: mine is not None and mine < asked, int)
WITHIN = Word(gettext_lazy("within the last"), "gte", lambda mine, asked: mine is not None and mine >= asked, int)


@dataclass(frozen=True)
class Field:
    """Something that can be asked of a record: its path from the record, its label, and the words it understands."""

    path: str
    label: Any
    words: dict[str, Word]
    choices: tuple[tuple[str, Any], ...] = ()
    is_moment: bool = False

    def asked(self, value: Any) -> Any:
        """What a word is compared with: a moment is given in minutes before now."""
        return clock.now() - timedelta(minutes=value) if self.is_moment and not isinstance(value, bool) else value

    def of(self, record: Any) -> Any:
        """This field of one record, along the same path that the query takes."""
        for step in self.path.split("__"):
            record = getattr(record, step, None)
        return record

    def shown(self, value: Any) -> str:
        if isinstance(value, list):
            return ", ".join(self.shown(each) for each in value)
        return str(dict(self.choices).get(value, _("{n} min").format(n=value) if self.is_moment else value))


def text(path: str, label: Any) -> Field:
    return Field(path, label, {"is": EQUAL, "is_not": UNEQUAL, "contains": CONTAINS, "missing": MISSING})


def choice(path: str, label: Any, choices: tuple[tuple[str, Any], ...]) -> Field:
    return Field(path, label, {"is": EQUAL, "is_not": UNEQUAL, "in": AMONG}, choices)


def record(path: str, label: Any) -> Field:
    return Field(path, label, {"is": EQUAL, "is_not": UNEQUAL, "in": AMONG, "missing": MISSING})


def number(path: str, label: Any) -> Field:
    return Field(path, label, {"is": EQUAL, "less": BELOW, "more": ABOVE, "missing": MISSING})


def moment(path: str, label: Any) -> Field:
    words = {"longer_ago_than_minutes": LONGER_AGO, "within_minutes": WITHIN, "missing": MISSING}
    return Field(path, label, words, is_moment=True)


class Conditions:
    """The fields of one noun, and what can be made of a condition over them."""

    def __init__(self, **fields: Field) -> None:
        self.fields = fields

    def query(self, condition: dict[str, Any]) -> Q:
        """The condition as a query."""
        return self._fold(condition, all_=_all_of, any_=_any_of, no=lambda q: ~q, one=_query)

    def holds(self, condition: dict[str, Any], record: Any) -> bool:
        """Whether one record meets the condition, without a query."""

        def one(field: Field, word: Word, value: Any) -> bool:
            return word.holds(field.of(record), field.asked(value))

        return bool(self._fold(condition, all_=all, any_=any, no=lambda truth: not truth, one=one))

    def sentence(self, condition: dict[str, Any]) -> str:
        """The condition as a person reads it."""
        both, either = _(" and "), _(" or ")
        return str(
            self._fold(
                condition,
                all_=lambda parts: both.join(parts) or _("everything"),
                any_=lambda parts: f"({either.join(parts)})",
                no=lambda part: _("not {condition}").format(condition=part),
                one=lambda field, word, value: f"{field.label} {word.says} {field.shown(value)}",
            )
        )

    def check(self, condition: dict[str, Any]) -> None:
        """BadCondition unless it can be asked."""
        self.query(condition)

    def _fold(self, condition: Any, *, depth: int = 0, **make: Callable[..., Any]) -> Any:
        if depth > DEPTH_AT_MOST:
            raise BadCondition(_("This condition is nested too deeply."))
        match condition:
            case {"all": list(parts), **rest} if not rest:
                return make["all_"]([self._fold(part, depth=depth + 1, **make) for part in parts])
            case {"any": list(parts), **rest} if not rest:
                return make["any_"]([self._fold(part, depth=depth + 1, **make) for part in parts])
            case {"not": part, **rest} if not rest:
                return make["no"](self._fold(part, depth=depth + 1, **make))
            case {"field": str(name), **rest} if len(rest) == 1:
                ((word, value),) = rest.items()
                return make["one"](*self._leaf(name, word, value))
        raise BadCondition(_("{condition} is not a condition.").format(condition=condition))

    def _leaf(self, name: str, word: str, value: Any) -> tuple[Field, Word, Any]:
        field = self.fields.get(name)
        if field is None:
            raise BadCondition(_("There is no field “{name}”.").format(name=name))
        if word not in field.words:
            raise BadCondition(_("“{name}” does not understand “{word}”.").format(name=name, word=word))
        if not isinstance(value, field.words[word].takes):
            raise BadCondition(_("“{name} {word}” cannot be {value}.").format(name=name, word=word, value=value))
        return field, field.words[word], value


def _query(field: Field, word: Word, value: Any) -> Q:
    found = Q(**{f"{field.path}__{word.lookup}": field.asked(value)})
    return ~found if word.is_denied else found


def _all_of(parts: list[Q]) -> Q:
    return Q(*(parts or [~Q(pk__in=[])]))


def _any_of(parts: list[Q]) -> Q:
    found = Q(pk__in=[])
    for part in parts:
        found |= part
    return found


__all__ = ["BadCondition", "Conditions", "Field", "choice", "moment", "number", "record", "text"]
