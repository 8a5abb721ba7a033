"""A passkey: added once with a password, and from then on enough to come in."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.journeys.installing import Installation
from tests.world import PASSWORD

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def signed_in(page: Page, address: str) -> None:
    page.goto(f"{address}/sign-in/login/?next=/me/")
    page.fill("[name=login]", "ana@northbell.example")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/me/")


def add_passkey(page: Page, address: str) -> None:
    page.goto(f"{address}/sign-in/2fa/webauthn/add/")
    if "reauthenticate" in page.url:
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/webauthn/add/")
    page.fill("[name=name]", "This laptop")
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(lambda url: "/webauthn/add/" not in url)


def test_a_passkey_opens_the_door(installation: Installation, browser: Browser) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    keys = page.context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    signed_in(page, installation.address)
    add_passkey(page, installation.address)
    page.context.clear_cookies()
    page.goto(f"{installation.address}/sign-in/login/?next=/me/")
    page.get_by_role("button", name="passkey").click()
    page.wait_for_url("**/me/")
    expect(page.locator("main")).to_contain_text("Ana")
    assert not said
