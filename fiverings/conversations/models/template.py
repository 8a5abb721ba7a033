"""Template: words prepared for answers, or the signature below them, of a team in a language."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Self, cast

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.problems import Refused
from fiverings.core.together import together
from fiverings.people.models import Membership, Person, Team

from ..events import TemplateChanged, TemplateWithdrawn, TemplateWritten
from .filling import FIELD, Filling, about_us, best_signature, nearest

LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
OF_US = ("person.name", "person.first_name", "person.phone", "team.name", "team.brand", "team.address")
OF_THEM = ("customer.first_name", "customer.name", "account.name", "case.number", "promise.what", "promise.time")
FIELDS = (*OF_THEM, *OF_US)
"""All that a template can name; a signature names only us."""
CHANGES = ("kind", "name", "team_id", "language", "text")


class UnknownField(Refused):
    """A template names something that nobody could fill in."""


class NotATemplate(Refused):
    """Its name, its words or its language are missing, or another stands in its place."""


class Withdrawn(Refused):
    """Nobody takes it any more, so nobody changes it."""


class TemplateQuerySet(Records):
    """The words by which templates are found."""

    def visible_to(self, person: Any) -> Self:
        """What we are used to say is no secret among the staff."""
        return self.all() if person.is_active else self.none()

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)

    def answers(self) -> Self:
        return self.filter(kind=Template.Kind.ANSWER)

    def of_team(self, team: Team | None) -> Self:
        """Those of a team, and those of all."""
        return self.filter(models.Q(team=None) | models.Q(team=team))

    def signature_of(self, person: Person, *, language: str) -> str:
        """What stands below what somebody writes, in the reader's language, else in that of the house."""
        found = self.standing().filter(kind=Template.Kind.SIGNATURE, language__in=nearest(language))
        theirs = models.Q(team__in=Membership.objects.first_of(person).values("team"))
        best = best_signature(found.filter(theirs | models.Q(team=None)), language)
        return best.signed(about_us(person, person.team())) if best else ""


class TemplateVersionQuerySet(Records):
    """The words by which earlier wordings are found."""

    def visible_to(self, person: Any) -> Self:
        """As the templates themselves."""
        return self.all() if person.is_active else self.none()


class Template(Filling, Record):
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
        """Other words, or for others; how it read before is kept. UnknownField, NotATemplate, Withdrawn."""
        before = self._lock_standing()
        for name, value in columns.items():
            setattr(self, name, value)
        self._keep(by, at)
        changed = [each for each in CHANGES if getattr(before, each) != getattr(self, each)]
        if changed:
            version = TemplateVersion.of(before)
            announce(TemplateChanged(template=self, before=version, changed=changed), by=by, at=at)

    @together
    def withdraw(self, *, by: Person, at: datetime | None = None) -> None:
        """Nobody takes it any more; what was written with it stands. Withdrawn."""
        self._lock_standing()
        self.withdrawn_at = at or clock.now()
        self.save(update_fields=["withdrawn_at"])
        announce(TemplateWithdrawn(template=self), by=by, at=at)

    def _lock_standing(self) -> Template:
        found = cast(Template, Template.objects.select_for_update().get(pk=self.pk))
        if found.withdrawn_at is not None:
            raise Withdrawn(_("It was withdrawn: prepare it anew."))
        return found

    def _keep(self, by: Person, at: datetime | None) -> None:
        self.name, self.text, self.language = self.name.strip(), self.text.strip(), self.language.strip().lower()
        if not self.name or not self.text:
            raise NotATemplate(_("It needs a name and words."))
        if not LANGUAGE.fullmatch(self.language):
            raise NotATemplate(
                _("{language} is no language: write en, fr, de or pt-br.").format(language=self.language)
            )
        self.check_words()
        if self.kind == self.Kind.SIGNATURE and self._another():
            raise NotATemplate(_("There is a signature for this team and language already: change that one."))
        self.written_by, self.written_at = by, at or clock.now()
        self.save()

    def _another(self) -> bool:
        alike = {"kind": self.kind, "team": self.team, "language": self.language}
        return Template.objects.standing().filter(**alike).exclude(pk=self.pk).exists()

    def check_words(self) -> None:
        """UnknownField names what nobody could fill in."""
        known = OF_US if self.kind == self.Kind.SIGNATURE else FIELDS
        listed = ", ".join(f"{{{each}}}" for each in known)
        for name in FIELD.findall(self.text):
            if name not in known:
                words = _("{field} is not known. These are: {known}.")
                raise UnknownField(words.format(field=f"{{{name}}}", known=listed))
        if set("{}") & set(FIELD.sub("", self.text)):
            raise UnknownField(_("A brace stands alone. Fields are: {known}.").format(known=listed))


class TemplateVersion(Record):
    """How a template read before it was changed, since whom and when."""

    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="versions")
    kind = models.TextField(choices=Template.Kind.choices)
    name = models.TextField()
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    language = models.TextField()
    text = models.TextField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField()

    objects = TemplateVersionQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, template: Template) -> TemplateVersion:
        """Keep it as it reads now."""
        columns = (*CHANGES, "written_by_id", "written_at")
        return cls.objects.create(template=template, **{each: getattr(template, each) for each in columns})
