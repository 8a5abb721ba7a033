"""What people fill in when they tell a customer something: promises, calls, questions."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.people.models import Person
from fiverings.promises.models import How, Promise
from fiverings.promises.models import Kind as Promised

from ..models import Case
from .case import ONE_LINE, WORDS_AT_MOST, Words
from .moments import MomentField, on_the_step
from .planning import a_later_moment

TOLD = (Promised.CALL_BACK, Promised.NEXT_UPDATE, Promised.ANSWER, Promised.FIX, Promised.VISIT, Promised.DECISION)
HOW_THEY_AGREED = [(How.SPOKEN.value, _("on the telephone")), (How.WRITTEN.value, _("in writing"))]
PROMISED = [(kind.value, kind.label) for kind in TOLD]


def zone_of(case: Case) -> str:
    """On whose clocks a time is told."""
    contact = case.listener()
    return contact.own_zone() if contact else case.account.zone


def _latest_call_back(case: Case) -> datetime | None:
    return on_the_step(case.latest_for(Promised.CALL_BACK, at=clock.now()))


def _visitors() -> Any:
    """Who goes to customers, by name."""
    return Person.objects.who_may("cases.arrive").order_by("name")


class PromiseForm(forms.Form):
    """What is promised, by when, who comes, and their consent when they expect it sooner."""

    kind = forms.ChoiceField(label=_("What do you promise?"), choices=PROMISED)
    due_at = MomentField(label=_("By when?"))
    comes = forms.ModelChoiceField(
        label=_("Who comes?"),
        help_text=_("For a visit. They see the case until they have been there."),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Whoever promises it"),
    )
    what = forms.CharField(label=_("What about? (optional)"), required=False, max_length=ONE_LINE)
    consent = forms.CharField(
        label=_("Their consent, in their words"),
        help_text=_("Only when they expect it sooner."),
        required=False,
        max_length=ONE_LINE,
    )

    def __init__(self, *given: Any, case: Case, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["due_at"].stand_at(partial(zone_of, case))  # type: ignore[attr-defined]
        self.fields["due_at"].initial = partial(_latest_call_back, case)
        self.fields["comes"].queryset = _visitors()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Who comes counts for a visit only."""
        given = super().clean() or self.cleaned_data
        comes = given.pop("comes", None)
        return given | ({"comes": comes} if given.get("kind") == Promised.VISIT else {})


class ReplyForm(PromiseForm):
    """Words to a customer, and what is promised in them."""

    words = forms.CharField(label=_("Words"), widget=Words, max_length=WORDS_AT_MOST)
    asks = forms.BooleanField(label=_("Ask them too"), required=False)
    probes = forms.BooleanField(label=_("Ask them too"), required=False)
    send_at = a_later_moment(required=False)
    field_order = ("words",)

    def __init__(self, *given: Any, case: Case, **more: Any) -> None:
        super().__init__(*given, case=case, **more)
        self.fields["kind"].required = self.fields["due_at"].required = False
        self.fields["kind"].choices = [("", _("Promise nothing")), *PROMISED]  # type: ignore[attr-defined]
        self.fields["due_at"].show_hidden_initial = True
        self.fields["send_at"].stand_at(partial(zone_of, case))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        text = {"text": given.pop("words", ""), "asks": given.pop("asks", False)}
        text["probes"] = given.pop("probes", False)
        if send_at := given.pop("send_at", None):
            return self._later(text, send_at, given)
        if not given.get("kind"):
            if self._says_more_of_a_promise():
                self.add_error("kind", _("Say what you promise, or leave its time and its words as they were."))
            return text
        if not given.get("due_at"):
            self.add_error("due_at", _("Say by when."))
        return text | given

    def _later(self, text: dict[str, Any], send_at: datetime, given: dict[str, Any]) -> dict[str, Any]:
        if given.get("kind"):
            self.add_error("send_at", _("What is promised goes out now: leave the promise out, or the time."))
        if text["asks"] or text["probes"]:
            self.add_error(
                "send_at", _("What is asked goes out now: take the tick from the question, or leave the time.")
            )
        return {"text": text["text"], "send_at": send_at}

    def _says_more_of_a_promise(self) -> bool:
        """Whether somebody changed what was offered, and so did not mean to promise nothing."""
        told = {"what", "consent"} | ({"due_at"} if self["due_at"].html_initial_name in self.data else set())
        return bool(told & {*self.changed_data})


class RenegotiationForm(forms.Form):
    """Another time for a promise, and the consent of whom it was promised to."""

    due_at = MomentField(label=_("Until when instead?"))
    consent = forms.CharField(
        label=_("What did they say to it?"), help_text=_("In their words, as they said it."), max_length=ONE_LINE
    )
    how = forms.ChoiceField(
        label=_("How did they agree?"),
        choices=HOW_THEY_AGREED,
    )

    comes = forms.ModelChoiceField(
        label=_("Who comes?"), queryset=Person.objects.none(), required=False, empty_label=_("As it is")
    )

    def __init__(self, *given: Any, promise: Promise, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["due_at"].stand_at(lambda: promise.zone)  # type: ignore[attr-defined]
        self.fields["due_at"].initial = promise.due_at
        if promise.kind == Promised.VISIT:
            self.fields["comes"].queryset = _visitors()  # type: ignore[attr-defined]
        else:
            del self.fields["comes"]


class ConsentForm(forms.Form):
    """That they agree to what was told, though they expect it sooner."""

    words = forms.CharField(
        label=_("What did they say to it?"), help_text=_("In their words, as they said it."), max_length=ONE_LINE
    )
    how = forms.ChoiceField(
        label=_("How did they agree?"),
        choices=HOW_THEY_AGREED,
    )


class ReleaseForm(forms.Form):
    """Why a promise need not be kept."""

    words = forms.CharField(
        label=_("Why is it not needed any more?"), help_text=_("What they said, or what made it needless."),
        max_length=ONE_LINE,
    )  # fmt: skip


class AskCustomerForm(forms.Form):
    """What we must know from the customer before we can go on."""

    question = forms.CharField(
        label=_("What do you ask them?"),
        help_text=_("They get it by mail. Our clock stands still until they answer, five business days at most."),
        widget=Words,
        max_length=WORDS_AT_MOST,
    )
