"""What a person decides about what cases say of a guide, and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import LearningProposal

LINE = 400


class DecliningForm(forms.Form):
    """The guide stays as it is, for a reason."""

    reason = forms.CharField(label=_("Why?"), max_length=LINE, help_text=_("It stays beside what cases say."))


class AcceptingForm(DecliningForm):
    """Some changes become the next version, for a reason."""

    places = forms.MultipleChoiceField(required=False)

    def __init__(self, *given: Any, proposal: LearningProposal, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["places"].choices = [(each.place, each.place) for each in proposal.rows()]  # type: ignore[attr-defined]
