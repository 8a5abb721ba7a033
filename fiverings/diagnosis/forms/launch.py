"""Why something is asked from now on, in one line, and as which edition a draft was read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models.trial import SHARES
from .piece import LINE


class ReasonForm(forms.Form):
    """Why, in one line."""

    reason = forms.CharField(label=_("Why?"), max_length=LINE, help_text=_("It stays beside the version."))


class LaunchForm(ReasonForm):
    """A draft goes live as it was read."""

    edition = forms.IntegerField(widget=forms.HiddenInput)


class TrialForm(LaunchForm):
    """A draft is tried in a share of new diagnoses."""

    share = forms.TypedChoiceField(
        label=_("In how many of the new diagnoses?"), choices=[(each, f"{each} %") for each in SHARES], coerce=int
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.order_fields(["share", "reason"])
