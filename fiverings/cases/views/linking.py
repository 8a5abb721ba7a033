"""One case becomes two; many cases have one cause, and are answered together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from fiverings.core.doors import attempt, door, press, show
from fiverings.people.models import Person

from ..forms import CascadeForm, ChildrenForm, SplitForm
from ..models import Answered, Case, Parentage, Split
from .finding import about_a_case, act_on
from .reading import Reading


def ways_to_split(reading: Reading) -> Iterator[dict[str, Any]]:
    """The button by which some of what was said becomes a case of its own."""
    case, person = reading.case, reading.person
    if person.may("cases.close") and case.may_split(person) and "told" in reading.around:
        address = reverse("case-split", args=[case.number])
        yield {"label": _("Split…"), "icon": "columns", "href": address, "rare": True}


def what_it_is_linked_to(reading: Reading) -> dict[str, Any]:
    """What the page shows of causes: which case caused it, which it caused, and what those were answered last."""
    case, person, around = reading.case, reading.person, reading.around
    reader: Person = reading.request.person  # type: ignore[attr-defined]
    links = Parentage.objects.visible_to(reader).standing().with_everybody()
    splits = Split.objects.visible_to(reader).select_related("case", "by", "part__owner")
    may_link = person.may("cases.link")
    linked = {
        "cause": links.filter(child=case).first() if "cause" in around else None,
        "caused": list(links.filter(parent=case).order_by("id")) if "caused" in around else [],
        "split": splits.filter(part=case).first() if "split_off" in around else None,
        "apart": list(splits.standing().filter(case=case).order_by("id")) if "apart" in around else [],
    }
    return linked | {
        "stands": any(linked.values()),
        "answer": Answered.last(case, reader) if "caused" in around else None,
        "may_link": may_link,
        "may_cause": may_link and case.is_open and case.kind == case.Kind.INCIDENT and "cause" not in around,
        "may_answer": may_link and "caused" in around and case.may_cascade(person),
        "may_rejoin": person.may("cases.close") and case.may_merge(person),
    }


@door(right="cases.close")
@about_a_case
def split(request: HttpRequest, case: Case) -> HttpResponse:
    """Some of what was said is another need: to the new case, when that was done."""
    form, parts = SplitForm(request.POST if request.method == "POST" else None, case=case), list[Case]()

    def split_off(**given: Any) -> None:
        parts.append(case.split_off(**given, by=request.person))  # type: ignore[attr-defined]

    if request.method == "POST" and attempt(form, split_off):
        done = _("{part} is a case of its own now, and stands at the gate.").format(part=parts[0])
        messages.success(request, done, extra_tags=reverse("case-rejoining", args=[parts[0].number]))
        is_sheet = request.htmx  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(parts[0].get_absolute_url()) if is_sheet else redirect(parts[0])
    words = {"title": _("Another need"), "label": _("Make it a case of its own")}
    return show(request, "cases/act.html", fragment="sheet", case=case, form=form, **words)


@require_POST
@door(right="cases.close")
@about_a_case
def rejoining(request: HttpRequest, case: Case) -> HttpResponse:
    """It was one need after all."""
    done = _("{case} is part of the case that it came from.").format(case=case)
    press(request, case.rejoin, by=request.person, done=done)  # type: ignore[attr-defined]
    return redirect(case.survivor())


@door(right="cases.link")
@about_a_case
def children(request: HttpRequest, case: Case) -> HttpResponse:
    """Which cases it caused, many at once."""
    reader, words = request.person, request.GET.get("words", "")  # type: ignore[attr-defined]
    form = ChildrenForm(request.POST if request.method == "POST" else None, case=case, reader=reader, words=words)
    if request.method == "POST" and attempt(form, case.link, by=reader):
        messages.success(request, _("They are linked. Each keeps an owner and promises of its own."))
        return redirect(case)
    return show(request, "cases/children.html", case=case, form=form, words=words)


@require_POST
@door(right="cases.link")
@about_a_case
def unlinking(request: HttpRequest, case: Case) -> HttpResponse:
    """It had another cause."""
    link = case.parentage()
    done = _("{case} is linked no more.").format(case=case)
    press(request, case.unlink, by=request.person, done=done)  # type: ignore[attr-defined]
    came_from_parent = link is not None and request.POST.get("back") == link.parent.number
    return redirect(link.parent if link is not None and came_from_parent else case)


@door(right="cases.link")
@about_a_case
def cascade(request: HttpRequest, case: Case) -> HttpResponse:
    """Answer all that it caused at once, or once more those who were left."""
    given, reader = request.POST if request.method == "POST" else None, request.person  # type: ignore[attr-defined]
    answer = Answered.last(case, reader) if "again" in request.GET else None
    form = CascadeForm(given, case=case, reader=reader, initial=answer.once_more() if answer else None)
    done = _("Each of them is written to now, in the name of the owner of their case.")
    words = {"title": _("Answer all of them"), "label": _("Write to each"), "looks": _("Read what each gets")}
    if request.POST.get("act") != "look":
        return act_on(request, case, case.cascade, form=form, done=done, **words)
    letters = list[Any]()
    attempt(form, lambda **said: letters.extend(case.rehearse_cascade(**said, by=reader)))
    shown = {"case": case, "form": form, "letters": letters, "zone": case.account.zone, **words}
    return show(request, "cases/act.html", fragment="sheet", **shown)
