"""The mark of the house, for browsers that ask at the usual address instead of reading the page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static

from fiverings.core.doors import door


@door(public=True)
def favicon(request: HttpRequest) -> HttpResponse:
    """Leads to the mark among the static files."""
    return redirect(static("core/mark.svg"))
