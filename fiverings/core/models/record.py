"""What every noun of the house is: a row with an id, and queryset words to find it by."""

from typing import Any, ClassVar, Self

from django.db import models


class Records(models.QuerySet[Any]):
    """The words that every noun's queryset knows."""

    def visible_to(self, person: Any) -> Self:
        """Those that this person may see; every noun that is shown says so itself."""
        raise NotImplementedError(f"{self.model._meta.label} does not say who may see it")


class Record(models.Model):
    """A noun of the trade, kept in the database."""

    personal: ClassVar[tuple[str, ...]] = ()
    """Columns that hold words, names, numbers or addresses of people, and are erased when a person is forgotten."""

    append_only: ClassVar[bool] = False
    """Rows are only ever added; the program has no right to change or delete them."""

    numbered_by: ClassVar[str] = "id"
    """The column that grows from row to row."""

    class Meta:
        abstract = True
