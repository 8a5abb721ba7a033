"""The composer of a case page: an answer, a note for us alone, a call, a promise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.forms import Form
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.channels.models import Suppression
from fiverings.conversations.models import signature_below
from fiverings.core import clock
from fiverings.core.templatetags.moments import place, when
from fiverings.customers.models import Contact
from fiverings.promises.models import Kind as Promised

from ..forms import CallForm, PromiseForm, ReplyForm
from ..forms.telling import zone_of
from ..models import Case, in_short
from .asked_within import asked_within
from .promise_within import promise_within
from .reading import Reading
from .replanning import sent_later


def sheets_for(reading: Reading) -> list[dict[str, Any]]:
    """What this person may write on this case, the answer first; what needs a form comes when it is turned to."""
    turned_to = next(iter(reading.refused), reading.request.GET.get("write", ""))
    return [
        _sheet(reading, kind, on_top=kind == turned_to) if kind in (*AT_ONCE, turned_to) else _later(reading.case, kind)
        for kind in _kinds(reading)
    ]


def the_sheet(reading: Reading) -> dict[str, Any]:
    """One of them, as it is turned to."""
    kind = reading.request.GET.get("write", "")
    if kind not in _kinds(reading):
        raise Http404
    return _sheet(reading, kind, on_top=True)


def _sheet(reading: Reading, kind: str, *, on_top: bool) -> dict[str, Any]:
    return _tab(kind) | KINDS[kind](reading) | {"on_top": on_top}


def _later(case: Case, kind: str) -> dict[str, Any]:
    later = f"{case.get_absolute_url()}?part=sheet&write={kind}"
    return _tab(kind) | {"later": later, "to": reverse(f"case-{kind}s", args=[case.number])}


def _tab(kind: str) -> dict[str, Any]:
    return {"kind": kind, "key": KEYS[kind], "label": str(LABELS[kind])}


def what_to_promise(reading: Reading) -> ReplyForm:
    """The fields by which an answer holds a promise."""
    return ReplyForm(case=reading.case, auto_id="reply-%s")


def _kinds(reading: Reading) -> list[str]:
    case, may = reading.case, reading.may
    if case.state in (case.State.CLOSED, case.State.MERGED):
        return []
    may_reply = reading.listener is not None and may("cases.reply")
    may_tell = reading.listener is not None and case.is_open and may("promises.tell")
    allowed = {"reply": may_reply, "note": may("cases.note"), "call": may_reply, "promise": may_tell}
    return [kind for kind, is_allowed in allowed.items() if is_allowed]


def _answer(reading: Reading) -> dict[str, Any]:
    case, person, listener = reading.case, reading.person, cast(Contact, reading.listener)
    thread = case.thread_begun(listener)
    draft = thread.draft_of(person) if thread else None
    may_promise = case.is_open and reading.may("promises.tell")
    refused, owed_again = reading.refused.get("reply"), _to_make_right(reading)
    return {
        "to": reverse("case-replies", args=[case.number]),
        "addressee": _addressee(listener, case.copies(listener, thread) if thread else []),
        "aside": _("Sent in the name of {name}").format(name=person),
        **_way_to(listener),
        **owed_again,
        "draft": reverse("draft", args=[thread.pk]) if thread else "",
        "text": case.without_promises(draft.text) if draft else "",
        **_as_refused(refused),
        **(promise_within(reading, refused) if may_promise else {}),
        **asked_within(reading),
        **sent_later(reading, owes=bool(owed_again)),
        "form": refused if may_promise and refused and (refused["kind"].value() or "kind" in refused.errors) else None,
        "templates": reverse("case-templates", args=[case.number]),
        "sign_off": signature_below(listener, person),
        "more": _("Add a promise") if may_promise else "",
        "more_at": f"{case.get_absolute_url()}?part=promised",
        "kept_at": draft.saved_at if draft else None,
        "version": draft.version if draft else 0,
    }


def _to_make_right(reading: Reading, *, but: tuple[str, ...] = ()) -> dict[str, Any]:
    """What these words make right, in the sentence that they were told, and what is owed again by them."""
    if "breach" not in reading.around or not any(due.is_broken for _owed, due in reading.owed):
        return {}
    case, broken = reading.case, reading.case.broken_words()
    words, zone = _("We owe it again: {what}, by {time} {place}."), zone_of(case)
    again = [
        words.format(what=in_short(each.broken, case.owner, case), time=when(each.due_at, zone), place=place(zone))
        for each in case.owed_again(broken=broken, but=but, at=clock.now())
    ]
    return (
        {"above": "cases/_owed_again.html", "broken": [each.sentence for each in broken], "again": again}
        if broken
        else {}
    )


def _addressee(listener: Any, copies: list[str]) -> str:
    """Everybody who will read it: anybody who writes to us can put others in copy."""
    if not copies:
        return _("To {name} by mail").format(name=listener)
    return _("To {name} by mail, with a copy to {copies}").format(name=listener, copies=", ".join(copies))


def _note(reading: Reading) -> dict[str, Any]:
    to = reverse("case-notes", args=[reading.case.number])
    note = {"act": _("Keep the note"), "to": to, "addressee": _("Only we see this")}
    return note | _as_refused(reading.refused.get("note"))


def _as_refused(form: Form | None) -> dict[str, Any]:
    """What was typed on a sheet of words, and what is wrong with it."""
    if form is None:
        return {}
    return {"text": form["words"].value(), "errors": [*form["words"].errors, *form.non_field_errors()]}


def _way_to(listener: Contact) -> dict[str, str]:
    """At which address an answer goes and why; with a warning where they like another way, or none reaches them."""
    addresses = list(listener.addresses.all())
    if not addresses:
        return {"warns": _("We know no mail address of theirs: call them, and log the call.")}
    if Suppression.stands_at(addresses[0].address):
        words = _("Mail to them came back: nobody lives at this address. What you write is sent all the same.")
        return {"why": _("at {address}").format(address=addresses[0]), "warns": words}
    if listener.prefers == Contact.Way.MAIL:
        return {"why": _("at {address}, as they like to be reached").format(address=addresses[0])}
    words = {
        Contact.Way.TEXT: _("They like to be reached by text message, which is not connected yet: this goes by mail."),
        Contact.Way.PHONE: _("They like to be reached by telephone: this goes by mail, a call you log beside it."),
    }[Contact.Way(listener.prefers)]
    return {"why": _("at {address}").format(address=addresses[0]), "warns": words}


def _call(reading: Reading) -> dict[str, Any]:
    return {
        "act": _("Log the call"),
        "to": reverse("case-calls", args=[reading.case.number]),
        "addressee": _("With {name}, on the telephone").format(name=reading.listener),
        **_to_make_right(reading, but=(Promised.CALL_BACK,)),
        "body": "cases/_call.html",
        "form": reading.refused.get("call") or CallForm(case=reading.case, auto_id="call-%s"),
    }


def _promise(reading: Reading) -> dict[str, Any]:
    return {
        "act": _("I have told them"),
        "to": reverse("case-promises", args=[reading.case.number]),
        "addressee": _("To {name}").format(name=reading.listener),
        "aside": _in_writing(cast(Contact, reading.listener)),
        "body": "cases/_promise.html",
        "form": reading.refused.get("promise") or PromiseForm(case=reading.case, auto_id="promise-%s"),
        "sentence": reverse("case-sentence", args=[reading.case.number]),
    }


def _in_writing(listener: Contact) -> str:
    """When the sentence will stand in their mailbox: not in their quiet hours, unless what is promised comes before."""
    quiet = listener.in_peace_until(clock.now())
    if quiet is None:
        return _("They get the sentence in writing within the minute")
    words = _("They have quiet hours, and get the sentence in writing from {when} on; at once where it is due before")
    return words.format(when=when(quiet, listener.own_zone()))


KINDS: dict[str, Callable[[Reading], dict[str, Any]]] = {
    "reply": _answer, "note": _note, "call": _call, "promise": _promise
}  # fmt: skip
LABELS = {
    "reply": gettext_lazy("Reply"), "note": gettext_lazy("Internal note"), "call": gettext_lazy("Call log"),
    "promise": gettext_lazy("Promise"),
}  # fmt: skip
KEYS = {"reply": "r", "note": "i", "call": "c", "promise": "p"}
AT_ONCE = ("reply", "note")
