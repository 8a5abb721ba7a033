"""The small elements of a page, in a real browser: one stream for many tabs, keys, and words that stay true."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from fiverings.core import running

STATIC = Path(running.__file__).resolve().parents[1] / "static"
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="clock" content="2026-04-30T14:22:00+00:00" data-now="now" data-in="in {span}" data-ago="{span} ago"
 data-minutes="{minutes} min" data-hours="{hours} h" data-hours-minutes="{hours} h {minutes}">
<script src="/core/js/theme.js"></script><script type="module" src="/core/js/core.js"></script>
<live-updates href="/live/"></live-updates>
<relative-time datetime="2026-04-30T15:00:30+00:00"></relative-time>
<relative-time datetime="2026-04-30T13:15:00+00:00"></relative-time>
<relative-time datetime="2026-05-03T14:22:00+00:00"></relative-time>
<relative-time datetime="2026-05-02T03:30:00+00:00" zone="America/Toronto"></relative-time>
<relative-time datetime="2026-05-02T03:30:00+00:00" zone="Europe/Paris"></relative-time>
<wall-clock zone="America/Toronto"></wall-clock>
<input name="q" data-key="ctrl+k"><a href="#replied" data-key="r">Reply</a>
<button data-key="n">New case <kbd>N</kbd></button>
<div id="keys" popover><ul data-next="Next row" data-before="Row before"
 data-open="Open the row" data-choose="Choose the row" data-send="Send what you write" data-keys="This list"></ul></div>
<form method="post"><button data-key="z">Take back the first</button></form>
<form method="post"><button data-key="z">Take back the latest</button></form>
<section class="composer"><form class="sheet" method="post"><textarea hx-post="/draft/"></textarea>
<small id="kept-reply">Draft kept at 10:22</small></form></section>
<row-cursor><ul><li data-row><input type="checkbox"><a href="#one">One</a></li>
<li data-row><input type="checkbox"><a href="#two">Two</a></li></ul></row-cursor>
<theme-switch hidden><button value="">System</button><button value="dark">Dark</button></theme-switch>"""


class Stream:
    """A live stream that tells every listener what is put into it, and remembers where each began."""

    def __init__(self) -> None:
        self.told: list[list[str]] = []
        self.began: list[str] = []
        self.open = 0
        self.closing = False

    def tell(self, *topics: str) -> None:
        self.told.append(list(topics))

    def lines(self, after: str) -> Iterator[str]:
        """What came after a place, and then what comes; a beat in between shows when the listener has gone."""
        place = int(after) if after else len(self.told)
        self.began.append(after)
        while not self.closing:
            for topics in self.told[place:]:
                place += 1
                yield f"id: {place}\ndata: {json.dumps({'topics': topics})}\n\n"
            yield ": still here\n\n"
            time.sleep(0.05)


class Server(SimpleHTTPRequestHandler):
    """The page, the scripts as they lie in the part, and the stream."""

    stream: Stream

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path == "/live/":
            return self.listen(parse_qs(address.query).get("after", [""])[0])
        if address.path != "/":
            return super().do_GET()
        self.begin("text/html; charset=utf-8")
        self.wfile.write(PAGE.encode())

    def begin(self, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()

    def listen(self, after: str) -> None:
        self.begin("text/event-stream")
        self.stream.open += 1
        try:
            for line in self.stream.lines(after):
                self.wfile.write(line.encode())
        except OSError:
            pass
        finally:
            self.stream.open -= 1

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what goes wrong is seen in the browser."""


@pytest.fixture
def stream() -> Stream:
    return Stream()


@pytest.fixture
def address(stream: Stream) -> Iterator[str]:
    serving = type("Serving", (Server,), {"stream": stream})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(serving, directory=str(STATIC)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    stream.closing = True
    server.shutdown()
    server.server_close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


def opened(context: BrowserContext, address: str) -> Page:
    """A tab that counts what it hears about case 12."""
    page = context.new_page()
    page.goto(address)
    page.evaluate("heard = 0; document.body.addEventListener('fiverings:cases.case#12', () => heard++)")
    return page


def until(true: Callable[[], bool], tab: Page) -> bool:
    """Whether something becomes true within a minute, while the browser goes on working."""
    end = time.monotonic() + 60
    while not true() and time.monotonic() < end:
        tab.wait_for_timeout(50)
    return true()


def test_ten_tabs_share_one_stream(context: BrowserContext, address: str, stream: Stream) -> None:
    tabs = [opened(context, address) for _ in range(10)]
    assert until(lambda: stream.open == 1, tabs[0])
    stream.tell("cases", "cases.case#12")
    assert until(lambda: [tab.evaluate("heard") for tab in tabs] == [1] * 10, tabs[0])
    assert stream.began == [""]


def test_another_tab_goes_on_where_the_one_that_left_stood(
    context: BrowserContext, address: str, stream: Stream
) -> None:
    leading, following = opened(context, address), opened(context, address)
    assert until(lambda: stream.open == 1, leading)
    stream.tell("cases.case#12")
    assert until(lambda: following.evaluate("heard") == 1, following)
    leading.close()
    stream.tell("cases.case#12")
    assert until(lambda: following.evaluate("heard") == 2, following)
    assert stream.began == ["", "1"]


def test_relative_times_follow_the_clock_of_the_house(context: BrowserContext, address: str) -> None:
    page = opened(context, address)
    told = page.locator("relative-time").all_inner_texts()
    assert told == ["in 39 min", "1 h 07 ago", "in 3 days", "tomorrow", "in 2 days"]
    assert page.locator("wall-clock").inner_text() == "10:22"


def test_a_key_acts_unless_somebody_types(context: BrowserContext, address: str) -> None:
    page = opened(context, address)
    page.keyboard.press("Control+k")
    page.keyboard.type("r")
    assert page.input_value("[name=q]") == "r"
    assert not page.url.endswith("#replied")
    page.locator("[name=q]").blur()
    page.keyboard.press("r")
    page.wait_for_url("**/*#replied")


def test_the_list_of_keys_names_each_by_all_its_words(context: BrowserContext, address: str) -> None:
    page = opened(context, address)
    page.keyboard.press("?")
    page.locator("#keys li").first.wait_for()
    assert page.locator("#keys li").filter(has_text="New case").inner_text() == "New caseN"


def test_the_list_of_keys_names_every_key_that_answers_once(context: BrowserContext, address: str) -> None:
    page = opened(context, address)
    page.keyboard.press("?")
    told = [each.rsplit("\n", 1)[0] for each in page.locator("#keys li").all_inner_texts()]
    keys = page.locator("#keys kbd").all_inner_texts()
    assert keys == ["Ctrl K", "R", "N", "Z", "Ctrl ↵", "J", "K", "↵", "X", "?"] and all(told)
    assert page.locator("#keys li").filter(has_text="Take back").count() == 1


def test_two_presses_of_z_at_once_take_back_the_latest_and_only_once(context: BrowserContext, address: str) -> None:
    page = opened(context, address)
    page.evaluate("""() => {
      taken = [];
      addEventListener("submit", (event) => { event.preventDefault(); taken.push(event.submitter.textContent); }, true);
    }""")
    for _press in range(2):
        page.keyboard.press("z")
    assert page.evaluate("taken") == ["Take back the latest"]
    page.wait_for_timeout(700)
    page.keyboard.press("z")
    assert page.evaluate("taken.length") == 2


def test_rows_of_several_lists_are_walked_as_one(context: BrowserContext, address: str) -> None:
    page = opened(context, address)
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<row-cursor><p data-row><a href=#three>3</a></p></row-cursor>')"
    )
    for key in ("j", "j", "j", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url("**/*#three")
    assert page.locator("[data-at=cursor]").count() == 1


def test_a_list_is_walked_opened_and_chosen_from_by_keys(context: BrowserContext, address: str) -> None:
    page = opened(context, address)
    for key in ("j", "j", "x", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url("**/*#two")
    assert page.locator("[data-row] input").nth(1).is_checked()
    assert not page.locator("[data-row] input").nth(0).is_checked()


def test_a_chosen_theme_is_there_before_the_next_page_is_painted(context: BrowserContext, address: str) -> None:
    page = opened(context, address)
    page.get_by_role("button", name="Dark").click()
    page.goto(address)
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_words_that_are_being_sent_are_saved_no_more(context: BrowserContext, address: str) -> None:
    tab = opened(context, address)
    tab.evaluate("""() => {
      words = document.querySelector("textarea"); stopped = 0;
      words.addEventListener("htmx:abort", () => stopped++);
      saves = () => words.dispatchEvent(new Event("htmx:beforeRequest", {bubbles: true, cancelable: true}));
    }""")
    assert tab.evaluate("saves()") is True
    tab.evaluate("words.form.dispatchEvent(new Event('submit', {bubbles: true, cancelable: true}))")
    assert (tab.evaluate("stopped"), tab.evaluate("saves()")) == (1, False)
    assert tab.locator("#kept-reply").inner_text() == ""
