"""What a member of staff may do in a diagnosis."""

from django.utils.translation import gettext_lazy as _

from fiverings.core.rights import Right

ANSWER = Right(
    "diagnosis.answer",
    _("Write down answers about how severe a need is"),
    roles=("advocate", "lead", "specialist", "field", "csm", "executive"),
)
READ_GUIDES = Right(
    "diagnosis.read_guides",
    _("Read the guides, and try what they make of answers"),
    roles=("advocate", "lead", "specialist", "field", "coach", "knowledge", "csm", "executive", "admin"),
)
EDIT_GUIDES = Right(
    "diagnosis.edit_guides", _("Write the next version of a guide"), roles=("lead", "knowledge", "admin")
)
TRY_GUIDES = Right(
    "diagnosis.try_guides",
    _("Put a version of a guide on trial, and give it up"),
    roles=("lead", "knowledge", "executive", "admin"),
)
LAUNCH_GUIDES = Right(
    "diagnosis.launch_guides",
    _("Let a version of a guide go live, and go back to an earlier one"),
    roles=("knowledge", "executive", "admin"),
)
SEND_TELEMETRY = Right(
    "diagnosis.send_telemetry",
    _("Tell what machines say about the equipment of customers"),
    roles=("advocate", "lead", "specialist", "field"),
)
SEE_UNBOUND = Right(
    "diagnosis.telemetry",
    _("See alarms of machines that belong to no equipment that we know"),
    roles=("lead", "specialist", "admin"),
)
