"""What a contact enters at the portal's door."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AddressForm(forms.Form):
    """The mail address that we know a contact by."""

    address = forms.EmailField(
        label=_("Your mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True})
    )


class CodeForm(forms.Form):
    """The six digits of the mail."""

    proof = forms.RegexField(
        r"^\s*(\d\s*){6}$",
        label=_("The six digits of our mail"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
        error_messages={"invalid": _("Enter the six digits of the mail.")},
    )

    def clean_proof(self) -> str:
        return "".join(self.cleaned_data["proof"].split())
