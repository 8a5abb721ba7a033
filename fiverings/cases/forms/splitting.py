"""What people fill in when one case is two."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.template.defaultfilters import truncatechars
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fiverings.conversations.models import Call, Message, Note
from fiverings.core.templatetags.moments import when
from fiverings.promises.models import Promise

from ..models import Case
from .case import ONE_LINE

Ticks = forms.CheckboxSelectMultiple
SHOWN = 90


class SplitForm(forms.Form):
    """Which words are another need, what that is, and which promises go with it."""

    chosen = forms.ModelMultipleChoiceField(
        Message.objects.none(), label=_("What belongs to another need?"), widget=Ticks, required=False
    )
    since = forms.ModelChoiceField(
        Message.objects.none(), label=_("Or everything from this one on"), required=False, empty_label="—"
    )
    stays = forms.BooleanField(
        label=_("It tells both needs, and stays here"),
        help_text=_("The new case begins with the same words; say below what it is about."),
        required=False,
    )
    need = forms.CharField(
        label=_("What do they need?"), help_text=_("Empty: as they said it."), max_length=ONE_LINE, required=False
    )
    promises = forms.ModelMultipleChoiceField(
        Promise.objects.none(), label=_("Which promises go with it?"), widget=Ticks, required=False
    )
    notes = forms.ModelMultipleChoiceField(
        Note.objects.none(), label=_("Which notes go with it?"), widget=Ticks, required=False
    )
    calls = forms.ModelMultipleChoiceField(
        Call.objects.none(),
        label=_("Which calls go with it?"),
        help_text=_("A call that kept a promise stays."),
        widget=Ticks,
        required=False,
    )
    reason = forms.CharField(label=_("How do you know?"), required=False, max_length=ONE_LINE)

    def __init__(self, *given: Any, case: Case, **more: Any) -> None:
        super().__init__(*given, **more)
        self.told: Any = case.splittable()
        line = partial(line_of, zone=case.account.zone)
        for name in ("chosen", "since"):
            self.fields[name].queryset = self.told.order_by("-at", "-id")  # type: ignore[attr-defined]
            self.fields[name].label_from_instance = line  # type: ignore[attr-defined]
        if len(self.told) == 1:
            self._stay_with_the_only_one()
        movable = Promise.objects.filter(pk__in=case.movable().values("promise"))
        self._offer("promises", movable, lambda each: each.sentence)
        self._offer("notes", case.noted(), partial(_note, zone=case.account.zone))
        self._offer("calls", case.telephoned(), partial(_call, zone=case.account.zone))

    def _offer(self, name: str, records: Any, line: Callable[[Any], str]) -> None:
        """These, where there are any."""
        if not records.exists():
            del self.fields[name]
            return
        self.fields[name].queryset = records  # type: ignore[attr-defined]
        self.fields[name].label_from_instance = line  # type: ignore[attr-defined]

    def _stay_with_the_only_one(self) -> None:
        """There is one message: whatever else it tells, it stays here."""
        del self.fields["since"]
        self.fields["chosen"].initial = [each.pk for each in self.told]
        self.fields["stays"].initial = True
        self.fields["need"].help_text = _("In our words: it is not all that they said.")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        since, chosen = given.pop("since", None), list(given.pop("chosen", None) or ())
        if since is not None:
            told = list(self.told)
            chosen += [each for each in told[told.index(since) :] if each not in chosen]
        return given | {"messages": chosen}


def line_of(said: Message, zone: str) -> str:
    """Who said it, when, and how it begins."""
    who = (said.author or gettext("Five Rings")) if said.is_ours else said.contact
    return f"{who}, {when(said.told_at or said.at, zone)}: {truncatechars(said.words, SHOWN)}"


def _note(note: Note, zone: str) -> str:
    return f"{note.author or gettext('Five Rings')}, {when(note.at, zone)}: {truncatechars(note.text, SHOWN)}"


def _call(call: Call, zone: str) -> str:
    words = truncatechars(call.words, SHOWN) or gettext("nobody answered")
    return f"{call.contact}, {when(call.at, zone)}: {words}"
