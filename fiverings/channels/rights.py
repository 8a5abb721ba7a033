"""Who may look after the mail, and who may change how it travels."""

from django.utils.translation import gettext_lazy as _

from fiverings.core.rights import Right

MAIL = Right("channels.mail", _("See how mail comes and goes, and file again what was set aside"), ("lead", "admin"))
MAILBOXES = Right("channels.mailboxes", _("Open mailboxes and change their settings"), ("admin",))
