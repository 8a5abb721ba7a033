"""Pictures of every main page of a demo, light and dark, wide and narrow: python -m bench.screenshots FOLDER."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.touring import CUSTOMER, NARROW, NOBODY, THEMES, TOUR, WIDE, Stop, come_in, look, sign_in
from fiverings.core.running.children import start_child
from fiverings.core.running.places import PROJECT
from fiverings.core.running.ports import free_port

SIZES = {"wide": WIDE, "narrow": NARROW}
IN_THE_README = PROJECT / "docs" / "pictures" / "home.png"
LARGEST = 250_000
OPENS_WITHIN = 300.0


@contextmanager
def demo_of_our_own() -> Iterator[str]:
    """A fresh demo in a folder that is gone afterwards; its address."""
    folder = Path(tempfile.mkdtemp(prefix="fiverings-pictures-"))
    folder.chmod(0o711)  # the embedded server runs as somebody else when we are root
    port = free_port(8165)
    environment = {**os.environ, "FIVERINGS_FOLDER": str(folder)}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "fiverings", "demo", "--port", str(port)]
    demo = start_child(command, on_parents_death=signal.SIGTERM, environment=environment, folder=PROJECT)
    try:
        wait_for(address := f"http://localhost:{port}", demo)
        yield address
    finally:
        demo.send_signal(signal.SIGINT)
        demo.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(address: str, demo: subprocess.Popen[bytes]) -> None:
    patience = time.monotonic() + OPENS_WITHIN
    while True:
        try:
            urllib.request.urlopen(f"{address}/sign-in/login/", timeout=5).close()
            return
        except OSError:
            if demo.poll() is not None or time.monotonic() > patience:
                sys.exit("The demo did not open; what it said is above.")
            time.sleep(0.5)


def newest_letter(page: Page, address: str) -> str:
    """The words of the newest letter in the customer's mailbox of the demo, once it holds a code."""
    for _second in range(30):
        page.goto(f"{address}/demo/mailboxes/{CUSTOMER}/")
        newest = page.locator("main a[href^='/demo/letters/']").first.get_attribute("href")
        page.goto(f"{address}{newest}")
        words = page.locator("main").inner_text()
        if "/portal/" in words:
            return words
        time.sleep(1)
    sys.exit(f"No code was mailed to {CUSTOMER}.")


def let_in(page: Page, address: str, who: str) -> None:
    if who == CUSTOMER:
        mailbox = page.context.new_page()
        come_in(page, address, mail=who, letter=lambda: newest_letter(mailbox, address))
    elif who != NOBODY:
        sign_in(page, address, mail=f"{who}@northbell.example")


def draw(browser: Browser, address: str, folder: Path) -> None:
    """One browser for each person; each page four times."""
    for who in dict.fromkeys(stop.who for stop in TOUR):
        context = browser.new_context(viewport=WIDE, locale="en", reduced_motion="reduce")  # type: ignore[arg-type]
        page = context.new_page()
        let_in(page, address, who)
        for stop in (each for each in TOUR if each.who == who):
            picture(page, stop, address, folder)
        context.close()


def picture(page: Page, stop: Stop, address: str, folder: Path) -> None:
    stop.visit(page, address)
    for (size, pixels), theme in product(SIZES.items(), THEMES):
        look(page, pixels, theme)
        page.screenshot(path=folder / f"{stop.name}-{size}-{theme}.png")
    print(stop.name, flush=True)


def keep_the_picture_of_the_readme(folder: Path) -> None:
    drawn = folder / "home-wide-light.png"
    if drawn.stat().st_size > LARGEST:
        sys.exit(f"The picture of the README is too large: {drawn.stat().st_size} bytes.")
    IN_THE_README.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(drawn, IN_THE_README)


def draw_all(address: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        draw(browser, address, folder)
    keep_the_picture_of_the_readme(folder)


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/screenshots", description="Draw every main page of a demo.")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("address", nargs="?", help="a running demo (default: one of our own, gone afterwards)")
    asked = parser.parse_args()
    if asked.address:
        draw_all(asked.address.rstrip("/"), asked.folder)
        return
    with demo_of_our_own() as address:
        draw_all(address, asked.folder)


if __name__ == "__main__":
    main()
