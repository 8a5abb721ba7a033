"""Finding accounts and contacts: in the order of their names, by a piece of a name, by a likely account."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models.functions import Lower

from fiverings.core.models import Records

TOO_MANY_TO_BE_LIKELY = 3


class ByName(Records):
    """The words of records that have a name and are found by it."""

    def in_order(self, *, after: tuple[str, int] | None = None) -> Self:
        """By name, from behind this name and id: pages stay what they are while others are added."""
        page = self.order_by("name", "id")
        if after is None:
            return page
        name, id_ = after
        return page.filter(models.Q(name__gt=name) | models.Q(name=name, id__gt=id_))

    def named(self, words: str) -> Self:
        """Those whose name holds all of these words, in any order."""
        found = self.annotate(lower_name=Lower("name"))
        for word in words.lower().split():
            found = found.filter(lower_name__contains=word)
        return found


def domain_of(address: str) -> str:
    """The part of a mail address by which colleagues are known."""
    return address.rpartition("@")[2].lower()


class Domain(models.Func):
    """The domain of a mail address, as the index has it."""

    function = "split_part"
    template = "%(function)s(%(expressions)s, '@', 2)"
    output_field = models.TextField(db_collation="C")
