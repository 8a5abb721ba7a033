"""Hostile HTML: what it tries, and a browser watched by somebody who would see it run, ask, leave or send."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route

COLLECTION = Path(__file__).resolve().parents[3] / "shared" / "data" / "sec-html-sanitising"
HOUSE = "http://testserver"
AFAR = "http://afar.test"
TELLS = ("Blocked ", "Refused ", "violates ", "Running ", "Unsafe attempt")
"""How the browser's own notes begin, or what they hold, where a policy had to stop something."""

OURS = [
    f"<img src={AFAR}/1><img srcset='{AFAR}/2 2x'><picture><source srcset={AFAR}/3><img></picture>",
    f"<p style='background:url({AFAR}/4)'>a</p><p style='background-image:\\75rl({AFAR}/5)'>b</p>",
    f"<style>@import '{AFAR}/6'; @font-face {{font-family:x; src:url({AFAR}/7)}} p {{font-family:x}}</style><p>a</p>",
    f"<p style='list-style:url({AFAR}/8);cursor:url({AFAR}/9),auto;content:url({AFAR}/10)'>a</p>",
    f"<p style='background:image-set(\"{AFAR}/11\" 1x);border-image-source:url({AFAR}/12)'>a</p>",
    f"<link rel=stylesheet href={AFAR}/13><link rel=preload as=image href={AFAR}/14><link rel=icon href={AFAR}/15>",
    f"<meta http-equiv=refresh content='0;url={AFAR}/16'>",
    f"<base href={AFAR}/><img src=17><a href=18>a</a>",
    f"<body background={AFAR}/19 onload=alert(1)><table background={AFAR}/20><tr><td background={AFAR}/21>a</table>",
    f"<video poster={AFAR}/22 src={AFAR}/23 autoplay></video><audio src={AFAR}/24 autoplay></audio>",
    f"<object data={AFAR}/25></object><embed src={AFAR}/26><iframe src={AFAR}/27></iframe><frame src={AFAR}/28>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    f"<svg><image href={AFAR}/29 /><use href={AFAR}/30#a /><animate onbegin=alert(1) attributeName=x dur=1s></svg>",
    f"<form action={AFAR}/31><input name=a value=b><button>Go</button><input type=image src={AFAR}/32></form>",
    f"<form id=f></form><button form=f formaction={AFAR}/33>Go</button><isindex action={AFAR}/34>",
    f"<a href=https://a.test ping={AFAR}/35>a</a><area href=javascript:alert(1)><a href=&#1;javascript:alert(1)>b</a>",
    "<details open ontoggle=alert(1)><summary>a</summary></details><input autofocus onfocus=alert(1)>",
    "<img src=x onerror=alert(1)><img src='data:image/svg+xml,<svg onload=alert(1)>'><p onmouseover=alert(1)>a</p>",
    "<a href=data:text/html,<script>alert(1)</script>>a</a><a href='java&Tab;script:alert(1)'>c</a>",
    "<math href=javascript:alert(1)><mtext><img src=x onerror=alert(1)></mtext></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><script>alert(1)</script></template><xmp><img src=x onerror=alert(1)></xmp><plaintext><script>alert(1)",
    "<dialog open onclose=alert(1)>a</dialog><marquee onstart=alert(1)>a</marquee><p contenteditable onblur=alert(1)>b",
    f"<style>p{{background:url({AFAR}/36)}} a[href^=h]{{background:url({AFAR}/37)}}"
    f"q::before{{content:url({AFAR}/38)}}</style><p>a</p><a href=https://a.test>b</a><q>c</q>",
    f"<style>:root{{--a:url({AFAR}/39)}} p{{background:var(--a)}} i{{background:u\\rl({AFAR}/40)}}</style>"
    "<p>a<i>b</i></p>",
    f"<style>p{{background:url({AFAR}/41) #fff; background:image-set('{AFAR}/42' 1x)}}</style><p>a</p>",
    "<style>p{position:fixed;top:0;left:0;width:100vw;height:100vh;margin:-99px;z-index:9}</style><p>a</p>",
    '<style>p{color:red"><script>alert(1)</script>}</style><p>a</p>'
    "<style>i{font-family:'</p><img src=x onerror=alert(1)>'}</style><i>b</i>",
    f"<style>@media all{{p{{background:url({AFAR}/43)}}}} @import url({AFAR}/44);</style><link rel=stylesheet"
    f" href={AFAR}/45><p>a</p>",
    "<script src=data:,alert(1)></script><script type=module>import('data:text/javascript,alert(1)')</script>",
]
"""What every way out of a document tries, one kind in each; the collection beside the project knows more of running."""

FOUND = """() => {
  const bad = [], links = ["http:", "https:", "mailto:", "tel:", "callto:", "sip:"];
  const acts = ["script", "iframe", "frame", "object", "embed", "form", "input", "button", "textarea", "select", "base",
    "svg", "math", "video", "audio", "source", "template"];
  const shown = ["http:", "https:", "cid:", "data:"];
  for (const each of document.querySelectorAll("*")) {
    const name = each.localName;
    if (acts.includes(name) || (each.closest("body") && /^(style|link|meta)$/.test(name))) bad.push(name);
    for (const { name: key, value } of each.attributes) {
      if (key.startsWith("on") || /^(ping|srcset|srcdoc|action|formaction|background|poster)$/.test(key)) bad.push(key);
      if (/^(href|src|xlink:href|data)$/.test(key) && value) {
        const scheme = new URL(value, document.baseURI).protocol;
        if (!(key === "src" ? shown : links).includes(scheme)) bad.push(`${key}=${value}`);
      }
      if (key === "style" && /position|z-index|transform|margin[a-z-]*:[^;]*-/i.test(value)) bad.push(`style=${value}`);
      if (key === "style" && /url|expression|import|image|\\\\/i.test(value)) bad.push(`style=${value}`);
    }
  }
  return bad;
}"""
"""What of a document could act, where it stands in a browser's own tree."""

PRESS = """() => {
  for (const each of document.querySelectorAll("body *")) {
    for (const kind of ["mouseover", "mousedown", "focus", "blur", "toggle", "error", "load", "animationstart"])
      each.dispatchEvent(new Event(kind));
    if (!/^https?:/.test(each.href || "")) each.click?.();
  }
}"""
"""What a hand would do at every element, save open an honest link."""


@dataclass
class Watch:
    """What was seen: scripts that ran, requests that left, and all that a policy had to stop."""

    ran: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)

    @property
    def everything(self) -> list[str]:
        return [*self.ran, *self.left, *self.tried, *self.opened]


@dataclass(frozen=True)
class Answer:
    """A page as it is handed to a browser."""

    body: str
    headers: Mapping[str, str] = field(default_factory=dict)


def cases() -> list[str]:
    """The hostile HTML of the collection; nothing where it does not lie beside the project."""
    names = ("payload", "input")
    files = sorted(COLLECTION.glob("*/*.json"))
    return [
        next(each[name] for name in names if name in each) for file in files for each in json.loads(file.read_text())
    ]


@contextmanager
def watched(browser: Browser, answers: Sequence[Answer], sandbox: str = "") -> Iterator[tuple[Page, Watch]]:
    """A page with each of these in a frame of its own, opened, pressed, and watched."""
    seen, context = Watch(), browser.new_context()
    known = {f"{HOUSE}/{number}": each for number, each in enumerate(answers)}
    frames = "".join(f'<iframe {sandbox} src="{address}"></iframe>' for address in known)
    known |= {f"{HOUSE}/": Answer(f"<!doctype html><title>Watched</title>{frames}")}

    def answer(route: Route) -> None:
        address = route.request.url
        if address not in known:
            seen.left.append(f"{route.request.method} {address}")
            return route.fulfill(status=204)
        return route.fulfill(body=known[address].body, headers={"Content-Type": "text/html", **known[address].headers})

    context.route("**/*", answer)
    page = context.new_page()
    _watch(page, seen, known)
    page.goto(f"{HOUSE}/", wait_until="load")
    page.wait_for_timeout(300)
    for frame in page.frames[1:]:
        frame.evaluate(PRESS)
    page.wait_for_timeout(700)
    yield page, seen
    context.close()


def _watch(page: Page, seen: Watch, known: Mapping[str, Any]) -> None:
    """Note whatever the browser tells of the page and its frames."""

    def asked(dialog: Any) -> None:
        seen.ran.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", asked)
    page.on("popup", lambda popup: seen.opened.append(popup.url))
    page.on("request", lambda sent: None if sent.url in known else seen.tried.append(sent.url))
    page.on("framenavigated", lambda frame: None if frame.url in known else seen.tried.append(frame.url))
    page.on("console", lambda said: seen.tried.append(said.text) if any(t in said.text for t in TELLS) else None)
