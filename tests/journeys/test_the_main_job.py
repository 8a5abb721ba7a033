"""The whole job in the workspace: known, diagnosed, promised, helped, handed off, solved, confirmed, told."""

from __future__ import annotations

import re
from datetime import timedelta
from email.message import EmailMessage

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.installing import Installation
from tests.journeys.visiting import Visitor, visiting

PRIYA = "priya@mapledental.example"
NEED = "Calls ring at the wrong place, and patients cannot get through"
WITHIN = 40_000


@pytest.fixture(scope="module")
def number(installation: Installation) -> str:
    """Priya writes, and her need is a case."""
    mail = EmailMessage()
    mail["From"], mail["To"] = f"Priya Raman <{PRIYA}>", "support@northbell.example"
    mail["Subject"], mail["Message-ID"] = "Phones", "<main-job@mapledental.example>"
    mail.set_content(f"{NEED}.\n\nPriya")
    installation.deliver(mail)
    for _try in range(200):
        if found := installation.ask("SELECT number FROM cases_case"):
            return str(found[0][0])
        installation.look_after(seconds=0.2)
    raise AssertionError("No case was opened")


def state_of(installation: Installation) -> str:
    return str(installation.ask("SELECT state FROM cases_case")[0][0])


def open_dialog(page: Page, button: str) -> None:
    page.get_by_role("link", name=re.compile(rf"^{button}")).first.click()


@pytest.fixture(scope="module")
def diagnosed(people: dict[str, Visitor], number: str) -> Page:
    """Ana asks how severe it is; two of 25 calls force severity 1."""
    page = people["ana"].go(f"/cases/{number}/diagnosis/?ask=at_once")
    page.get_by_role("spinbutton", name="How many").fill("2")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("Rule R3: 2 of 25 calls at a time remain, 8 %").first).to_be_visible()
    expect(page.get_by_role("button", name="Severity 2")).to_be_disabled()
    page.get_by_role("button", name=re.compile("^Severity 1")).click()
    expect(page.locator("#head")).to_contain_text("Severity 1")
    expect(page.locator("#right")).to_contain_text("Rule R3")
    return page


@pytest.fixture(scope="module")
def promised(installation: Installation, diagnosed: Page, number: str) -> Page:
    """Ana asks what Priya expects, tells her by when she calls, and what it costs; the gate is passed."""
    page = diagnosed
    page.get_by_label("Since when?").fill("This morning, 8:50")
    page.get_by_label("What was tried so far?").fill("Restarted two phones")
    page.get_by_label("What does it stop?").fill("Patients book by telephone before eleven")
    page.get_by_label("What do they expect?").fill("A call as soon as somebody can")
    page.get_by_role("button", name="They cannot say by when").click()
    page.get_by_role("radio", name="Promise").check(force=True)
    page.locator("#promise-kind").select_option("call_back")
    page.get_by_role("button", name=re.compile("^I have told them")).click()
    expect(page.locator("#right")).to_contain_text("Ana calls Priya Raman")
    return page


def test_the_customer_has_the_promise_in_writing_with_time_and_place(
    installation: Installation, promised: Page, number: str
) -> None:
    words = installation.mailboxes.wait_for_words(PRIYA, "Ana Costa from Northbell will call you on +1 416 555 0142 by")
    assert re.search(rf"by \d\d:\d\d on \w+ \d+ \w+ \(Toronto time\), case {number}", words)


@pytest.fixture(scope="module")
def on_it(installation: Installation, promised: Page, number: str) -> Page:
    """What it costs is told, nothing is missing, and the gate is passed."""
    page = promised
    page.locator("#right").get_by_role("link", name="Tell them").click()
    page.get_by_label("Is it charged?").select_option("no")
    page.get_by_label("Why?").fill("Care covers failed lines")
    with page.expect_navigation():
        page.get_by_role("dialog").get_by_role("button", name=re.compile("^Tell them")).click()
    expect(page.locator("#right")).to_contain_text("Care covers failed lines")
    page.get_by_role("button", name="Keep, and pass the gate").click()
    expect(page.locator("#head")).not_to_contain_text("At the gate")
    assert state_of(installation) == "active"
    return page


def test_the_owner_replies(installation: Installation, on_it: Page) -> None:
    on_it.get_by_role("radio", name="Reply").check(force=True)
    on_it.get_by_role("textbox", name="Reply").fill("Your main line has failed at the carrier. I own this.")
    with on_it.expect_navigation():
        on_it.get_by_role("button", name=re.compile("^Send")).click()
    installation.mailboxes.wait_for_words(PRIYA, "Your main line has failed at the carrier.")


@pytest.fixture(scope="module")
def helped(installation: Installation, on_it: Page, people: dict[str, Visitor]) -> None:
    """Ana asks Chidi; he accepts from his home and answers; Ana stays the owner."""
    open_dialog(on_it, "Ask for help")
    dialog = on_it.get_by_role("dialog", name="Ask for help")
    dialog.get_by_label("Whom do you ask?").select_option(label="Chidi Okafor, Department specialist")
    dialog.get_by_label("What do you need from them?").fill("Read the alarm log of the T1 card")
    with on_it.expect_navigation():
        dialog.get_by_role("button", name="Ask", exact=True).click()
    home = people["chidi"].go("/")
    expect(home.get_by_text("Read the alarm log of the T1 card")).to_be_visible()
    home.get_by_role("button", name="Accept", exact=True).click()
    expect(home.get_by_role("link", name="Answer")).to_be_visible()
    assert installation.ask("SELECT state FROM cases_collaborationrequest") == [("helping",)]


def test_the_customer_hears_who_helps(installation: Installation, helped: None) -> None:
    assert "Ana" in installation.mailboxes.wait_for_words(PRIYA, "Chidi")


@pytest.fixture(scope="module")
def handed_off(installation: Installation, helped: None, people: dict[str, Visitor], number: str) -> Page:
    """Ana offers it to Ben with what he must know; he reads it back, and owns it with every promise."""
    page = people["ana"].go(f"/cases/{number}/")
    open_dialog(page, "Hand off")
    dialog = page.get_by_role("dialog", name="Hand it to a colleague")
    dialog.get_by_label("To whom?").select_option(label="Ben")
    dialog.get_by_label("What must they know?").fill("Eli brings the spare card. Priya expects a call.")
    dialog.get_by_label("What comes next?").fill("Call Priya when Eli is there.")
    dialog.get_by_label("Why does it change hands?").fill("Ben is at the site today")
    with page.expect_navigation():
        dialog.get_by_role("button", name="Offer it").click()
    ben = people["ben"].go(f"/cases/{number}/")
    expect(ben.locator("#right")).to_contain_text("Eli brings the spare card.")
    ben.locator("#right").get_by_role("textbox").fill("I call Priya when Eli is at the closet.")
    ben.locator("#right").get_by_role("button", name=re.compile("^Accept")).click()
    expect(ben.locator("#head")).to_contain_text("Ben owns it")
    return ben


def test_what_the_giver_owed_the_receiver_owes(installation: Installation, handed_off: Page) -> None:
    owing = installation.ask(
        "SELECT DISTINCT p.email FROM promises_outstanding o JOIN people_person p ON p.id = o.person_id "
        "JOIN promises_promise m ON m.id = o.promise_id WHERE o.subject_label = 'cases.case' AND m.kind <> 'help'"
    )
    assert owing == [("ben@northbell.example",)]
    installation.mailboxes.wait_for_words(PRIYA, "Ben")


@pytest.fixture(scope="module")
def proposed(installation: Installation, handed_off: Page) -> str:
    """Ben proposes that it is solved; the link that lies in Priya's mailbox."""
    page = handed_off
    open_dialog(page, "Propose the solution")
    dialog = page.get_by_role("dialog", name="Propose the solution")
    dialog.get_by_label("What solved it?").fill("The carrier replaced the smartjack; all 23 channels are back.")
    dialog.get_by_label("What caused it?").select_option(label="A line or its provider failed")
    with page.expect_navigation():
        dialog.get_by_role("button", name="Ask them").click()
    letter = installation.mailboxes.wait_for_words(PRIYA, "smartjack")
    assert state_of(installation) == "resolved_proposed"
    link = re.search(r"https?://\S+/answers/\S+?(?=[\s>)]|$)", letter)
    assert link, letter
    return link[0].rstrip(".")


@pytest.fixture(scope="module")
def confirmed(installation: Installation, browser: Browser, proposed: str) -> None:
    """Priya follows the link, which only shows; she presses the button, which acts."""
    path = "/" + proposed.split("/", 3)[3]
    with visiting(browser, installation) as priya:
        page = priya.go(path)
        expect(page.get_by_text(NEED).first).to_be_visible()
        assert state_of(installation) == "resolved_proposed", "A GET has acted"
        page.get_by_role("button", name="Yes, it works").click()
        expect(page.get_by_role("heading", name="You told us that it works.")).to_be_visible()
        assert priya.complaints == []
    assert state_of(installation) == "resolved"


def test_the_journal_tells_the_whole_story(confirmed: None, people: dict[str, Visitor], number: str) -> None:
    story = people["dana"].go(f"/cases/{number}/").locator("#story")
    for told in (
        "Ana settled that",
        "will call you on",
        "passed the gate",
        "Chidi",
        "accepted",
        "smartjack",
    ):
        expect(story.get_by_text(re.compile(re.escape(told))).first).to_be_attached()


def test_a_broken_promise_is_on_the_homes_of_owner_and_lead_within_a_minute(
    installation: Installation, confirmed: None, people: dict[str, Visitor]
) -> None:
    """A need of Orion Bank is not answered; five days pass at once, and both homes show it without being loaded."""
    ana, dana = people["ana"], people["dana"].go("/")
    ((omar,),) = installation.ask("SELECT id FROM customers_contact WHERE name = 'Omar Haddad'")
    page = ana.go(f"/cases/new/?contact={omar}")
    page.get_by_label("What do they need?").fill("Branch 14 loses calls")
    page.locator("main form").get_by_role("button", name=re.compile("Open")).first.click()
    expect(page.locator("#need")).to_contain_text("Branch 14")
    home = ana.go("/")
    installation.shift_clock(timedelta(days=5))
    for each in (home, dana):
        expect(each.locator(".clock[data-state=broken]").first).to_be_visible(timeout=60_000)
