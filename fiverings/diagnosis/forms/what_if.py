"""What if: what they might report and answer, tried without anybody being asked."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Definition
from .asking import ANSWERS
from .fields import number_answer
from .piece import chosen
from .stories import DONT_KNOW


class WhatIfForm(forms.Form):
    """A symptom and answers, of all the definitions that are tried side by side."""

    def __init__(self, sent: Any, definitions: list[Definition]) -> None:
        super().__init__(sent)
        symptoms = {
            each.code: str(each.name) for asks in definitions if asks.causation for each in asks.causation.symptoms
        }
        if symptoms:
            reports = chosen(symptoms.items(), label=_("What do they report?"), initial="", silent=_("any of it"))
            self.fields["symptom"] = reports
        self.fields["contracted"] = forms.IntegerField(
            label=_("How much is contracted?"), required=False, min_value=0, max_value=1_000_000
        )
        for question in {each.code: each for asks in definitions for each in asks.questions}.values():
            name, label = f"heard-{question.code}", str(question.wording)
            if question.is_number:
                self.fields[name] = number_answer(label)
            else:
                self.fields[name] = chosen([*ANSWERS, DONT_KNOW], label=label, initial="", silent=_("not asked"))

    def heard(self) -> dict[str, str | Decimal]:
        """What was answered, by question; what cannot be understood is left out, and said beside its field."""
        self.is_valid()
        given = {name.partition("-")[2]: each for name, each in self.cleaned_data.items() if name.startswith("heard-")}
        said = {code: each for code, each in given.items() if each not in (None, "")}
        return {code: Decimal(str(each)) if isinstance(each, float) else each for code, each in said.items()}

    def answers(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("heard-")]

    def circumstances(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if not name.startswith("heard-")]
