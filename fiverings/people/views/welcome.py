"""Accepting an invitation: a GET shows who is expected, the form makes them a member of the staff."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from fiverings.core.doors import attempt, door, show
from fiverings.people.forms import WelcomeForm
from fiverings.people.models import Invitation


@door(public=True)
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever holds the link chooses a name and a password, and may sign in then."""
    invitation = Invitation.of_token(token)
    if invitation is None:
        raise Http404
    form = WelcomeForm(request.POST or None, email=invitation.email, initial={"name": invitation.name})
    if attempt(form, invitation.accept):
        return redirect("sign-in")
    return show(request, "people/welcome.html", form=form, invitation=invitation, is_waiting=invitation.is_waiting())
