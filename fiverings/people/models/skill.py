"""Skills: what people know how to do, and how well."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self, cast

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower

from fiverings.core import clock
from fiverings.core.journal import announce
from fiverings.core.models import Record, Records
from fiverings.core.together import together

from ..events import SkillNoted

if TYPE_CHECKING:
    from .person import Person


class SkillQuerySet(Records):
    """The words by which skills are found."""

    def visible_to(self, person: Person) -> Self:
        return self if person.is_active else self.none()


class Skill(Record):
    """Something that a person can know how to do, such as SIP trunks or billing in French."""

    name = models.TextField()

    objects = SkillQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(Lower("name"), name="people_skill_name_is_unique"),
            models.CheckConstraint(condition=~models.Q(name=""), name="people_a_skill_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name

    @classmethod
    def named(cls, name: str) -> Skill:
        """The skill of this name, which is made when nobody has it yet."""
        known = cls.objects.filter(name__iexact=name.strip()).first()
        return known or cls.objects.create(name=name.strip())


class PersonSkillQuerySet(Records):
    """The words by which what people know is found."""

    def visible_to(self, person: Person) -> Self:
        return self if person.is_active else self.none()


class PersonSkill(Record):
    """That a person knows a skill: 1 with help, 2 alone, 3 can teach it."""

    LEVELS: tuple[int, ...] = (1, 2, 3)

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="learned")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="learned", related_query_name="learned")
    level = models.PositiveSmallIntegerField(default=2, validators=[MinValueValidator(1), MaxValueValidator(3)])
    since = models.DateTimeField()

    objects = PersonSkillQuerySet.as_manager()

    class Meta:
        ordering = ("skill__name",)
        constraints = (
            models.UniqueConstraint(fields=["person", "skill"], name="people_a_skill_is_learned_once"),
            models.CheckConstraint(condition=models.Q(level__range=(1, 3)), name="people_a_skill_has_three_levels"),
        )

    def __str__(self) -> str:
        return f"{self.skill} {self.level}"


class LearningQuerySet(Records):
    """The words by which people with a skill are found."""

    def skilled_in(self, skill: Skill, *, level: int = 1) -> Self:
        return self.filter(learned__skill=skill, learned__level__gte=level)

    def speaking(self, language: str) -> Self:
        return self.filter(languages__contains=[language])


class Learning(Record):
    """The ability to learn."""

    class Meta:
        abstract = True

    @together
    def learn(self, skill: Skill, *, level: int = 2, by: models.Model, at: datetime | None = None) -> PersonSkill:
        """Say that this person knows a skill, and how well."""
        me = cast("Person", self)
        learned, is_new = PersonSkill.objects.select_for_update().get_or_create(
            person=me, skill=skill, defaults={"level": level, "since": at or clock.now()}
        )
        if is_new or learned.level != level:
            learned.level = level
            learned.save(update_fields=["level"])
            announce(SkillNoted(person=me, skill=skill, level=level), by=by, at=at)
        return cast(PersonSkill, learned)

    @together
    def unlearn(self, skill: Skill, *, by: models.Model, at: datetime | None = None) -> None:
        """Say that this person no longer does this."""
        me = cast("Person", self)
        if PersonSkill.objects.filter(person=me, skill=skill).delete()[0]:
            announce(SkillNoted(person=me, skill=skill, level=0), by=by, at=at)
