"""What channels show elsewhere: mail that was set aside, on the home page of who looks after it; and its settings."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fiverings.core import slots
from fiverings.customers.models import Contact

from .models import Arrival, Block, Suppression

SHOWN = 5


@slots.home(order=60)
def mail_set_aside(request: HttpRequest) -> slots.Panel | None:
    """Mail that nobody will answer unless somebody looks at it."""
    aside = Arrival.objects.visible_to(request.person).set_aside().select_related("mailbox").order_by("-id")
    count = aside.count()
    if not count:
        return None
    context = {"arrivals": aside[:SHOWN], "more": count > SHOWN}
    return slots.Panel(_("Mail set aside"), "channels/_set_aside.html", context, count=count)


@slots.panel("customers.contact", order=5)
def addresses_where_nobody_lives(request: HttpRequest, contact: Contact) -> slots.Panel | None:
    """Mail to them comes back: who looks at them knows before they write."""
    addresses = [each.address for each in contact.addresses.all()]
    found = list(Suppression.objects.visible_to(request.person).standing().of(addresses).order_by("-began_at"))
    context = {"suppressions": found, "zone": contact.zone or contact.account.zone}
    return slots.Panel(_("Mail to them comes back"), "channels/_suppressed.html", context) if found else None


@slots.panel("customers.contact", order=90)
def whether_their_mail_is_let_in(request: HttpRequest, contact: Contact) -> slots.Panel | None:
    """Whoever looks after the mail keeps a sender out here, and lets them in again."""
    addresses = [each.address for each in contact.addresses.all()]
    if not request.person.may("channels.mail"):
        return None
    blocks = Block.objects.visible_to(request.person)
    gates = [gate for each in addresses if (gate := blocks.gate(each))]
    context = {"gates": gates, "back": request.path}
    return slots.Panel(_("Whether their mail is let in"), "channels/_gates.html", context) if gates else None


@slots.setting("mail", order=5, label=_("Mail"), icon="mail-in", right="channels.mail")
def mail_settings() -> str:
    return reverse("mail")
