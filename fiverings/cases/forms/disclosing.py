"""What people fill in when they tell a customer what it costs."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fiverings.promises.models import Billable, How

from ..models import Case
from .case import ONE_LINE
from .moments import MomentField
from .telling import zone_of


class CurrencyField(forms.RegexField):
    """The three letters of a currency, in whichever case they are typed."""

    def __init__(self, **more: Any) -> None:
        letters = forms.TextInput(attrs={"size": 3, "maxlength": 3})
        wrong = {"invalid": _("A currency has three letters, such as CAD.")}
        super().__init__(r"^[A-Z]{3}$", strip=True, widget=letters, error_messages=wrong, **more)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).upper()


class CostForm(forms.Form):
    """What they were told about cost."""

    billable = forms.ChoiceField(
        label=_("Is it charged?"),
        choices=[
            (Billable.NO.value, _("No")),
            (Billable.YES.value, _("Yes, up to a most")),
            (Billable.UNKNOWN.value, _("Not yet known")),
        ],
    )
    basis = forms.CharField(label=_("Why?"), required=False, max_length=ONE_LINE)
    cap = forms.DecimalField(label=_("At most"), required=False, min_value=0, decimal_places=2, max_digits=12)
    currency = CurrencyField(label=_("Currency"), required=False, help_text=_("Three letters: CAD."))
    due_at = MomentField(label=_("If not yet known: by when will they know?"), required=False)
    how = forms.ChoiceField(
        label=_("How do they hear it?"),
        help_text=_("They get it in writing either way."),
        choices=[(How.SPOKEN.value, _("I have said it to them")), (How.WRITTEN.value, _("Only in writing"))],
        initial=How.SPOKEN,
        required=False,
    )

    def __init__(self, *given: Any, case: Case, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["due_at"].stand_at(partial(zone_of, case))  # type: ignore[attr-defined]
        told = case.cost()
        self.fields["currency"].initial = told.currency if told else ""

    def clean_how(self) -> str:
        return self.cleaned_data["how"] or How.SPOKEN.value
