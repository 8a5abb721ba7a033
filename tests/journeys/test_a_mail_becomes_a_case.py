"""The main job: a mail becomes a case that one person owns, and the answer lies in the customer's mailbox."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.installing import Installation
from tests.journeys.visiting import Visitor, visiting

PRIYA = "priya@mapledental.example"
SUPPORT = "support@northbell.example"
NEED = "Nobody can call us since this morning"
ANSWER = "I see that both lines are down, Priya. I am on it, and you hear from me within the hour."
WITHIN = 40_000


def write(
    installation: Installation, words: str, *, subject: str, message_id: str, answers: EmailMessage | None = None
) -> None:
    """Priya's mail program hands a mail to our server."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"Priya Raman <{PRIYA}>", SUPPORT, subject
    mail["Message-ID"] = f"<{message_id}>"
    if answers is not None:
        mail["In-Reply-To"] = answers["Message-ID"]
        mail["References"] = f"{answers['References']} {answers['Message-ID']}"
    mail.set_content(words)
    installation.deliver(mail)


@pytest.fixture(scope="module")
def ana(installation: Installation, browser: Browser) -> Iterator[Visitor]:
    with visiting(browser, installation) as ana:
        yield ana
        assert ana.complaints == []


@pytest.fixture(scope="module")
def arrival(installation: Installation, ana: Visitor) -> Page:
    """Ana sits at her home page; Priya writes; the page shows it without being loaded again."""
    home = ana.sign_in("ana")
    expect(home.get_by_text(NEED)).to_have_count(0)
    home.evaluate("window.theSamePage = true")
    write(installation, f"{NEED}.\n\nPriya", subject="Phones", message_id="first@mapledental.example")
    expect(home.get_by_text(NEED).first).to_be_visible(timeout=WITHIN)
    assert home.evaluate("window.theSamePage"), "The page was loaded again"
    return home


@pytest.fixture(scope="module")
def answered(installation: Installation, ana: Visitor, arrival: Page) -> EmailMessage:
    """Ana opens the case, reads, writes and sends; the answer as it reached Priya."""
    arrival.get_by_role("link", name="Answer Priya Raman").first.click()
    case = ana.page
    expect(case.get_by_role("heading", level=1)).to_contain_text(NEED)
    expect(case.locator("#story")).to_contain_text(NEED)
    case.get_by_role("textbox", name="Reply").press_sequentially(ANSWER, delay=1)
    expect(case.locator("#kept-reply")).to_contain_text("Draft kept at", timeout=WITHIN)
    case.reload()
    expect(case.get_by_role("textbox", name="Reply")).to_have_value(ANSWER)
    case.get_by_role("button", name="Send").click()
    expect(case.get_by_role("button", name="Take it back")).to_be_visible()
    assert installation.mailboxes.to(PRIYA) == []
    letter = installation.mailboxes.wait_for(PRIYA)
    expect(case.get_by_role("button", name="Take it back")).to_have_count(0, timeout=WITHIN)
    return letter


def test_a_mail_appears_on_the_home_page_without_reload(arrival: Page) -> None:
    """What must be true is in the fixture, whose page the other tests go on with."""


def test_the_answer_lies_in_the_right_thread_of_the_customer(answered: EmailMessage, ana: Visitor) -> None:
    number = urlsplit(ana.page.url).path.rstrip("/").rpartition("/")[2]
    assert str(answered["In-Reply-To"]) == "<first@mapledental.example>"
    assert "<first@mapledental.example>" in str(answered["References"])
    assert number in str(answered["Subject"])
    assert "Phones" in str(answered["Subject"])
    (sender,) = answered["From"].addresses
    assert sender.addr_spec == SUPPORT
    assert "Ana Costa" in sender.display_name
    body = answered.get_body(("plain",))
    assert body is not None
    assert ANSWER in " ".join(body.get_content().split())


def test_the_next_word_lands_in_the_same_case(installation: Installation, answered: EmailMessage, ana: Visitor) -> None:
    thanks = "Thank you, one line works again."
    write(
        installation, thanks, subject=f"Re: {answered['Subject']}", message_id="second@mapledental.example",
        answers=answered,
    )  # fmt: skip
    expect(ana.page.locator("#story")).to_contain_text(thanks, timeout=WITHIN)
    assert installation.ask("SELECT count(*) FROM cases_case") == [(1,)]


def test_the_journal_tells_it_in_sentences(
    installation: Installation, browser: Browser, answered: EmailMessage, ana: Visitor
) -> None:
    number = urlsplit(ana.page.url).path.rstrip("/").rpartition("/")[2]
    with visiting(browser, installation) as dana:
        dana.sign_in("dana")
        lines = dana.go("/journal/").locator("#lines")
        for sentence in (
            f"Priya Raman opened {number} for Maple Dental; Ana owns it",
            f"Ana answered Priya Raman about {number}",
            f"Our message about {number} was sent",
        ):
            expect(lines.get_by_text(sentence).first).to_be_visible()
        lines.get_by_role("link").first.click()
        expect(dana.page.get_by_role("heading", level=1)).to_be_visible()
        assert dana.complaints == []


def test_reading_and_replying_work_without_scripts(installation: Installation, browser: Browser) -> None:
    write(installation, "The fax is dead too.", subject="Fax", message_id="fax@mapledental.example")
    arrived = "SELECT number FROM cases_case WHERE need LIKE '%%fax%%'"
    with visiting(browser, installation, java_script_enabled=False) as ana:
        home = ana.sign_in("ana")
        while not installation.ask(arrived):
            home.wait_for_timeout(200)
        home.reload()
        home.get_by_role("listitem").filter(has_text="The fax is dead too").get_by_role("link").first.click()
        ana.page.get_by_role("textbox", name="Reply").fill("We send you another one.")
        ana.page.get_by_role("button", name="Send").click()
        expect(ana.page.locator("#story")).to_contain_text("We send you another one.")
    installation.mailboxes.wait_for(PRIYA, count=2)
