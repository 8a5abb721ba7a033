"""What people fill in when a need seems to be met, and when the customer has said whether it is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.template.defaultfilters import truncatechars
from django.utils.translation import gettext_lazy as _

from fiverings.diagnosis.models import Cause

from ..models import Answer, Case, Resolution
from .case import ONE_LINE, WORDS_AT_MOST, Words

SEVERITIES = [("", "—"), ("1", _("Severity 1")), ("2", _("Severity 2")), ("3", _("Severity 3"))]


class ResolutionForm(forms.Form):
    """What solved it, and what we write to the customer; for a service problem also its cause and severity."""

    solution = forms.CharField(
        label=_("What solved it?"),
        help_text=_("The customer reads this."),
        widget=Words,
        max_length=WORDS_AT_MOST,
    )
    cause = forms.ModelChoiceField(label=_("What caused it?"), queryset=Cause.objects.none(), required=False)
    known_answer = forms.CharField(
        label=_("Which known answer helped?"),
        help_text=_("Leave it empty when none was found."),
        required=False,
        max_length=ONE_LINE,
    )
    severity_confirmed = forms.TypedChoiceField(
        label=_("How severe was it after all?"), choices=SEVERITIES, coerce=int, empty_value=None, required=False
    )
    message = forms.CharField(
        label=_("What we write to them"),
        help_text=_("Below it stands the link by which they answer. Empty: what solved it."),
        widget=Words,
        required=False,
        max_length=WORDS_AT_MOST,
    )

    def __init__(self, *given: Any, case: Case, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["cause"].queryset = Cause.objects.order_by("name")  # type: ignore[attr-defined]
        if case.kind != case.Kind.INCIDENT:
            del self.fields["severity_confirmed"]


class QuestionForm(forms.Form):
    """What we write when we ask once more."""

    words = forms.CharField(label=_("What we write to them"), widget=Words, required=False, max_length=WORDS_AT_MOST)


class TheirAnswerForm(forms.Form):
    """What the customer said to what we proposed, and where they said it."""

    answer = forms.ChoiceField(
        label=_("What did they say?"),
        choices=[(Answer.CONFIRMED.value, _("It works")), (Answer.REJECTED.value, _("Not yet"))],
    )
    evidence = forms.ChoiceField(label=_("Where did they say it?"), required=False)
    words = forms.CharField(label=_("In their words"), required=False, widget=Words, max_length=WORDS_AT_MOST)

    def __init__(self, *given: Any, case: Case, resolution: Resolution | None, **more: Any) -> None:
        super().__init__(*given, **more)
        said = case.their_words_since(resolution) if resolution else []
        self.said = {f"{each._meta.model_name}-{each.pk}": each for each in said}
        self.fields["evidence"].choices = [(key, _line(each)) for key, each in self.said.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        evidence = self.said.get(given.get("evidence", ""))
        return {
            "contact": evidence.contact if evidence else None,
            "evidence": evidence,
            "words": given.get("words", ""),
        }

    @property
    def confirms(self) -> bool:
        """Whether they say that it works."""
        return bool(self.data.get("answer") == Answer.CONFIRMED.value)


class CustomersAnswerForm(forms.Form):
    """What the customer says to what we proposed, on the page that the mail leads to."""

    answer = forms.ChoiceField(choices=[("works", "works"), ("not-yet", "not-yet")], widget=forms.HiddenInput)
    words = forms.CharField(label=_("Anything we should know?"), required=False, widget=Words, max_length=WORDS_AT_MOST)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        return {"words": given.get("words", "")}

    @property
    def confirms(self) -> bool:
        return bool(self.data.get("answer") == "works")


class DismissalForm(forms.Form):
    """Why nobody needs anything."""

    reason = forms.CharField(
        label=_("Why does nobody need anything?"),
        help_text=_("For example: advertising, or a machine that reports success."),
        max_length=ONE_LINE,
    )


class MergeForm(forms.Form):
    """Which open case this one is part of."""

    survivor = forms.ModelChoiceField(label=_("Which case is it part of?"), queryset=Case.objects.none())
    reason = forms.CharField(label=_("How do you know?"), required=False, max_length=ONE_LINE)

    def __init__(self, *given: Any, case: Case, **more: Any) -> None:
        super().__init__(*given, **more)
        field: Any = self.fields["survivor"]
        field.queryset = case.mergeable().latest_first()
        field.label_from_instance = lambda each: f"{each.number}, {truncatechars(each.need, 80)}"


def _line(said: Any) -> str:
    return f"{said.contact}, {said.at:%d %b %H:%M}: {truncatechars(getattr(said, 'new_text', '') or said, 80)}"
