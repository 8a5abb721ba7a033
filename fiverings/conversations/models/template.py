"""Template: words prepared for answers, or the signature below them, of a team in a language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.core import clock
from fiverings.core.formatting import unmarked
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Person, Team

from ..events import TemplateChanged, TemplateWithdrawn, TemplateWritten

FIELD = re.compile(r"\{([^{}\n]*)\}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
OF_US = ("person.name", "person.first_name", "person.phone", "team.name", "team.brand", "team.address")
FIELDS = (
    *("customer.first_name", "customer.name", "account.name", "case.number", "promise.what", "promise.time"),
    *OF_US,
)
"""All that a template can name; a signature names only us."""


class UnknownField(Refused):
    """A template names something that nobody could fill in."""


class NothingKnown(Refused):
    """What a field stands for is not known, and an empty place would be sent."""


class NotATemplate(Refused):
    """Its name, its words or its language are missing, or another stands in its place."""


class TemplateQuerySet(Records):
    """The words by which templates are found."""

    def visible_to(self, person: Any) -> Self:
        """What we are used to say is no secret among the staff."""
        return self.standing() if person.is_active else self.none()

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)

    def answers(self) -> Self:
        return self.filter(kind=Template.Kind.ANSWER)

    def of_team(self, team: Team | None) -> Self:
        """Those of a team, and those of all."""
        return self.filter(models.Q(team=None) | models.Q(team=team))

    def signature_of(self, person: Person, *, language: str) -> str:
        """What stands below what somebody writes: their team's in the reader's language, else that of all."""
        team = person.team()
        spoken = [language.lower(), language.lower().partition("-")[0]]
        found = self.standing().filter(kind=Template.Kind.SIGNATURE, language__in=spoken).of_team(team)
        best = sorted(found, key=lambda each: (each.team_id is None, spoken.index(each.language)))
        return best[0].signed(about_us(person, team)) if best else ""


class Template(Record):
    """Words with named fields; who wrote them last, and when."""

    class Kind(models.TextChoices):
        """What it is for."""

        ANSWER = "answer", gettext_lazy("an answer")
        SIGNATURE = "signature", gettext_lazy("the signature")

    kind = models.TextField(choices=Kind.choices, default=Kind.ANSWER)
    name = models.TextField()
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    language = models.TextField()
    text = models.TextField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "name", "language", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["team", "language"],
                condition=models.Q(withdrawn_at=None, kind="signature"),
                nulls_distinct=False,
                name="conversations_a_team_has_one_signature_in_a_language",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @classmethod
    @together
    def write(cls, *, by: Person, at: datetime | None = None, **columns: Any) -> Template:
        """A new one: kind, name, team (or all), language, text. UnknownField, NotATemplate."""
        template = cls(**columns)
        template._keep(by, at)
        announce(TemplateWritten(template=template), by=by, at=at)
        return template

    @together
    def change(self, *, by: Person, at: datetime | None = None, **columns: Any) -> None:
        """Other words, or for others; what was written with it stands. UnknownField, NotATemplate."""
        for name, value in columns.items():
            setattr(self, name, value)
        self._keep(by, at)
        announce(TemplateChanged(template=self), by=by, at=at)

    @together
    def withdraw(self, *, by: Person, at: datetime | None = None) -> None:
        """Nobody takes it any more; what was written with it stands."""
        self.withdrawn_at = at or clock.now()
        self.save(update_fields=["withdrawn_at"])
        announce(TemplateWithdrawn(template=self), by=by, at=at)

    def _keep(self, by: Person, at: datetime | None) -> None:
        self.name, self.text, self.language = self.name.strip(), self.text.strip(), self.language.strip().lower()
        if not self.name or not self.text:
            raise NotATemplate(_("It needs a name and words."))
        if not LANGUAGE.fullmatch(self.language):
            raise NotATemplate(
                _("{language} is no language: write en, fr, de or pt-br.").format(language=self.language)
            )
        self._refuse_unknown_fields()
        if self.kind == self.Kind.SIGNATURE and self._another():
            raise NotATemplate(_("There is a signature for this team and language already: change that one."))
        self.written_by, self.written_at = by, at or clock.now()
        self.save()

    def _another(self) -> bool:
        alike = {"kind": self.kind, "team": self.team, "language": self.language}
        return Template.objects.standing().filter(**alike).exclude(pk=self.pk).exists()

    def _refuse_unknown_fields(self) -> None:
        known = OF_US if self.kind == self.Kind.SIGNATURE else FIELDS
        listed = ", ".join(f"{{{each}}}" for each in known)
        for name in FIELD.findall(self.text):
            if name not in known:
                words = _("{field} is not known. These are: {known}.")
                raise UnknownField(words.format(field=f"{{{name}}}", known=listed))
        if set("{}") & set(FIELD.sub("", self.text)):
            raise UnknownField(_("A brace stands alone. Fields are: {known}.").format(known=listed))

    def filled(self, values: Mapping[str, str]) -> str:
        """Its words with every field filled in; NothingKnown names what is missing."""
        missing = [name for name in dict.fromkeys(FIELD.findall(self.text)) if not values.get(name, "").strip()]
        if missing:
            named = ", ".join(f"{{{each}}}" for each in missing)
            raise NothingKnown(_("Nothing is known for {fields}.").format(fields=named))
        return FIELD.sub(lambda found: unmarked(values[found[1]].strip()), self.text)

    def signed(self, values: Mapping[str, str]) -> str:
        """Its words, without the lines for which nothing is known."""
        lines = [each for each in self.text.splitlines() if all(values.get(name) for name in FIELD.findall(each))]
        return FIELD.sub(lambda found: values[found[1]].strip(), "\n".join(lines)).strip()


def about_us(person: Person, team: Team | None) -> dict[str, str]:
    """What is filled in of who writes."""
    return {
        "person.name": person.name,
        "person.first_name": person.known_as or first_name(person.name),
        "person.phone": person.phone,
        "team.name": team.name if team else "",
        "team.brand": team.house if team else "",
        "team.address": team.address if team else "",
    }


def first_name(name: str) -> str:
    """How somebody is called; nothing where we only know an address."""
    words = name.split()
    return words[0] if words and "@" not in name else ""
