"""What people fill in about goodwill."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fiverings.people.models import Person

from ..models import GRANTING, Case, GoodwillKind
from .case import WORDS_AT_MOST, Words
from .disclosing import CurrencyField


class GoodwillForm(forms.Form):
    """How much is granted, in what form, and why."""

    kind = forms.ChoiceField(label=_("What is granted?"), choices=GoodwillKind.choices)
    amount = forms.DecimalField(label=_("How much?"), min_value=0, decimal_places=2, max_digits=12)
    currency = CurrencyField(label=_("Currency"))
    reason = forms.CharField(label=_("Why, as the customer will read it"), widget=Words, max_length=WORDS_AT_MOST)

    def __init__(self, *given: Any, case: Case, person: Person, **more: Any) -> None:
        super().__init__(*given, **more)
        left = case.left_to_grant(person)
        self.fields["currency"].initial = left[0].currency if left else ""
        self.fields["amount"].help_text = " ".join(
            _now("You may grant {left} {currency} more on this case; beyond that one person is asked.").format(
                left=each.left, currency=each.currency
            )
            for each in left
        )


class TakingBackForm(forms.Form):
    """Why what was granted stands no more."""

    reason = forms.CharField(label=_("Why, as the customer will read it"), widget=Words, max_length=WORDS_AT_MOST)


class AllowingForm(forms.Form):
    """What somebody says who allows goodwill, or declines it."""

    words = forms.CharField(label=_("Why?"), widget=Words, max_length=WORDS_AT_MOST)


class LimitForm(forms.Form):
    """How much a role may grant unaided on one case."""

    role = forms.ChoiceField(label=_("Who?"), choices=[(each.value, each.label) for each in GRANTING])
    amount = forms.DecimalField(label=_("How much on one case, at most?"), min_value=0, decimal_places=2, max_digits=12)
    currency = CurrencyField(label=_("Currency"), help_text=_("Three letters: CAD."))
