"""The condition language: read as a sentence, stored as JSON, compiled to a query and to a check of one record.

One language serves filters, views, search, rules and reports. A part declares its fields once:

    CASES = Conditions(state=choice("state", _("state"), STATES), opened=moment("opened_at", _("opened")))

Stored form: `{"all": [c, …]}`, `{"any": [c, …]}`, `{"not": c}` or `{"field": "state", "is": "active"}`, where the
second key is one of the field's words. BadCondition says what is wrong, and where.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from fiverings.core.condition_fields import Field, Word, choice, moment, number, record, speech, text, truth
from fiverings.core.problems import Refused

DEPTH_AT_MOST = 8


class BadCondition(Refused):
    """A condition names a field or a word that does not exist, or has another form than described."""


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


__all__ = ["BadCondition", "Conditions", "Field", "choice", "moment", "number", "record", "speech", "text", "truth"]
