"""How somebody wants to hear of things."""

from __future__ import annotations

from django import forms

from fiverings.notices.models import Way


class WishForm(forms.Form):
    """A kind of event, and how to hear of it."""

    kind = forms.CharField(widget=forms.HiddenInput)
    way = forms.ChoiceField(choices=Way.choices)
