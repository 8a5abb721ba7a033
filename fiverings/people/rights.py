"""The rights that concern the staff itself."""

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

OWN = Right("people.own", _("Look after one's own page, presence, absence and keys"), roles=EVERYBODY)
READ = Right("people.read", _("See who works here, in which team, and who is on duty"), roles=EVERYBODY)
ABSENCES = Right("people.absences", _("Plan the absence of others"), roles=("lead", "admin"))
DUTY = Right("people.duty", _("Put leads and executives on duty"), roles=("lead", "executive", "admin"))
SKILLS = Right("people.skills", _("Say what others know how to do"), roles=("lead", "coach", "admin"))
INVITE = Right("people.invite", _("Invite people, and end their access"), roles=("admin",))
ROLES = Right("people.roles", _("Change roles"), roles=("admin",))
TEAMS = Right("people.teams", _("Change teams, their brand and calendar"), roles=("admin",))
KEYS = Right("people.keys", _("Look after keys of others and of the house"), roles=("admin",))
