"""What a member of staff may do about customers."""

from django.utils.translation import gettext_lazy as _

from fiverings.core.rights import Right

EDIT = Right("customers.edit", _("Open and change accounts and contacts"), roles=("advocate", "lead", "csm"))
SETTLE = Right("customers.settle", _("Say who somebody is, and merge contacts"), roles=("advocate", "lead"))
CONFIDE = Right("customers.confide", _("Make an account confidential"), roles=("lead", "executive"))
ADMIT = Right("customers.admit", _("Let somebody see an account"), roles=("advocate", "lead"))
ENTRUST = Right("customers.entrust", _("Give accounts another advocate"), roles=("lead",))
