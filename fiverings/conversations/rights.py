"""What a member of staff may do in conversations."""

from django.utils.translation import gettext_lazy as _

from fiverings.core.rights import Right

WRITE = Right(
    "conversations.write", _("Write to customers, and take it back"), roles=("advocate", "lead", "csm", "billing")
)
SHOW_PICTURES = Right(
    "conversations.show_pictures",
    _("Have the pictures of a message fetched from where they lie"),
    roles=(
        *("advocate", "lead", "specialist", "field", "csm", "billing"),
        *("coach", "knowledge", "vendor_manager", "executive"),
    ),
)
TEMPLATES = Right("conversations.templates", _("Prepare templates and signatures"), roles=("lead", "admin"))
LET_IN = Right(
    "conversations.let_in", _("Say whether a stranger takes part in a conversation"), roles=("advocate", "lead")
)
