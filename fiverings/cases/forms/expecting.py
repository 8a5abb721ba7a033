"""What people fill in when a customer says what they expect, also long after the gate."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Case
from .case import ONE_LINE
from .moments import MomentField
from .telling import zone_of


class ExpectationForm(forms.Form):
    """What a customer expects, in their words, and by when; or that they cannot say."""

    words = forms.CharField(
        label=_("What do they expect?"),
        help_text=_("In their words, as they said it: “We need it by Friday.”"),
        required=False,
        max_length=ONE_LINE,
    )
    by_at = MomentField(label=_("By when do they expect it?"), required=False)
    unknown = forms.BooleanField(label=_("They cannot say"), required=False)

    def __init__(self, *given: Any, case: Case, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["by_at"].stand_at(partial(zone_of, case))  # type: ignore[attr-defined]
