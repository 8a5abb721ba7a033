"""What cases show elsewhere: on home, on the account, in the portal, in the search, in the rail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.conversations.models import Message
from fiverings.core import slots
from fiverings.core.frame import rail
from fiverings.core.templatetags.moments import when
from fiverings.people.models import Role

from .models import WAITING, Case, Handoff

ROWS_AT_MOST = 12
FOUND_AT_MOST = 8


@rail(order=20, label=gettext_lazy("Cases"), icon="cases")
def cases_word() -> str:
    return "cases"


@slots.home(order=10)
def customers_waiting(request: Any) -> slots.Panel:
    """Those whose last word is theirs, the longest first: mine for an advocate, everybody's for who leads."""
    person = request.person
    waiting = Case.objects.visible_to(person).customers_waiting()
    if not person.has_role(Role.LEAD):
        waiting = waiting.owned_by(person)
    found = list(waiting.with_everybody().with_last_words().order_by(WAITING.key, "id")[:ROWS_AT_MOST])
    context = {"cases": found, "zone": person.zone}
    return slots.Panel(_("Customers waiting"), "cases/_waiting.html", context, sentence=_who_waits(found, person.zone))


def _who_waits(cases: list[Case], zone: str) -> str:
    """Who waits for our word, in one sentence, with the one who has waited longest."""
    if not cases:
        return _("Nobody waits for your word.")
    longest = {"account": cases[0].account, "since": when(cases[0].waiting_since, zone)}
    if len(cases) == 1:
        return _("{account} waits for your word, since {since}.").format(**longest)
    count = _("A dozen customers or more") if len(cases) == ROWS_AT_MOST else _spelled(len(cases))
    return _("{count} wait for your word, {account} the longest, since {since}.").format(count=count, **longest)


def _spelled(count: int) -> str:
    """A small number of customers, as one says it."""
    words = (_("Two"), _("Three"), _("Four"), _("Five"), _("Six"), _("Seven"), _("Eight"), _("Nine"), _("Ten"))
    return _("{number} customers").format(number=words[count - 2] if count <= len(words) + 1 else _("Eleven"))


@slots.home(order=20)
def offered_to_me(request: Any) -> slots.Panel | None:
    """Cases that colleagues ask me to own."""
    offers = Handoff.objects.visible_to(request.person).offered_to(request.person)
    found = list(offers.select_related("case__account", "giver").order_by("offered_at")[:ROWS_AT_MOST])
    title = _("Offered to you")
    return slots.Panel(title, "cases/_offers.html", {"offers": found, "zone": request.person.zone}) if found else None


@slots.home(order=30)
def my_open_cases(request: Any) -> slots.Panel | None:
    """What else I own, the liveliest first: the ball is with the customer, or with somebody else of us."""
    person = request.person
    if not person.may("cases.close"):
        return None
    mine = Case.objects.visible_to(person).open().owned_by(person).filter(waiting_since=None)
    mine = mine.with_everybody().with_last_words()
    context = {"cases": list(mine.order_by("-last_word_at", "-id")[:ROWS_AT_MOST]), "zone": person.zone}
    return slots.Panel(_("My other open cases"), "cases/_mine.html", context)


@slots.panel("customers.account", order=10)
def open_cases_of_account(request: Any, account: Any) -> slots.Panel:
    """What is open for an account."""
    found = Case.objects.visible_to(request.person).about(account).open().with_everybody().with_last_words()
    cases = list(found.latest_first()[:ROWS_AT_MOST])
    context = {"cases": cases, "zone": account.zone}
    return slots.Panel(_("Open cases"), "cases/_of_account.html", context, count=len(cases))


@slots.panel("portal.home", order=10)
def what_is_happening(request: Any, contact: Any) -> slots.Panel:
    """A contact's own cases in plain words; nothing but what stands in this list ever leaves the house."""
    mine = list(Case.objects.of_contact(contact).select_related("owner", "contact").latest_first()[:ROWS_AT_MOST])
    said: dict[int, list[Message]] = defaultdict(list)
    words = Message.objects.for_customer().filter(thread__journey__in=[case.journey_id for case in mine])
    for message in words.select_related("thread", "contact__merged_into").order_by("at", "id"):
        said[message.thread.journey_id].append(message)
    cases = [_for_customer(case, said[case.journey_id]) for case in mine]
    return slots.Panel(_("What is happening"), "cases/_for_customer.html", {"cases": cases, "zone": contact.own_zone()})


def _for_customer(case: Case, said: list[Message]) -> dict[str, Any]:
    return {
        "number": case.number,
        "need": case.need,
        "owner": str(case.owner),
        "opened_at": case.opened_at,
        "closed_at": case.closed_at,
        "sentence": _state_for_customer(case),
        "said": [
            {
                "ours": message.is_ours,
                "by": ""
                if message.is_ours or case.contact in (message.contact, message.contact.survivor)
                else str(message.contact),
                "at": message.told_at,
                "words": message.new_text or message.text,
            }
            for message in said
        ],
    }


def _state_for_customer(case: Case) -> str:
    if case.is_closed:
        return _("This is settled.")
    if case.state == case.State.WAITING:
        return _("{owner} waits for your answer.").format(owner=case.owner)
    if case.is_waiting_for_us:
        return _("{owner} owes you an answer.").format(owner=case.owner)
    return _("{owner} takes care of it.").format(owner=case.owner)


@slots.act("new-case", order=10, label=gettext_lazy("New case"), icon="plus", right="cases.open")
def open_a_case() -> str:
    return reverse("new-case")


@slots.finding(order=20, label=gettext_lazy("Cases"))
def cases_found(person: Any, words: str) -> Iterator[slots.Found]:
    """A case by its number, an open one by whose it is, any by words of its need; each is asked of its own index."""
    visible = Case.objects.visible_to(person).with_everybody()
    asked = (
        visible.filter(number=words.strip().upper()),
        visible.open().of_contacts_named(words).latest_first(),
        visible.open().of_accounts_named(words).latest_first(),
        visible.needing(words).latest_first(),
    )
    found = {case.pk: case for cases in asked for case in cases[:FOUND_AT_MOST]}
    for case in list(found.values())[:FOUND_AT_MOST]:
        hint = f"{case.number}, {case.account}, {case.get_state_display()}"
        yield slots.Found(case.need, hint, case.get_absolute_url(), icon="cases")


@slots.personal("customers.contact", order=40)
def what_we_hold(contact: Any) -> dict[str, Any]:
    """The needs that a contact told us, and what solved them."""
    mine = Case.objects.of_contact(contact).prefetch_related("closures").order_by("id")
    return {
        "cases": [
            {"number": case.number, "need": case.need, "solved_by": [each.solution for each in case.closures.all()]}
            for case in mine
        ]
    }
