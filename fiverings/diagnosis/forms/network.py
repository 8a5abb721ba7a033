"""Causes, what they report, and what answers have in common."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from ..models.table import LEVELS
from .piece import LANGUAGES, LINE, Group, PieceForm, chosen

SEVERITIES = [(str(level), str(level)) for level in LEVELS]
MORE_STATES = 2


class CauseForm(PieceForm):
    """A cause: what it is called, how severe it is where it holds, and its entry in the one list of causes."""

    def build(self) -> None:
        self.add_words("name", _("What is the cause?"))
        severity = str(self.piece.get("severity", ""))
        self.fields["severity"] = chosen(SEVERITIES, label=_("How severe is it?"), initial=severity or "2")
        self.fields["coded"] = forms.CharField(
            label=_("Its entry in the list of causes"), required=False, initial=self.piece.get("coded", ""),
            help_text=_("By which it is confirmed in the end."),
        )  # fmt: skip
        self.add_note()

    def offer(self, known: list[tuple[str, str]]) -> None:
        """The one list of causes, to choose from; an entry that is not in it stays."""
        now = self.piece.get("coded", "")
        shown = known if not now or now in dict(known) else [(now, now), *known]
        field = self.fields["coded"]
        self.fields["coded"] = chosen(shown, label=field.label, initial=now, silent=_("none"), hint=field.help_text)

    def written(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "name": self.said("name"),
            "severity": int(given["severity"]),
            "coded": given["coded"],
            "note": given["note"],
        }


class SymptomForm(PieceForm):
    """What they report, the words by which it is known, and how often each cause is behind it."""

    def build(self) -> None:
        self.add_words("name", _("What do they report?"))
        commas = _("With commas between them: wrong place, misrouted")
        self.add_phrases("words", _("Words by which it is known"), help_text=commas)
        self.add_likelihoods("causes", self.piece.get("causes"), self.named("causes"))
        self.add_note()

    def groups(self) -> list[Group]:
        words = [*self.words_of("name"), *self.words_of("words")]
        behind = Group(
            _("How often is each cause behind it?"),
            self.likelihoods("causes"),
            hint=_("Numbers are weighed against each other; they need not add up to one."),
        )
        return [Group("", words), behind, Group("", [self["note"]])]

    def written(self) -> dict[str, Any]:
        return {
            "name": self.said("name"),
            "words": self.said_phrases("words"),
            "causes": self.said_likely("causes"),
            "note": self.cleaned_data["note"],
        }


class NodeForm(PieceForm):
    """What several answers have in common: its states, and how likely each is under each cause."""

    def build(self) -> None:
        self.add_words("name", _("What do several answers tell of?"), required=False)
        self.states: list[dict[str, Any]] = list(self.piece.get("states") or [])
        for number, state in enumerate([*self.states, *({} for _more in range(MORE_STATES))]):
            for code, language in LANGUAGES:
                label = _("State {number} ({language})").format(number=number + 1, language=language)
                initial = (state.get("name") or {}).get(code, "")
                self.fields[f"state{number}_{code}"] = forms.CharField(
                    label=label, required=False, initial=initial, max_length=LINE
                )
        said = self.piece.get("chances") or {}
        for state in self.states[:-1]:
            code = str(state.get("code"))
            self.add_likelihoods(f"in_{code}", said.get(code), self.named("causes"))
        self.add_note()

    def groups(self) -> list[Group]:
        states = [self[name] for name in self.fields if name.startswith("state")]
        found = [
            Group("", self.words_of("name")),
            Group(
                _("Its states"),
                states,
                hint=_("Two or more. A state without words goes; save, and likelihoods can be said for a new one."),
            ),
        ]
        for state in self.states[:-1]:
            words = (state.get("name") or {}).get("en") or state.get("code")
            title = _("How likely is “{state}” under each cause?").format(state=words)
            found.append(Group(title, self.likelihoods(f"in_{state.get('code')}"), folds=True))
        return [*found, Group("", [self["note"]])]

    def written(self) -> dict[str, Any]:
        states = self._states()
        left = {str(each["code"]) for each in states[:-1]}
        said = {code: self.said_likely(f"in_{code}") for code in left if f"in_{code}" in self.rows}
        chances = {code: each for code, each in said.items() if each is not None}
        return {"name": self.said("name"), "states": states, "chances": chances, "note": self.cleaned_data["note"]}

    def _states(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for number in range(len(self.states) + MORE_STATES):
            was = self.states[number] if number < len(self.states) else {}
            given = {code: self.cleaned_data[f"state{number}_{code}"].strip() for code, _language in LANGUAGES}
            words = {code: each for code, each in ((was.get("name") or {}) | given).items() if each}
            if words:
                named = slugify(next(iter(words.values()))).replace("-", "_")[:40] or "state"
                taken = {str(each.get("code")) for each in [*self.states, *found]}
                code = was.get("code") or (named if named not in taken else f"{named}_{number + 1}")
                found.append({"code": code, "name": words} | {key: each for key, each in was.items() if key == "note"})
        return found
