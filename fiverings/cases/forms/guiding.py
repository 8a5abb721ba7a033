"""What people fill in about the guide to escalating."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import ASKS, EscalationKind, EscalationRule
from .case import ONE_LINE

NAME_AT_MOST = 80
A_YEAR = 525_600
WHATEVER = ("", _("whatever it is"))
LEVELS = [WHATEVER, ("1", _("1")), ("2", _("1 or 2")), ("3", _("1, 2 or 3: settled at all"))]
CONFIDENTIAL = [WHATEVER, ("yes", _("is confidential")), ("no", _("is not confidential"))]
AGREEMENT = [WHATEVER, ("yes", _("is in force")), ("no", _("is not in force"))]
HOW = [("raise", _("Escalate at once")), ("propose", _("Propose it to the owner, who says whether"))]
TRUTHS = {"confidential", "agreement"}


def count(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=A_YEAR, required=False)


class EscalationRuleForm(forms.Form):
    """One rule: what it is called, when it speaks, whom it asks for, and why."""

    name = forms.CharField(label=_("What is the rule called?"), max_length=NAME_AT_MOST)
    reason = forms.CharField(label=_("Why?"), help_text=_("Whoever decides reads this sentence."), max_length=ONE_LINE)
    kind = forms.ChoiceField(
        label=_("Who is asked for?"), choices=EscalationKind.choices, initial=EscalationKind.HIERARCHICAL
    )
    how = forms.ChoiceField(label=_("And then?"), choices=HOW)
    severity_at_most = forms.ChoiceField(label=_("The severity is"), choices=LEVELS, required=False)
    broken_at_least = count(_("Broken promises, at least"))
    chases_at_least = count(_("Chases, at least"))
    contacts_at_least = count(_("Times they wrote or called, at least"))
    open_minutes = count(_("Minutes of opening hours it is open, at least"))
    words = forms.CharField(
        label=_("They said one of these words last"),
        help_text=_("Whole words, with commas between them: fire, data loss"),
        max_length=ONE_LINE,
        required=False,
    )
    confidential = forms.ChoiceField(label=_("The account"), choices=CONFIDENTIAL, required=False)
    agreement = forms.ChoiceField(label=_("An agreement"), choices=AGREEMENT, required=False)
    replaces = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *given: Any, code: str = "", **more: Any) -> None:
        super().__init__(*given, **more)
        self.code = code

    @classmethod
    def about(cls, rule: EscalationRule | None, sent: Any, *, replaces: int) -> EscalationRuleForm:
        """Filled in as the rule stands, or empty for a new one."""
        return cls(
            sent, code=rule.code if rule else "", initial={"replaces": replaces, **(_filled(rule) if rule else {})}
        )

    def asked(self) -> list[forms.BoundField]:
        """When it speaks: all that is filled in, together."""
        return [self[name] for name in ASKS]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        when = {name: _read(name, given[name]) for name in ASKS if given.get(name)}
        if not self.errors and not when:
            raise forms.ValidationError(_("Say when the rule speaks: at least one condition."))
        rule = EscalationRule(
            code=self.code, name=given.get("name", ""), kind=given.get("kind", ""),
            raises=given.get("how") == "raise", reason=given.get("reason", ""), when=when,
        )  # fmt: skip
        return {"rule": rule, "replaces": given.get("replaces")}


class RemovalForm(forms.Form):
    """Which version of the guide was read, before a rule of it is removed."""

    replaces = forms.IntegerField(widget=forms.HiddenInput)


class PlaceForm(forms.Form):
    """Which way a rule goes, one row, and which version of the guide was read."""

    replaces = forms.IntegerField()
    by_rows = forms.TypedChoiceField(choices=[("-1", _("Up")), ("1", _("Down"))], coerce=int)


def _read(name: str, value: Any) -> Any:
    """As the rule keeps it."""
    if name == "words":
        return [each.strip() for each in value.split(",") if each.strip()]
    if name in TRUTHS:
        return value == "yes"
    return int(value)


def _filled(rule: EscalationRule) -> dict[str, Any]:
    """As the form shows it."""
    when: dict[str, Any] = dict(rule.when)
    when |= {name: "yes" if value else "no" for name, value in when.items() if name in TRUTHS}
    when |= {"words": ", ".join(when["words"])} if "words" in when else {}
    how = "raise" if rule.raises else "propose"
    return {"name": rule.name, "reason": rule.reason, "kind": rule.kind, "how": how, **when}
