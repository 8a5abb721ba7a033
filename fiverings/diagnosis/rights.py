"""What a member of staff may do in a diagnosis."""

from django.utils.translation import gettext_lazy as _

from fiverings.core.rights import Right

ANSWER = Right(
    "diagnosis.answer",
    _("Write down answers about how severe a need is"),
    roles=("advocate", "lead", "specialist", "field", "csm", "executive"),
)
