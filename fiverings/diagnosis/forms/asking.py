"""Questions, the rules that read their answers, and the stories that test them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models.observation import CAPACITY_LEFT, Observation
from ..models.question import SECONDS
from ..models.rule import RAISES_TO
from ..models.section import by_key
from .piece import Group, PieceForm, Rows, chosen

KINDS = [("yes_no", _("yes or no")), ("number", _("a number"))]
ANSWERS = [("yes", _("yes")), ("no", _("no"))]
CONDITIONS = 3


def number(
    label: Any, *, initial: Any, most: float | None = None, least: float = 0, hint: Any = ""
) -> forms.FloatField:
    return forms.FloatField(
        label=label, required=False, min_value=least, max_value=most, initial=initial, help_text=hint
    )


class QuestionForm(PieceForm):
    """A question: what to read aloud, how it is answered, and how likely a yes is under each cause or state."""

    def build(self) -> None:
        self.add_words("wording", _("Read aloud"), long=True)
        self.add_words("help", _("Where to look"), long=True, required=False)
        piece, now = self.piece, str(self.piece.get("depends_on") or "")
        self.fields["answers"] = chosen(KINDS, label=_("Answered by"), initial=piece.get("answers", "yes_no"))
        self.fields["above"] = number(_("A number counts as “yes” above"), initial=piece.get("above"))
        share = _("Between 0 and 1, instead of a fixed number.")
        self.fields["above_share"] = number(
            _("… or above this share of what is contracted"), initial=piece.get("above_share"), most=1, hint=share
        )
        self.fields["seconds"] = number(
            _("Seconds that asking costs them"), initial=piece.get("seconds", SECONDS), least=1
        )
        tells = bool(piece.get("discriminates", not piece or _tells(piece)))
        self.fields["discriminates"] = forms.BooleanField(
            label=_("The answer tells severities apart"), required=False, initial=tells
        )
        self.add_knowing()
        on = chosen(self.named("nodes"), label=_("What it depends on"), initial=now, silent=_("the cause itself"))
        self.fields["depends_on"] = on
        for code, _name, rows in self._grounds():
            mine = code == now
            self.add_likelihoods(f"yes_{code}", piece.get("yes_chance") if mine else None, rows)
            self.add_likelihoods(f"unknown_{code}", piece.get("dont_know_chance") if mine else None, rows)
        self.add_note()

    def add_knowing(self) -> None:
        """Fields for what the house knows by itself: what it answers, and what it makes worth asking first."""
        self.fields["answered_by"] = chosen(
            Observation.choices, label=_("Nobody is asked, it is “yes” when"),
            initial=self.piece.get("answered_by", ""), silent=_("people are asked"),
        )  # fmt: skip
        self.fields["known_by"] = forms.BooleanField(
            label=_("The number may be known by alarms, and by what would take over"), required=False,
            initial=bool(self.piece.get("known_by")),
        )  # fmt: skip
        self.fields["first_when"] = chosen(
            Observation.choices, label=_("Ask it first when"), initial=self.piece.get("first_when", ""),
            silent=_("nothing makes it come first"), hint=_("Some question must be answered by the house for that."),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not given.get("answered_by") and not given.get("help_en"):
            self.add_error("help_en", _("Whoever is asked wants to know where to look."))
        if given.get("answered_by") and given.get("answers") == "number":
            self.add_error("answered_by", _("Only yes or no is answered by the house."))
        return super().clean()

    def _grounds(self) -> list[tuple[str, str, Rows]]:
        """On what an answer may depend: the cause itself, or a node with its states."""
        nodes = by_key(self.definition, "nodes")
        found = [("", str(_("each cause")), self.named("causes"))]
        for code, name in self.named("nodes"):
            states = nodes[code].get("states") or []
            found.append(
                (code, name, [(str(s.get("code")), (s.get("name") or {}).get("en") or s.get("code")) for s in states])
            )
        return [each for each in found if each[2]]

    def groups(self) -> list[Group]:
        how = ("answers", "above", "above_share", "seconds", "depends_on", "discriminates")
        by_house = [self[each] for each in ("answered_by", "first_when", "known_by")]
        found = [
            Group("", [*self.words_of("wording"), *self.words_of("help")]),
            Group("", [self[each] for each in how]),
            Group(_("What the house knows without asking"), by_house, folds=True, is_open=self._is_of_the_house()),
        ]
        now = str(self["depends_on"].value() or "")
        for code, name, _rows in self._grounds():
            yes = _("How likely is “yes” under {ground}?").format(ground=name)
            found.append(
                Group(yes, self.likelihoods(f"yes_{code}"), folds=True, is_open=code == now, hint=self._counts())
            )
        for code, name, _rows in self._grounds():
            unknown = _("How likely is “don\u2019t know” under {ground}?").format(ground=name)
            silent = _("Leave it out unless not knowing is frequent, or says something.")
            found.append(Group(unknown, self.likelihoods(f"unknown_{code}"), folds=True, is_open=False, hint=silent))
        return [*found, Group("", [self["note"]])]

    def _is_of_the_house(self) -> bool:
        return any(self[each].value() for each in ("answered_by", "first_when", "known_by"))

    def _counts(self) -> Any:
        return _("Only what it depends on counts. A question without likelihoods is read by rules alone.")

    def written(self) -> dict[str, Any]:
        given, on = self.cleaned_data, self.cleaned_data["depends_on"]
        is_number = given["answers"] == "number"
        yes = self.said_likely(f"yes_{on}") if f"yes_{on}" in self.rows else None
        by_house = {"answered_by": given["answered_by"], "first_when": given["first_when"]}
        tells = given["discriminates"]
        is_usual = tells == (yes is not None) or (given["answered_by"] and not self.piece.get("discriminates"))
        return {
            "wording": self.said("wording"), "help": self.said("help"), "answers": given["answers"],
            "above": plain(given["above"]) if is_number else None,
            "above_share": plain(given["above_share"]) if is_number else None,
            "seconds": plain(given["seconds"]), "depends_on": on or None, "yes_chance": yes,
            "dont_know_chance": self.said_likely(f"unknown_{on}") if f"unknown_{on}" in self.rows else None,
            "discriminates": None if is_usual else tells, "note": given["note"],
            "known_by": CAPACITY_LEFT if is_number and given["known_by"] else "", **by_house,
        }  # fmt: skip


class RuleForm(PieceForm):
    """A rule: when all its conditions hold, nothing milder than its level can be chosen."""

    def build(self) -> None:
        levels = [(str(level), str(level)) for level in RAISES_TO]
        self.fields["level"] = chosen(
            levels, label=_("It is at least severity"), initial=str(self.piece.get("level", 1))
        )
        places = _("It may name {left}, {whole}, {unit} and {share}.")
        self.add_words("says", _("What does it say?"), help_text=places)
        said = list(self.piece.get("when") or [])
        for n in range(max(CONDITIONS, len(said) + 1)):
            was = said[n] if n < len(said) else {}
            heard = in_words(was.get("answer"))
            silent = _("no further condition") if n else _("Choose…")
            asked = chosen(self.named("questions"), label=_("Question"), initial=was.get("question"), silent=silent)
            self.fields[f"question{n}"] = asked
            self.fields[f"answer{n}"] = chosen(ANSWERS, label=_("answered"), initial=heard, silent=_("by a number"))
            share = number(
                _("at most this share"),
                initial=was.get("share_at_most"),
                most=1,
                hint=_("Of what is contracted, 0 to 1."),
            )
            self.fields[f"share{n}"] = share
        self.conditions = max(CONDITIONS, len(said) + 1)
        self.add_note()

    def groups(self) -> list[Group]:
        found = [Group("", [self["level"], *self.words_of("says")])]
        for n in range(self.conditions):
            title = _("When") if n == 0 else _("and")
            found.append(Group(title, [self[f"question{n}"], self[f"answer{n}"], self[f"share{n}"]]))
        return [*found, Group("", [self["note"]])]

    def written(self) -> dict[str, Any]:
        given = self.cleaned_data
        when = [self._condition(n) for n in range(self.conditions) if given[f"question{n}"]]
        return {"level": int(given["level"]), "says": self.said("says"), "when": when, "note": given["note"]}

    def _condition(self, n: int) -> dict[str, Any]:
        given = self.cleaned_data
        asked, heard, share = given[f"question{n}"], given[f"answer{n}"], given[f"share{n}"]
        if by_key(self.definition, "questions")[asked].get("answers") == "number":
            return {"question": asked} | ({} if share is None else {"share_at_most": share})
        return {"question": asked} | ({"answer": heard} if heard else {})


def _tells(piece: Mapping[str, Any]) -> bool:
    """Whether an answer tells severities apart where the guide does not say."""
    return "yes_chance" in piece and not piece.get("answered_by")


def plain(said: Any) -> Any:
    """A whole number without its point."""
    return int(said) if isinstance(said, float) and said.is_integer() else said


def in_words(said: Any) -> Any:
    """An answer as a form has it: YAML reads a bare yes or no as true or false."""
    return {True: "yes", False: "no"}[said] if isinstance(said, bool) else said
