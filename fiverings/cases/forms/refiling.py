"""What people fill in when a message lies with the wrong case."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.template.defaultfilters import truncatechars
from django.utils.translation import gettext_lazy as _

from fiverings.conversations.models import Message

from ..models import Case
from .splitting import SHOWN, line_of


class RefilingForm(forms.Form):
    """Which message belongs to which other case."""

    message = forms.ModelChoiceField(Message.objects.none(), label=_("What lies here by mistake?"))
    into = forms.ModelChoiceField(
        Case.objects.none(),
        label=_("Where does it belong?"),
        help_text=_("Who answers it answers that case, and what comes under its subject goes there."),
    )

    def __init__(self, *given: Any, case: Case, **more: Any) -> None:
        super().__init__(*given, **more)
        message: Any = self.fields["message"]
        message.queryset = case.splittable().order_by("-at", "-id")
        message.label_from_instance = partial(line_of, zone=case.account.zone)
        into: Any = self.fields["into"]
        into.queryset = case.mergeable().latest_first()
        into.label_from_instance = lambda each: f"{each.number}, {truncatechars(each.need, SHOWN)}"
