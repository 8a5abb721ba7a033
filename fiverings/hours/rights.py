"""The rights that concern opening hours."""

from django.utils.translation import gettext_lazy as _

from fiverings.core.rights import Right

EVERYBODY = (
    "advocate",
    "lead",
    "specialist",
    "field",
    "coach",
    "knowledge",
    "csm",
    "billing",
    "vendor_manager",
    "executive",
    "admin",
)

READ = Right("hours.read", _("See opening hours and their earlier versions"), roles=EVERYBODY)
EDIT = Right("hours.edit", _("Establish and revise opening hours"), roles=("admin",))
