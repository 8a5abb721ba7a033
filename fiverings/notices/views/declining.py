"""The page behind the link by which mail of one kind ends; mail programs press it by themselves when they are asked."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from fiverings.core.doors import door, show
from fiverings.notices.models import Declining


@csrf_exempt
@door(public=True)
@never_cache
def no_more_mail(request: HttpRequest, token: str) -> HttpResponse:
    """One button; looking changes nothing."""
    declining = Declining.of_token(token)
    if declining is None:
        raise Http404
    if request.method == "POST":
        declining.decline()
    with translation.override(declining.person.language):
        return show(request, "notices/declining.html", declining=declining, meaning=_(declining.kind.__doc__ or ""))
