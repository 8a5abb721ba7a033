"""Messages: their HTML in a frame that can do nothing, its pictures, taking back, letting in, setting apart."""

from __future__ import annotations

from django.contrib import messages as toasts
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.core.doors import door, press, show
from fiverings.core.problems import Refused
from fiverings.people.models import Person

from ..models import Message, Separation, without_signed_links
from .apart import sent_there
from .framing import FRAMED, back, framed

SHOWN_AT_MOST = 200_000


def _visible(request: HttpRequest, message: int) -> Message:
    found = Message.objects.visible_to(request.person).select_related("thread__journey", "contact", "author")  # type: ignore[attr-defined]
    return get_object_or_404(found, pk=message)


@door()
def html(request: HttpRequest, message: int) -> HttpResponse:
    """What a customer sent, as they made it look; shown in `<iframe sandbox>` only, for alone it could pass for us."""
    found = _visible(request, message)
    if not found.html_safe or request.headers.get("Sec-Fetch-Dest", FRAMED) != FRAMED:
        raise Http404
    return sent_there(request, "message-apart", found) or framed(request, found, reader=request.person)  # type: ignore[attr-defined]


@door()
def words(request: HttpRequest, message: int) -> HttpResponse:
    """All that somebody wrote, with what their mail quotes."""
    found = _visible(request, message)
    said = without_signed_links(found.text)
    shown = {"message": found, "words": said[:SHOWN_AT_MOST], "more": len(said) > SHOWN_AT_MOST}
    return show(request, "conversations/words.html", fragment="words", **shown)


@require_POST
@door(right="conversations.show_pictures")
def pictures(request: HttpRequest, message: int) -> HttpResponse:
    """Have the pictures of a message fetched from where they lie, and show it again."""
    found = _visible(request, message)
    press(request, found.show_pictures, by=request.person, done=_("Its pictures are shown from now on."))  # type: ignore[attr-defined]
    if not request.htmx or request.htmx.boosted:  # type: ignore[attr-defined]
        return back(request)
    return show(request, "conversations/_as_sent.html", message=found, opened=True)


@require_POST
@door(right="conversations.write")
def taking_back(request: HttpRequest, message: int) -> HttpResponse:
    """Take a message back while it waits to be told."""
    found = _visible(request, message)
    try:
        found.take_back_written(by=request.person)  # type: ignore[attr-defined]
    except Refused as refused:
        toasts.error(request, str(refused))
    else:
        toasts.success(request, _words_of_taking_back(found, request.person))  # type: ignore[attr-defined]
    return back(request)


def _words_of_taking_back(message: Message, person: Person) -> str:
    """Where its words are now."""
    if message.author is None:
        return _("Taken back.")
    if message.author == person:
        return _("Taken back. The words are in your draft again.")
    return _("Taken back. The words are in the draft of {name} again.").format(name=message.author)


@require_POST
@door(right="conversations.write")
def sending(request: HttpRequest, message: int) -> HttpResponse:
    """Send now what waits for its time."""
    found = _visible(request, message)
    press(request, found.send_now, by=request.person, done=_("It goes out in ten seconds."))  # type: ignore[attr-defined]
    return back(request)


@require_POST
@door(right="conversations.let_in")
def sender(request: HttpRequest, message: int) -> HttpResponse:
    """Let the sender of a message that lies beside a conversation take part in it."""
    found = _visible(request, message)
    try:
        participant = found.let_in(by=request.person)  # type: ignore[attr-defined]
    except Refused as refused:
        toasts.error(request, str(refused))
    else:
        toasts.success(request, _("{name} takes part now.").format(name=participant))
    return back(request)


@require_POST
@door(right="conversations.let_in")
def separation(request: HttpRequest, message: int) -> HttpResponse:
    """What a stranger wrote beside a conversation is not about it: they get one of their own."""
    found = _visible(request, message)
    try:
        separation = found.separate(by=request.person)  # type: ignore[attr-defined]
    except Refused as refused:
        toasts.error(request, str(refused))
    else:
        done = _("What {name} wrote has a conversation of its own now.").format(name=separation)
        toasts.success(request, done, extra_tags=reverse("separation-undoing", args=[separation.pk]))
    return back(request)


@require_POST
@door(right="conversations.let_in")
def unseparating(request: HttpRequest, separation: int) -> HttpResponse:
    """It lay rightly beside the conversation."""
    found = get_object_or_404(Separation.objects.visible_to(request.person), pk=separation)  # type: ignore[attr-defined]
    done = _("What {name} wrote lies beside the conversation again.").format(name=found)
    press(request, found.undo, by=request.person, done=done)  # type: ignore[attr-defined]
    return back(request)
