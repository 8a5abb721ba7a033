"""What people fill in when many cases have one cause."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import truncatechars
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fiverings.diagnosis.models import Cause
from fiverings.people.models import Person

from ..models import Cascade, Case
from ..models.delivering import language_of
from .case import WORDS_AT_MOST, Words
from .moments import MomentField
from .resolving import SEVERITIES
from .telling import zone_of

Ticks = forms.CheckboxSelectMultiple
SHOWN = 90


class ChildrenForm(forms.Form):
    """Which cases this one caused."""

    children = forms.ModelMultipleChoiceField(
        Case.objects.none(), label=_("Which cases did it cause?"), widget=Ticks, to_field_name="number"
    )

    def __init__(self, *given: Any, case: Case, reader: Person, words: str = "", **more: Any) -> None:
        super().__init__(*given, **more)
        field: Any = self.fields["children"]
        found = case.likely_children(reader, words)
        field.queryset = Case.objects.filter(pk__in=[each.pk for each in found]).with_everybody().latest_first()
        field.label_from_instance = _told


class CascadeForm(forms.Form):
    """What is answered to many at once, to whom, and what it promises."""

    kind = forms.ChoiceField(label=_("What do you tell them?"), choices=Cascade.Kind.choices, widget=forms.RadioSelect)
    to = forms.ModelMultipleChoiceField(
        Case.objects.none(),
        label=_("Who reads it?"),
        help_text=_("Each reads a mail of their own, from the owner of their case, and nothing of the others."),
        widget=Ticks,
        to_field_name="number",
    )
    next_update_at = MomentField(
        label=_("By when do they hear again?"),
        help_text=_("Promised to each, with where things stand; to whom that would wake, after their quiet hours."),
        required=False,
    )
    cause = forms.ModelChoiceField(
        label=_("What caused it?"), help_text=_("With what solved it."), queryset=Cause.objects.none(), required=False
    )
    severity_confirmed = forms.TypedChoiceField(
        label=_("How severe was it after all?"), choices=SEVERITIES, coerce=int, empty_value=None, required=False
    )

    def __init__(self, *given: Any, case: Case, reader: Person, **more: Any) -> None:
        super().__init__(*given, **more)
        seen = case.concerned().visible_to(reader).with_everybody().order_by("id")
        to: Any = self.fields["to"]
        to.queryset, to.label_from_instance = seen, _told
        to.initial = [each.number for each in seen if each.listener()]
        if unseen := case.concerned().count() - len(seen):
            to.help_text = format_lazy("{} {}", to.help_text, _not_seen(unseen))
        self.fields["next_update_at"].stand_at(partial(zone_of, case))  # type: ignore[attr-defined]
        self.fields["cause"].queryset = Cause.objects.order_by("name")  # type: ignore[attr-defined]
        self.languages = _read_by(seen)
        for language, count in self.languages.items():
            label = ngettext("In {language}, read by one", "In {language}, read by {count}", count)
            self.fields[_named(language)] = forms.CharField(
                label=label.format(language=dict(settings.LANGUAGES)[language], count=count),
                widget=Words, max_length=WORDS_AT_MOST, required=False,
            )  # fmt: skip
        self.order_fields(["kind", *map(_named, self.languages), "to"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        words = {language: given.pop(_named(language), "") for language in self.languages}
        if given.get("kind") == Cascade.Kind.SOLUTION:
            given["next_update_at"] = None
        return given | {"words": words}


def _not_seen(count: int) -> str:
    words = ngettext(
        "One that you may not see is left to its owner.",
        "{count} that you may not see are left to their owners.",
        count,
    )
    return words.format(count=count)


def _named(language: str) -> str:
    return f"words_{language}"


def _read_by(cases: Any) -> dict[str, int]:
    """In which languages those whom we would answer read, the most read first."""
    readers = [language_of(contact) for case in cases if (contact := case.listener())]
    return {each: readers.count(each) for each in sorted(set(readers), key=lambda one: (-readers.count(one), one))}


def _told(case: Case) -> str:
    names = ", ".join(str(each) for each in (case.contact, case.account) if each)
    return f"{case.number}, {names} ({case.owner}): {truncatechars(case.need, SHOWN)}"
