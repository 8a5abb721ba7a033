"""What people fill in at the gate, and when they open a case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fiverings.core import clock
from fiverings.customers.models import Account, Contact, Site
from fiverings.people.models import Person
from fiverings.promises.models import Billable, Expectation, Guarantee
from fiverings.promises.models import Kind as Promised

from ..models import Case, Intake, Kind
from .case import KIND_OF_A_CUSTOMER, ONE_LINE, WORDS_AT_MOST
from .disclosing import CostForm
from .moments import MomentField, on_the_step
from .telling import PROMISED

ASKED = ("site", "call_back", "since", "tried", "effect")
TAKES = {
    "promises.tell": ("promise", "promise_by", "consent", "cost", "cost_by", "basis", "cap", "currency"),
    "cases.reply": ("words",),
}
EXPECTED = {"expects": "words", "expects_by": "by_at", "cannot_say": "unknown"}


class AskedForm(forms.Form):
    """What we ask at the beginning, so that nobody asks it again."""

    kind = forms.ChoiceField(label=_("What sort of need?"), choices=Kind.choices, required=False)
    site = forms.ModelChoiceField(
        label=_("Where is it?"), queryset=Site.objects.none(), required=False, empty_label=_("Not said yet")
    )
    call_back = forms.CharField(label=_("Where do we call them back?"), required=False, max_length=ONE_LINE)
    since = forms.CharField(label=_("Since when?"), required=False, max_length=ONE_LINE)
    tried = forms.CharField(label=_("What was tried so far?"), required=False, max_length=ONE_LINE)
    effect = forms.CharField(label=_("What does it stop?"), required=False, max_length=ONE_LINE)
    expects = forms.CharField(label=_("What do they expect?"), required=False, max_length=ONE_LINE)
    expects_by = MomentField(label=_("By when do they expect it?"), required=False)
    cannot_say = forms.BooleanField(label=_("They cannot say"), required=False)

    def __init__(self, *given: Any, account: Account, contact: Contact | None, **more: Any) -> None:
        super().__init__(*given, **more)
        if contact is not None:
            self.fields["kind"].choices = [("", Kind.UNSORTED.label), *KIND_OF_A_CUSTOMER]  # type: ignore[attr-defined]
        sites = account.sites.standing()
        self.fields["site"].queryset = sites  # type: ignore[attr-defined]
        self.fields["site"].initial = sites.first() if sites.count() == 1 else None
        number = contact.numbers.first() if contact else None
        self.fields["call_back"].initial = str(number or "")
        for name in ("site", "call_back"):
            if self.fields[name].initial and name not in self.initial:
                self.fields[name].help_text = _("From what we know of them. Ask whether it is right.")
        for name in ("expects_by", "promise_by", "cost_by"):
            if name in self.fields:
                self.fields[name].stand_at(contact.own_zone if contact else lambda: account.zone)  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """What `note_intake` takes."""
        return {name: self.cleaned_data[name] for name in (*ASKED, "kind")}

    def expected(self) -> dict[str, Any] | None:
        """What `hear_expectation` takes; nothing when nobody asked."""
        told = {verb: self.cleaned_data[name] for name, verb in EXPECTED.items()}
        return told if any(told.values()) else None


class GateForm(AskedForm):
    """The gate of a case that stands there."""

    @classmethod
    def of(cls, case: Case, posted: Any = None) -> GateForm:
        """With what is known already."""
        known = Intake.objects.filter(case=case).first()
        initial = {name: getattr(known, name) for name in ASKED} if known else {}
        heard = Expectation.current(case)
        told = (
            {name: getattr(heard, "is_unknown" if verb == "unknown" else verb) for name, verb in EXPECTED.items()}
            if heard
            else {}
        )
        initial |= {"kind": case.kind} | told
        return cls(posted, account=case.account, contact=case.contact, initial=initial, auto_id="gate-%s")

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.errors:
            return self.cleaned_data
        return {"asked": self.asked(), "expects": self.expected() if set(EXPECTED) & set(self.changed_data) else None}


class NewCaseForm(AskedForm):
    """A need that reached us another way, or a first word of ours: the questions of the gate, on one page."""

    contact = forms.ModelChoiceField(queryset=Contact.objects.none(), widget=forms.HiddenInput)
    need = forms.CharField(
        label=_("What do they need?"), help_text=_("In their words, as they said it."), max_length=ONE_LINE
    )
    calls_from = forms.CharField(
        label=_("From which number do they call?"), help_text=_("With its country: +1 416…"), required=False,
        max_length=40,
    )  # fmt: skip
    promise = forms.ChoiceField(
        label=_("What did you promise them?"),
        choices=[("", _("Nothing yet")), *PROMISED],
        help_text=_("They get it in writing too."),
        required=False,
    )
    promise_by = MomentField(label=_("By when?"), required=False)
    consent = forms.CharField(
        label=_("Their consent, in their words"),
        help_text=_("Only when they expect it sooner."),
        required=False,
        max_length=ONE_LINE,
    )
    cost = forms.ChoiceField(
        label=_("What did you tell them about cost?"),
        choices=[
            ("", _("Nothing yet")),
            (Billable.NO.value, _("It is not charged")),
            (Billable.YES.value, _("It is charged, up to a most")),
            (Billable.UNKNOWN.value, _("Not yet known")),
        ],
        required=False,
    )
    basis = forms.CharField(label=_("Why is it charged, or not?"), required=False, max_length=ONE_LINE)
    cap = forms.DecimalField(
        label=_("If it is charged: at most"), required=False, min_value=0, decimal_places=2, max_digits=12
    )
    currency = CostForm.base_fields["currency"]
    cost_by = MomentField(label=_("If not yet known: by when will they know?"), required=False)
    words = forms.CharField(
        label=_("Write to them"),
        help_text=_("Leave it empty when nothing is to be said yet."),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        max_length=WORDS_AT_MOST,
    )
    field_order = ("contact", "need")

    def __init__(self, *given: Any, contact: Contact, person: Person, **more: Any) -> None:
        super().__init__(*given, account=contact.account, contact=contact, **more)
        self.fields["contact"].queryset = Contact.objects.visible_to(person).present()  # type: ignore[attr-defined]
        self.fields["promise_by"].initial = _by_our_standard(contact)
        for right, names in TAKES.items():
            for name in names if not person.may(right) else ():
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        told = {
            name: {key: given.get(field) for key, field in fields.items()} if given.get(name) else None
            for name, fields in (
                ("promise", {"kind": "promise", "due_at": "promise_by", "consent": "consent"}),
                (
                    "cost",
                    {"billable": "cost", "due_at": "cost_by"} | {name: name for name in ("basis", "cap", "currency")},
                ),
            )
        }
        if given.get("cost") == Billable.YES and given.get("cap") is None:
            self.add_error("cap", _("Say what it can come to at most."))
        if told["promise"] and not given.get("promise_by"):
            self.add_error("promise_by", _("Say by when."))
        if self.errors:
            return given
        begun = {name: given.get(name, "") for name in ("contact", "need", "kind", "words", "calls_from")}
        return begun | told | {"asked": self._answered(), "expects": self.expected()}

    def _answered(self) -> dict[str, Any] | None:
        asked = self.asked()
        return asked if any(asked[name] for name in ASKED) else None


def _by_our_standard(contact: Contact) -> datetime | None:
    """The latest time at which we would call back somebody of whose need nothing is known yet."""
    at, calendar = clock.now(), contact.account.calendar
    standard = Guarantee.standard(Promised.CALL_BACK, None, account=contact.account, at=at)
    version = calendar.current if calendar else None
    return on_the_step(standard.due(at, version.working_time() if version else None)) if standard else None
