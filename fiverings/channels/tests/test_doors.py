"""The pages of the mail, and who may come in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from unittest.mock import patch

import pytest
from django.test import Client, override_settings

from fiverings.cases.models import Case
from fiverings.channels.gateways.mail.listening import Listener, Reception
from fiverings.channels.models import Arrival, Delivery, Mailbox, SinkLetter
from fiverings.core.models import Entry
from fiverings.core.running.ports import free_port
from fiverings.people.models import Person
from tests.world import World

from .mails import SUPPORT, arrived, written
from .servers import HOST, Postbox

Settle = Callable[[], None]
PRIYA = "priya@mapledental.example"


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def aside(world: World) -> Arrival:
    arrival, _ = Arrival.accept(written(subject="Odd one").as_bytes(), mailbox=world.mailbox, via="smtp")
    with patch("fiverings.conversations.models.Message.receive", side_effect=ValueError("what is this?")):
        arrival.file()
    arrival.refresh_from_db()
    return arrival


def test_a_lead_sees_what_was_set_aside_and_why_and_has_it_filed_again(
    world: World, aside: Arrival, settle: Settle
) -> None:
    client = signed_in(world.dana)
    page = client.get("/mail/").content.decode()
    assert "Odd one" in page and "It could not be filed" in page
    page = client.get(f"/mail/arrivals/{aside.pk}/").content.decode()
    assert "what is this?" in page and "Nobody can call us since nine" in page
    assert client.post(f"/mail/arrivals/{aside.pk}/again/").status_code == 302
    settle()
    aside.refresh_from_db()
    assert aside.outcome == "filed"
    assert "Every mail found its place" in client.get("/mail/").content.decode()


def test_a_get_files_nothing(world: World, aside: Arrival) -> None:
    assert signed_in(world.dana).get(f"/mail/arrivals/{aside.pk}/again/").status_code == 405
    aside.refresh_from_db()
    assert aside.is_set_aside


@pytest.mark.parametrize("address", ["/mail/", "/mail/arrivals/{0}/", "/mail/arrivals/{0}/source/"])
def test_who_does_not_look_after_the_mail_does_not_see_it(world: World, aside: Arrival, address: str) -> None:
    address = address.format(aside.pk)
    assert signed_in(world.ana).get(address).status_code == 403
    assert Client().get(address).status_code == 302
    assert signed_in(world.dana).get(address).status_code == 200


def test_the_raw_mail_is_downloaded_and_never_shown(world: World, aside: Arrival) -> None:
    answer = signed_in(world.dana).get(f"/mail/arrivals/{aside.pk}/source/")
    assert answer.content == aside.kept.read()
    assert answer["Content-Disposition"].startswith("attachment") and answer["X-Content-Type-Options"] == "nosniff"


def test_mail_of_an_account_one_may_not_see_is_not_listed(world: World) -> None:
    arrival = arrived(world.mailbox, written(subject="Secret"))
    assert arrival in Arrival.objects.visible_to(world.dana)
    assert arrival not in Arrival.objects.visible_to(world.admin)


def test_an_administrator_opens_a_mailbox_and_changes_it_and_nobody_else_does(world: World) -> None:
    entered = {
        "address": "Billing@northbell.example", "team": world.mailbox.team_id, "way_in": "imap",
        "fetch_host": "imap.northbell.example", "fetch_username": "billing", "fetch_password": "very secret",
        "smtp_port": 587, "smtp_security": "starttls",
    }  # fmt: skip
    client = signed_in(world.admin)
    assert client.post("/mail/mailboxes/new/", entered).status_code == 302
    mailbox = Mailbox.objects.get(address="billing@northbell.example")
    assert mailbox.server().password == "very secret"
    assert client.post("/mail/mailboxes/new/", entered).status_code == 422
    page = client.get(f"/mail/mailboxes/{mailbox.pk}/settings/").content.decode()
    assert "imap.northbell.example" in page and "very secret" not in page
    changed = entered | {"fetch_host": "imap2.northbell.example", "fetch_password": ""}
    assert client.post(f"/mail/mailboxes/{mailbox.pk}/settings/", changed).status_code == 302
    mailbox.refresh_from_db()
    assert (mailbox.fetch_host, mailbox.server().password) == ("imap2.northbell.example", "very secret")
    kinds = Entry.objects.filter(subject_label="channels.mailbox", subject_id=mailbox.pk).order_by("id")
    assert list(kinds.values_list("kind", flat=True)) == ["channels.MailboxOpened", "channels.MailboxChanged"]
    assert signed_in(world.dana).get("/mail/mailboxes/new/").status_code == 403


@pytest.fixture
def letter(world: World) -> SinkLetter:
    return SinkLetter.objects.create(
        recipient=PRIYA, sender=f"Ana Costa <{SUPPORT}>", reply_to=SUPPORT, subject="[NB-1] No calls",
        text="I am on it.", message_id="ours@northbell.example", references="a@b ours@northbell.example", at=world.now,
    )  # fmt: skip


@pytest.mark.parametrize("address", ["/demo/mailboxes/", f"/demo/mailboxes/{PRIYA}/", "/demo/letters/{0}/"])
def test_the_customers_mailboxes_are_shown_in_a_demo_and_nowhere_else(letter: SinkLetter, address: str) -> None:
    address = address.format(letter.pk)
    assert Client().get(address).status_code == 404
    with override_settings(DEMO=True):
        assert letter.subject in Client().get(address).content.decode() or address == "/demo/mailboxes/"


def test_what_a_letter_of_the_demo_links_to_is_one_click_away_and_nothing_in_it_is_markup(letter: SinkLetter) -> None:
    link = "http://localhost:8055/answers/8.1kXyz:abc-d_e/"
    SinkLetter.objects.filter(pk=letter.pk).update(text=f"Here:\n{link}\n<b>not bold</b>")
    with override_settings(DEMO=True):
        shown = Client().get(f"/demo/letters/{letter.pk}/").content.decode()
    assert f'<a href="{link}"' in shown and "<b>not bold" not in shown


def test_a_visitor_of_the_demo_answers_as_the_customer_through_our_own_door(letter: SinkLetter) -> None:
    with Postbox().open() as door, override_settings(DEMO=True, MAIL_IN_HOST=HOST, MAIL_IN_PORT=door.port):
        assert Client().post(f"/demo/letters/{letter.pk}/", {"text": "Thank you!"}).status_code == 302
        form = {"sender": "new@nowhere.example", "to": SUPPORT, "subject": "Hello", "text": "No dial tone"}
        assert Client().post("/demo/mailboxes/", form).status_code == 302
        door.refuses[SUPPORT] = "550 5.1.1 Nobody here"
        refused = Client().post("/demo/mailboxes/", form)
    assert refused.status_code == 422 and "Nobody here" in refused.content.decode()
    answer, new = door.letters
    assert answer["In-Reply-To"] == "<ours@northbell.example>"
    assert (answer["Subject"], answer["From"]) == ("Re: [NB-1] No calls", PRIYA)
    assert "Thank you!" in answer.get_body(("plain",)).get_content()
    assert (new["From"], new["Subject"]) == ("new@nowhere.example", "Hello")


@pytest.fixture
def sink(committed: World) -> Iterator[int]:
    port = free_port()
    with Listener(Reception(knows=lambda address: True, accept=SinkLetter.drop), HOST, port):
        yield port


def test_what_goes_out_in_a_demo_lies_in_the_customers_mailbox_once(committed: World, sink: int) -> None:
    maple = arrived(committed.mailbox, written(cc="una@nowhere.example")).message.thread
    with override_settings(EMAIL_HOST=HOST, EMAIL_PORT=sink, DEMO=True):
        committed.mailbox.change(smtp_host="smtp.of.the.real.world.example", by=committed.admin)
        from_us = maple.messages.model.write(
            to=committed.priya, thread=maple, text="On it.", by=committed.ana, cc=["una@nowhere.example"]
        )
        delivery = Delivery.begin(from_us)
        delivery.carry()
        Delivery.objects.update(state="waiting", settled_at=None, recipients=delivery.recipients)
        delivery.carry()
    letters = SinkLetter.objects.filter(message_id=from_us.message_id)
    assert sorted(letters.values_list("recipient", flat=True)) == [PRIYA, "una@nowhere.example"]
    assert letters.first().reply_to == SUPPORT


def test_who_may_not_see_what_came_is_told_that_mail_has_come(world: World, settle: Settle) -> None:
    client = signed_in(world.admin)
    assert "No mail has come yet" in client.get("/mail/").content.decode()
    arrived(world.mailbox, written(subject="For the advocate"))
    page = client.get("/mail/").content.decode()
    assert "No mail has come yet" not in page and "Nothing here that you may see" in page
    assert "For the advocate" not in page and "For the advocate" in signed_in(world.dana).get("/mail/").content.decode()


def test_the_mailboxes_of_the_demo_show_the_time_of_the_house(letter: SinkLetter) -> None:
    with override_settings(DEMO=True):
        page = Client().get(f"/demo/letters/{letter.pk}/").content.decode()
    assert "UTC" not in page and "Toronto" in page


def test_the_page_of_a_mail_leads_to_its_case_and_its_account(world: World, settle: Settle) -> None:
    arrival = arrived(world.mailbox, written(subject=""))
    settle()
    page = signed_in(world.dana).get(f"/mail/arrivals/{arrival.pk}/").content.decode()
    case = Case.objects.get()
    assert case.get_absolute_url() in page and world.priya.account.get_absolute_url() in page
    assert "(no subject)" in page and f"{PRIYA.partition('@')[2]}" in page
    assert str(world.priya.account) in signed_in(world.dana).get("/mail/").content.decode()
