"""Accepting an invitation: a GET shows who is expected, the form makes them a member of the staff."""

from __future__ import annotations

from allauth.account.utils import perform_login
from django.http import Http404, HttpRequest, HttpResponse

from fiverings.core.doors import attempt, door, show
from fiverings.people.forms import WelcomeForm
from fiverings.people.models import Invitation


@door(public=True)
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever holds the link chooses a name and a password, and is signed in by that."""
    invitation = Invitation.of_token(token)
    if invitation is None:
        raise Http404
    form = WelcomeForm(request.POST or None, email=invitation.email, initial={"name": invitation.name})
    if attempt(form, invitation.accept):
        return perform_login(request, invitation.person)
    return show(request, "people/welcome.html", form=form, invitation=invitation, is_waiting=invitation.is_waiting())
