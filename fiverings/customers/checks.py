"""What the audit asks of customers."""

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.core import slots
from fiverings.core.auditing import with_last_line

from .models import Account


@slots.audit("I-01", order=20, sentence=gettext_lazy("The voice of an account works here"))
def accounts_whose_voice_has_left() -> Iterator[tuple[models.Model, str]]:
    """Who leaves is followed by who stands in, or by whom a lead names."""
    gone = models.Q(primary_advocate__is_active=False) | models.Q(backup_advocate__is_active=False)
    for account in Account.objects.filter(gone).select_related("primary_advocate", "backup_advocate").iterator():
        for person in account.advocates():
            if not person.is_active:
                yield (
                    account,
                    with_last_line(account, _("is still entrusted to {person}, who has left").format(person=person)),
                )
