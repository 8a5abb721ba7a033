"""Rights by name: each part lists its own, the roles page shows them all, and one place checks them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

RIGHTS: dict[str, Right] = {}


@dataclass(frozen=True)
class Right:
    """Something a member of staff may do, and the roles that may do it."""

    code: str
    label: Any
    roles: tuple[str, ...]

    def __post_init__(self) -> None:
        RIGHTS[self.code] = self

    def __str__(self) -> str:
        return self.code


JOURNAL = Right("core.journal", _("Read the journal"), roles=("lead", "executive", "admin"))
STANDING = Right("core.standing", _("See what in the house is not working"), roles=("admin",))
GALLERY = Right("core.gallery", _("Look at the component gallery"), roles=("admin",))
