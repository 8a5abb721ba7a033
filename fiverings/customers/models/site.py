"""Sites: where customers are."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from fiverings.core.models import Record

from .revising import Revising
from .striking import StandingWords, Striking


class Site(Revising, Striking, Record):
    """A place of an account, with its own clock when it lies in another zone."""

    account = models.ForeignKey("customers.Account", on_delete=models.PROTECT, related_name="sites")
    name = models.TextField(_("name"))
    address = models.TextField(_("address"), blank=True, default="")
    zone = models.TextField(_("time zone"), blank=True, default="")

    objects = StandingWords.as_manager()
    personal = ("name", "address")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["account", "name"],
                condition=models.Q(struck_at=None),
                name="customers_a_site_is_named_once_in_its_account",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def needed_by(self) -> Iterable[models.Model]:
        """The equipment that stands there."""
        return self.assets.standing()[:1]
