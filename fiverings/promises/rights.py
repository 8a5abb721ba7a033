"""What a member of staff may do about promises."""

from django.utils.translation import gettext_lazy as _

from fiverings.core.rights import Right

TELL = Right("promises.tell", _("Promise a customer something"), roles=("advocate", "lead", "csm", "billing"))
SETTLE = Right("promises.settle", _("Keep, change or release a promise"), roles=("advocate", "lead", "csm", "billing"))
READ = Right(
    "promises.read_standards",
    _("See our standards for promises"),
    roles=("advocate", "lead", "specialist", "field", "csm", "billing", "coach", "executive", "admin"),
)
SET = Right("promises.set_standards", _("Set our standards for promises"), roles=("lead", "executive"))
READ_FORESIGHT = Right(
    "promises.read_foresight", _("See how well we foresaw broken promises"), roles=("lead", "executive", "admin")
)
