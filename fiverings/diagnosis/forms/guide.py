"""A guide as a whole: what it is called, what being wrong costs, and a guide that comes as a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from ..engine import Losses
from ..models.guide_file import BYTES_AT_MOST
from ..models.table import LEVELS
from .piece import LINE, Group, PieceForm

NOT_TEXT = _("This is no text file.")


class TraitsForm(PieceForm):
    """What is said of the guide as a whole."""

    def build(self) -> None:
        usual, said = Losses.usual(), self.piece.get("losses")
        self.add_words("name", _("What is the guide called?"))
        self.fields["minute"] = forms.FloatField(
            label=_("What a minute of their time costs"), required=False, min_value=0,
            initial=self.piece.get("minute", usual.minute), help_text=_("In minutes of harm."),
        )  # fmt: skip
        self.fields["wrong_answers"] = forms.FloatField(
            label=_("Share of answers that are misheard or guessed"), required=False, min_value=0, max_value=0.49,
            initial=self.piece.get("wrong_answers", 0), help_text=_("0.05 is one in twenty."),
        )  # fmt: skip
        commas = _("With commas between them: calls, telephone. Left empty, it asks about anything.")
        self.add_phrases("services", _("What are the services called that it asks about?"), help_text=commas)
        for called, is_ in self._pairs():
            words = _("Called {called}, and it is {truth}").format(called=called, truth=is_)
            initial = (said or usual.table)[called - 1][is_ - 1]
            self.fields[f"loss{called}{is_}"] = forms.FloatField(label=words, min_value=0, initial=f"{initial:g}")

    @staticmethod
    def _pairs() -> list[tuple[int, int]]:
        return [(called, is_) for called in LEVELS for is_ in LEVELS if called != is_]

    def groups(self) -> list[Group]:
        losses = [self[f"loss{called}{is_}"] for called, is_ in self._pairs()]
        first = [*self.words_of("name"), self["minute"], self["wrong_answers"], *self.words_of("services")]
        return [Group("", first), Group(_("What a wrong severity costs them, in minutes of harm"), losses)]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        return given if self.errors else {"traits": self.written(), "read": given["read"]}

    def written(self) -> dict[str, Any]:
        """A table of losses is written down only where it is not the usual one, or stood there before."""
        given = self.cleaned_data
        rows = [[0 if c == t else _plain(given[f"loss{c}{t}"]) for t in LEVELS] for c in LEVELS]
        is_usual = rows == Losses.usual().table.tolist() and "losses" not in self.piece
        wrong = given["wrong_answers"] or (0 if "wrong_answers" in self.piece else None)
        return {
            "name": self.said("name") or {},
            "minute": given["minute"],
            "wrong_answers": wrong,
            "losses": None if is_usual else rows,
            "services": self.said_phrases("services"),
        }


class NewGuideForm(forms.Form):
    """A guide that nobody has written yet."""

    name = forms.CharField(label=_("What is the guide called?"), max_length=LINE)
    code = forms.CharField(
        label=_("By what is it known?"), max_length=50, help_text=_("One short word that never changes: phones")
    )

    def clean_code(self) -> str:
        """As an address has it."""
        code: str = slugify(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(_("Say it in letters."))
        return code


class GuideFileForm(forms.Form):
    """A guide as YAML, from a file or typed; what was sent is shown again until it is taken."""

    file = forms.FileField(label=_("A file"), required=False, max_length=200)
    text = forms.CharField(
        label=_("or its text"), required=False, strip=False, max_length=BYTES_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false", "class": "code"}),
    )  # fmt: skip
    replaces = forms.IntegerField(widget=forms.HiddenInput, required=False)
    over = forms.BooleanField(label=_("Give up what is written there for this one"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        sent = given.get("file")
        if sent is not None and sent.size <= BYTES_AT_MOST:
            try:
                given["text"] = sent.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                raise forms.ValidationError(NOT_TEXT) from None
        if not self.errors and not (given.get("text") or "").strip():
            raise forms.ValidationError(_("Choose a file, or type the guide."))
        return given


def _plain(said: float) -> float | int:
    return int(said) if said.is_integer() else said
