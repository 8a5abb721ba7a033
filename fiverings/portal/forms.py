"""What a contact enters: at the door, about a need, and to tell us a new one."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from fiverings.diagnosis.models import Answer


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


class WordsForm(forms.Form):
    """What a contact writes to their advocate."""

    words = forms.CharField(label=_("Your message"), widget=forms.Textarea(attrs={"rows": 4}), max_length=50_000)


class AnswerForm(forms.Form):
    """Whether what we proposed works, in the contact's words if they like."""

    answer = forms.ChoiceField(choices=[("works", "works"), ("not-yet", "not-yet")], widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Anything we should know?"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=50_000
    )

    def __init__(self, *given: Any, asked: int | None = None, **more: Any) -> None:
        super().__init__(*given, **more)
        self.asked = asked

    def clean(self) -> dict[str, Any]:
        """Who answers from an old page does not answer what they have not read."""
        given = super().clean() or self.cleaned_data
        if self.data.get("asked") != str(self.asked):
            raise forms.ValidationError(_("We propose something else now. Please read it before you answer."))
        return {"words": given.get("words", "")}

    @property
    def confirms(self) -> bool:
        return bool(self.data.get("answer") == "works")


class NeedForm(forms.Form):
    """What they need and where to reach them; at most three questions follow, each chosen by what was said before."""

    need = forms.CharField(
        label=_("What do you need?"),
        help_text=_("In your own words: what happens, since when, and what it keeps you from doing."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=50_000,
    )
    call_back = forms.CharField(
        label=_("On which number do we reach you?"),
        required=False,
        max_length=400,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )


class QuestionForm(forms.Form):
    """What they answer to the one question that they see: a word, or a number."""

    question = forms.CharField(max_length=80, widget=forms.HiddenInput)
    answer = forms.ChoiceField(choices=Answer.choices, required=False)
    quantity = forms.IntegerField(
        label=_("How many?"),
        min_value=0,
        max_value=1_000_000,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def clean(self) -> dict[str, Any]:
        """A word goes before a number that was begun."""
        given = super().clean() or self.cleaned_data
        if given.get("answer"):
            given["quantity"] = None
        return given


class LanguageForm(forms.Form):
    """The language in which we write to a contact."""

    language = forms.ChoiceField(choices=settings.LANGUAGES)
