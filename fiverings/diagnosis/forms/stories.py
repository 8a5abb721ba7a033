"""Stories: what somebody tells, and the severity that a guide must reach by it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models.section import pieces
from .asking import ANSWERS, in_words, plain
from .fields import number_answer
from .network import SEVERITIES
from .piece import LINE, Group, PieceForm, chosen

DONT_KNOW = ("dont_know", _("don\u2019t know"))


class StoryForm(PieceForm):
    """A story: what they report, what they answer, and the severity that the guide must reach by it."""

    def build(self) -> None:
        piece = self.piece
        self.fields["name"] = forms.CharField(
            label=_("What happened?"), max_length=LINE, initial=piece.get("name", ""),
            help_text=_("One sentence: The main line is down, and two analog lines carry on."),
        )  # fmt: skip
        severity = str(piece.get("severity", ""))
        self.fields["severity"] = chosen(SEVERITIES, label=_("Which severity must it reach?"), initial=severity or "1")
        self.fields["symptom"] = chosen(
            self.named("symptoms"), label=_("What do they report?"), initial=piece.get("symptom"), silent=_("any of it")
        )
        self.fields["contracted"] = forms.IntegerField(
            label=_("How much is contracted?"), required=False, min_value=0, initial=piece.get("contracted")
        )
        said = piece.get("answers") or {}
        for (code, name), asked in zip(self.named("questions"), pieces(self.definition, "questions"), strict=True):
            heard = in_words(said.get(code))
            if asked.get("answers") == "number":
                self.fields[f"heard-{code}"] = number_answer(name)
                self.fields[f"heard-{code}"].initial = heard
            else:
                told = [*ANSWERS, DONT_KNOW]
                self.fields[f"heard-{code}"] = chosen(told, label=name, initial=heard, silent=_("not asked"))

    def groups(self) -> list[Group]:
        heard = [self[name] for name in self.fields if name.startswith("heard-")]
        what = [self[name] for name in ("name", "severity", "symptom", "contracted")]
        return [Group("", what), Group(_("What do they answer?"), heard)]

    def written(self) -> dict[str, Any]:
        given = self.cleaned_data
        heard = {name.partition("-")[2]: each for name, each in given.items() if name.startswith("heard-")}
        answers = {code: plain(each) for code, each in heard.items() if each not in (None, "")}
        return {
            "name": given["name"].strip(), "symptom": given["symptom"], "contracted": given["contracted"],
            "answers": answers, "severity": int(given["severity"]),
        }  # fmt: skip
