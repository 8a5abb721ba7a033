"""What people fill in about how severe a case is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fiverings.conversations.models import Message
from fiverings.diagnosis.models import Source

LEVELS = ((1, _("Severity 1")), (2, _("Severity 2")), (3, _("Severity 3")))
ONE_LINE = 400


class AnswerForm(forms.Form):
    """What was answered to one question: a word, or a number."""

    question = forms.CharField(max_length=80)
    answer = forms.CharField(max_length=20, required=False)
    quantity = forms.IntegerField(min_value=0, max_value=1_000_000, required=False)
    source = forms.TypedChoiceField(choices=Source.choices, empty_value=Source.CUSTOMER, required=False)
    message = forms.ModelChoiceField(queryset=Message.objects.none(), required=False)

    def __init__(self, *given: Any, person: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["message"].queryset = Message.objects.visible_to(person)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("answer"):
            given["quantity"] = None
        return given


class GuideForm(forms.Form):
    """What they report, and so by which guide to ask."""

    choice = forms.CharField(max_length=200)


class LevelForm(forms.Form):
    """Which severity the answers say."""

    level = forms.TypedChoiceField(choices=LEVELS, coerce=int)


class RaisingForm(LevelForm):
    """That it is worse, and why."""

    level = forms.TypedChoiceField(label=_("It is"), choices=LEVELS[:2], coerce=int)
    reason = forms.CharField(label=_("Why? One line."), max_length=ONE_LINE)


class LoweringForm(LevelForm):
    """That it is milder, and why."""

    level = forms.TypedChoiceField(label=_("It is"), choices=LEVELS[1:], coerce=int)
    reason = forms.CharField(label=_("Why? One line."), max_length=ONE_LINE)
