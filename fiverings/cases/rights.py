"""What one may be allowed to do with cases."""

from django.utils.translation import gettext_lazy as _

from fiverings.core.rights import Right

EVERYBODY_WHO_HELPS = ("advocate", "lead", "specialist", "field", "csm", "billing", "executive")

OPEN = Right("cases.open", _("Open a case"), roles=EVERYBODY_WHO_HELPS)
NOTE = Right("cases.note", _("Write an internal note"), roles=EVERYBODY_WHO_HELPS)
REPLY = Right("cases.reply", _("Reply to a customer"), roles=("advocate", "lead", "csm", "billing"))
PROPOSE = Right("cases.propose", _("Propose a solution, and file the answer to it"), roles=EVERYBODY_WHO_HELPS)
ARRIVE = Right(
    "cases.arrive",
    _("Say that we have arrived at a customer"),
    roles=("advocate", "lead", "specialist", "field", "csm"),
)
CLOSE = Right("cases.close", _("End, reopen and merge cases"), roles=("advocate", "lead"))
LINK = Right("cases.link", _("Link cases that have one cause, and answer them at once"), roles=("advocate", "lead"))
HAND_OFF = Right("cases.hand_off", _("Hand a case off, and accept one"), roles=("advocate", "lead"))
ASK = Right("cases.ask", _("Ask a colleague for help with a case"), roles=("advocate", "lead"))
HELP = Right(
    "cases.help",
    _("Accept and answer when asked for help"),
    roles=(*EVERYBODY_WHO_HELPS, "coach", "knowledge", "vendor_manager"),
)
ESCALATE = Right("cases.escalate", _("Escalate a case"), roles=EVERYBODY_WHO_HELPS)
DECIDE = Right(
    "cases.decide",
    _("Accept an escalation, and decide"),
    roles=("lead", "specialist", "csm", "billing", "vendor_manager", "executive"),
)
SEVERITY = Right("cases.severity", _("Ask, and settle or lower the severity of a case"), roles=("advocate", "lead"))
REVIEW = Right(
    "cases.review_diagnosis",
    _("Review what was asked when a severity was wrong"),
    roles=("lead", "knowledge", "executive"),
)
RAISE = Right(
    "cases.raise_severity",
    _("Raise the severity of a case"),
    roles=("advocate", "lead", "specialist", "field", "csm", "executive"),
)
LET_LEAVE = Right(
    "cases.let_leave", _("Let a colleague leave, once others have what they hold"), roles=("lead", "admin")
)
TAKE_OVER = Right("cases.take_over", _("Take a case over"), roles=("lead",))
GRANT = Right("cases.grant_goodwill", _("Grant goodwill on a case"), roles=("advocate", "lead", "csm", "executive"))
ALLOW = Right("cases.allow_goodwill", _("Allow goodwill that is more than a limit"), roles=("lead", "executive"))
READ_GOODWILL = Right(
    "cases.read_goodwill",
    _("Read the ledger of goodwill, and its limits"),
    roles=("lead", "csm", "billing", "executive", "admin"),
)
SET_GOODWILL = Right("cases.set_goodwill", _("Set how much goodwill is granted unaided"), roles=("executive", "admin"))
READ_GUIDE = Right(
    "cases.read_guide",
    _("See the guide to escalating"),
    roles=(*EVERYBODY_WHO_HELPS, "coach", "admin"),
)
SET_GUIDE = Right("cases.set_guide", _("Set the guide to escalating"), roles=("lead", "executive"))
