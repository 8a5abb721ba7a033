"""What people fill in about a severity that is in doubt, how bad it feels, and a review of what was asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fiverings.diagnosis.models import GuideVersion

from ..models.diagnosis_review import DiagnosisReview
from .case import ONE_LINE, Words

FELT = (
    (1, _("They cannot work")),
    (2, _("It holds them up")),
    (3, _("It is a nuisance")),
)


class StandsForm(forms.Form):
    """Why a case is as severe as we said."""

    words = forms.CharField(label=_("Why is it not worse?"), max_length=ONE_LINE)


class FeltForm(forms.Form):
    """How bad it is for them, as they say it."""

    level = forms.TypedChoiceField(
        label=_("How bad is it for them?"), choices=FELT, coerce=int, widget=forms.RadioSelect
    )
    words = forms.CharField(label=_("In their words"), max_length=ONE_LINE)


class ExplanationForm(forms.Form):
    """What was explained to them, so that they accept that we call it milder."""

    words = forms.CharField(
        label=_("What did you explain, and how do they accept it?"), widget=Words, max_length=ONE_LINE
    )


class ReviewForm(forms.Form):
    """What was changed so that it is not misjudged again, or why nothing is."""

    version = forms.ModelChoiceField(
        label=_("Which version of a guide mends it?"),
        queryset=GuideVersion.objects.none(),
        required=False,
        empty_label=_("None: the guide stays"),
    )
    reason = forms.CharField(
        label=_("Why does the guide stay, or what was changed?"),
        help_text=_("Where no version mends it, a whole sentence."),
        widget=Words,
        required=False,
        max_length=ONE_LINE,
    )

    def __init__(self, *given: Any, review: DiagnosisReview, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["version"].queryset = review.mends()  # type: ignore[attr-defined]
