"""The portal's first page: what is happening for this contact, shown by the parts that know."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from fiverings.core import slots
from fiverings.core.doors import door, show
from fiverings.portal.middleware import for_contacts


@door(public=True)
@for_contacts
def home(request: HttpRequest) -> HttpResponse:
    """Everything that parts have to show to this contact."""
    contact = request.contact
    panels = slots.panels(slots.panel, "portal.home", request, contact)
    return show(request, "portal/home.html", contact=contact, panels=panels)
