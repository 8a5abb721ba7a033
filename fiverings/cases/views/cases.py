"""Cases as lists, and the form by which one of us opens one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from fiverings.core import clock
from fiverings.core.doors import attempt, door, show
from fiverings.core.numbers import number_in
from fiverings.customers.models import Contact

from ..forms import NewCaseForm, NewcomerForm
from ..models import LISTINGS, MINE, Case, Listing, Page, Place, next_owed
from ..models.caller import calls_from_elsewhere

CANDIDATES_AT_MOST = 12
OTHERS_AT_MOST = 10


@door()
def cases(request: HttpRequest) -> HttpResponse:
    """One saved view of cases, paged by key."""
    listing = LISTINGS.get(request.GET.get("view", ""), MINE)
    after, before = (Place.parse(request.GET.get(name, "")) for name in ("after", "before"))
    person = request.person  # type: ignore[attr-defined]
    page = listing.page(person, after=after, before=before)
    owed = next_owed(page.cases, at=clock.now()) if listing.key == "next_due_at" else {}
    return show(
        request,
        "cases/cases.html",
        fragment="list",
        views=[_tab(each, current=each is listing) for each in LISTINGS.values()],
        cases=[(case, owed.get(case.pk)) for case in page.cases],
        listing=listing,
        zone=person.zone,
        new_case=reverse("new-case") if person.may("cases.open") else "",
        **_pager(listing, page),
    )


def _tab(listing: Listing, *, current: bool) -> dict[str, object]:
    return {"label": listing.label, "href": _address(listing), "current": current}


def _address(listing: Listing, side: str = "", place: Place | None = None) -> str:
    query = f"&{side}={str(place).replace('+', '%2B')}" if place else ""
    return f"{reverse('cases')}?view={listing.code}{query}"


def _pager(listing: Listing, page: Page) -> dict[str, str]:
    return {
        "newer": _address(listing, "before", page.newer) if page.newer else "",
        "older": _address(listing, "after", page.older) if page.older else "",
    }


@door(right="cases.open")
def new_case(request: HttpRequest) -> HttpResponse:
    """Write down a need that reached us another way, or write first: who it is, then what they need."""
    person = request.person  # type: ignore[attr-defined]
    calls_from = _as_dialled(request.GET.get("from", ""))
    wanted = number_in((request.POST or request.GET).get("contact", ""))
    visible = Contact.objects.visible_to(person).present().select_related("account")
    contact = visible.filter(pk=wanted).first() if wanted is not None else None
    if contact is None:
        words = request.GET.get("q", calls_from).strip()
        found = _candidates(visible, words) if words else []
        newcomer = f"{reverse('newcomer')}?{urlencode({'q': words})}" if person.may("customers.edit") else ""
        looked = {"words": words, "contacts": found, "newcomer": newcomer, "calls_from": calls_from}
        return show(request, "cases/whose.html", fragment="found", **looked)
    initial = {"contact": contact.pk, "calls_from": calls_from}
    form = NewCaseForm(request.POST or None, initial=initial, contact=contact, person=person)
    opened: list[Case] = []
    dropped = "dropped" in request.POST
    if request.method == "POST" and attempt(form, _into(opened, Case.begin), dropped=dropped, by=person):
        done = _("{case} is open, and {owner} owns it.").format(case=opened[0], owner=opened[0].owner)
        messages.success(request, done)
        return redirect(opened[0])
    others = Case.objects.visible_to(person).about(contact.account).open().latest_first()[:OTHERS_AT_MOST]
    elsewhere = calls_from_elsewhere(calls_from, contact.account, at=clock.now())
    return show(request, "cases/new.html", form=form, contact=contact, others=list(others), elsewhere=elsewhere)


def _as_dialled(number: str) -> str:
    """A number as a telephone system puts it into an address, where a plus is read as a space."""
    number = number.strip()
    return f"+{number}" if number[:1].isdecimal() else number


@door(right="cases.open")
def newcomer(request: HttpRequest) -> HttpResponse:
    """Somebody calls whom we do not know: who they are and what they need, on one page."""
    person = request.person  # type: ignore[attr-defined]
    if not person.may("customers.edit"):
        raise PermissionDenied(_("You may not do this."))
    words = request.GET.get("q", "").strip()
    form = NewcomerForm(request.POST, person=person) if request.POST else NewcomerForm.searched(words, person=person)
    opened: list[Case] = []
    if attempt(form, _into(opened, Case.begin_for_somebody_new), by=person):
        done = _("{case} is open, and {owner} owns it.").format(case=opened[0], owner=opened[0].owner)
        messages.success(request, done)
        return redirect(opened[0])
    return show(request, "cases/newcomer.html", form=form)


def _into(opened: list[Case], begin: Callable[..., Case]) -> Callable[..., object]:
    """Begin a case, and hand it on."""
    return lambda **given: opened.append(begin(**given))


def _candidates(visible: Any, words: str) -> list[Contact]:
    """A few people whom these words may mean: by their own name, address or number, then by their account's name."""
    found = list(visible.matching(words).in_order()[:CANDIDATES_AT_MOST])
    others = visible.at_accounts_named(words).exclude(pk__in=[each.pk for each in found])
    more = others.in_order()[: CANDIDATES_AT_MOST - len(found)] if len(found) < CANDIDATES_AT_MOST else []
    return [*found, *more]
