"""What visitors of a demo write as customers; forms check shape and never save."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class LetterForm(forms.Form):
    """A mail that a visitor of the demo writes as a customer."""

    sender = forms.EmailField(label=_("From"), widget=forms.EmailInput(attrs={"list": "customers"}))
    name = forms.CharField(label=_("Name"), required=False, max_length=200)
    to = forms.EmailField(label=_("To"))
    subject = forms.CharField(label=_("Subject"), max_length=500)
    text = forms.CharField(label=_("Words"), widget=forms.Textarea(attrs={"rows": 6}))


class AnswerForm(forms.Form):
    """What a visitor of the demo answers as the customer whose letter it is."""

    text = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 5}))
