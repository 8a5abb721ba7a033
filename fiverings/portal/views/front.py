"""What every page behind the portal's door shows around itself: whose house it is, and where one may go."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from fiverings.core.doors import show
from fiverings.customers.models import Contact
from fiverings.people.models import house_name
from fiverings.portal.models import team_of


def front(request: HttpRequest, template: str, *, fragment: str = "", **context: Any) -> HttpResponse:
    """A page for the contact who asks, under the brand of those who serve them."""
    contact: Contact = request.contact  # type: ignore[attr-defined]
    return show(
        request,
        template,
        fragment=fragment,
        contact=contact,
        zone=contact.own_zone(),
        house=house_of(contact),
        places=[_place(request, _("Home"), "portal-home"), _place(request, _("Tell us something new"), "portal-new")],
        whose=_("{account}, for {name}").format(account=contact.account, name=contact),
        foot=[{"label": _("What we hold of your needs"), "href": reverse("portal-record")}],
        **context,
    )


def house_of(contact: Contact) -> dict[str, str] | None:
    """The brand of those who serve this contact."""
    team = team_of(contact)
    return {"name": team.house} if team else None


def of_the_house() -> dict[str, str] | None:
    """The brand of the house, for whom we do not know yet."""
    name = house_name()
    return {"name": name} if name else None


def _place(request: HttpRequest, label: str, name: str) -> dict[str, Any]:
    href = reverse(name)
    return {"label": label, "href": href, "current": request.path == href}
