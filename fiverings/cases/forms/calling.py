"""What people fill in about a call."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from fiverings.conversations.models import Call
from fiverings.core.templatetags.moments import when
from fiverings.promises.models import Promise

from ..models import Case
from .case import WORDS_AT_MOST, Words


class PromisesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Some of what a customer counts on, each by what it is and when it is due."""

    default_error_messages: ClassVar = {"invalid_choice": _("One of these is owed no more: look at what is left.")}

    def label_from_instance(self, promise: Any) -> str:
        return ", ".join(filter(None, (promise.words, when(promise.due_at, promise.zone), promise.what)))


class CallForm(forms.Form):
    """One call: who called whom, whether they talked, what was said, and which promises that keeps."""

    direction = forms.ChoiceField(
        label=_("Who called?"),
        choices=[(Call.Direction.OUT, _("We called them")), (Call.Direction.IN, _("They called us"))],
    )
    missed = forms.BooleanField(label=_("Nobody answered"), required=False)
    number = forms.CharField(
        label=_("From which number did they call?"), help_text=_("With its country: +1 416…"), required=False,
        max_length=40,
    )  # fmt: skip
    words = forms.CharField(label=_("What was said?"), widget=Words, required=False, max_length=WORDS_AT_MOST)
    keeps = PromisesField(
        label=_("This call keeps"), queryset=Promise.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *given: Any, case: Case, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["keeps"].queryset = case.kept_by_calling()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        return given | {"talked": not given.pop("missed", False)}
