"""What is filled in when somebody leaves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fiverings.people.models import Duty, Person, Role

from ..models import Case
from ..models.held import Held
from .case import WORDS_AT_MOST, Words


class FarewellForm(forms.Form):
    """Who takes somebody's place, to whom else which case is offered, and who stands on the roster for them."""

    successor = forms.ModelChoiceField(
        label=_("Who takes their place?"),
        help_text=_("Everything is offered to them, unless you choose somebody else."),
        queryset=Person.objects.none(),
        empty_label=_("Choose…"),
    )
    note = forms.CharField(
        label=_("What must colleagues know besides?"),
        help_text=_("They read the record of each case beside it."),
        widget=Words,
        max_length=WORDS_AT_MOST,
        required=False,
    )

    def __init__(self, *given: Any, held: Held, reader: Person, **more: Any) -> None:
        super().__init__(*given, **more)
        self.held = held
        staff = Person.objects.visible_to(reader).exclude(pk=held.person.pk).order_by("name")
        owners = staff.with_role(Role.ADVOCATE)
        successors = owners if held.owned or held.unseen else staff.active()
        self.fields["successor"].queryset = successors  # type: ignore[attr-defined]
        for seat in held.seats:
            label = _("{seat} instead of them").format(seat=seat.get_seat_display())
            self.fields[f"seat_{seat.seat}"] = forms.ModelChoiceField(staff.with_role(seat.seat), label=label)
        for each in held.owned:
            self.fields[_named(each.case)] = forms.ModelChoiceField(
                owners,
                label=_("Who is offered {case}?").format(case=each.case),
                required=False,
                empty_label=_("Who takes their place"),
            )

    def clean(self) -> dict[str, Any]:
        entered = super().clean() or {}
        chosen = {each.case: entered.get(_named(each.case)) for each in self.held.owned}
        seats = {Duty.Seat(each.seat): entered.get(f"seat_{each.seat}") for each in self.held.seats}
        return {
            "successor": entered.get("successor"),
            "note": entered.get("note", ""),
            "receivers": {case: person for case, person in chosen.items() if person},
            "relief": {seat: person for seat, person in seats.items() if person},
        }

    def besides(self) -> Iterator[Any]:
        """The fields that do not stand in the row of a case."""
        rows = {_named(each.case) for each in self.held.owned}
        return (field for field in self if field.name not in rows)

    def rows(self) -> Iterator[tuple[Any, Any]]:
        """Each case that they own, with its field."""
        return ((each, self[_named(each.case)]) for each in self.held.owned)


class OfferForm(forms.Form):
    """Whom a case of who leaves is offered to instead."""

    case = forms.ModelChoiceField(Case.objects.none(), to_field_name="number")
    to = forms.ModelChoiceField(Person.objects.none())

    def __init__(self, *given: Any, reader: Person, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["case"].queryset = Case.objects.visible_to(reader)  # type: ignore[attr-defined]
        self.fields["to"].queryset = colleagues_of(reader)  # type: ignore[attr-defined]


def colleagues_of(reader: Person) -> Any:
    """Who may be offered a case."""
    return Person.objects.visible_to(reader).with_role(Role.ADVOCATE).order_by("name")


def _named(case: Case) -> str:
    return f"to_{case.number}"
