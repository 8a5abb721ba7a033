"""The manual: the guides by task that lie in `docs`, as pages of the product."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from fiverings.core.running.places import PROJECT

DOCS = PROJECT / "docs"
GUIDES = ("cases", "diagnosis", "mail", "opening-hours", "installing", "audit", "api", "measuring")
"""In the order in which a new house needs them."""
PICTURES = DOCS / "pictures"


@dataclass(frozen=True)
class Section:
    """A task of a guide: its heading, where it stands, and its words without marks."""

    title: str
    anchor: str
    words: str
    page: str

    def get_absolute_url(self) -> str:
        return f"{reverse('help-page', args=[self.page])}#{self.anchor}"

    @property
    def guide(self) -> str:
        """The title of the guide in which it stands."""
        page = manual_page(self.page)
        return page.title if page else ""


@dataclass(frozen=True)
class ManualPage:
    """One text of `docs`: a guide, a decision or a list."""

    name: str
    title: str
    html: SafeString
    sections: tuple[Section, ...]

    def get_absolute_url(self) -> str:
        return reverse("help-page", args=[self.name])

    @property
    def code(self) -> str:
        return self.name.rpartition("/")[2]


@cache
def manual_page(name: str) -> ManualPage | None:
    """The text of this name, such as `guides/cases`; None where there is none."""
    path = (DOCS / f"{name}.md").resolve()
    if DOCS not in path.parents or not path.is_file():
        return None
    tokens = _reader().parse(path.read_text(encoding="utf-8"))
    folder = posixpath.dirname(name)
    for token in tokens:
        for each in token.children or ():
            _lead(each, folder)
    title, sections = _anchored(tokens, name)
    shown = _without_contents(_without_title(tokens))
    html = mark_safe(_reader().renderer.render(shown, _reader().options, {}))
    return ManualPage(name, title, html, sections)


def guides() -> list[ManualPage]:
    """The guides, in the order in which one needs them."""
    return [page for name in GUIDES if (page := manual_page(f"guides/{name}"))]


def picture(name: str) -> Path | None:
    """A picture of the manual."""
    path = PICTURES / name
    return path if re.fullmatch(r"[a-z0-9-]+\.png", name) and path.is_file() else None


def tasks_named(words: str) -> list[Section]:
    """The tasks in whose headings words begin so."""
    return [each for each in _sections() if _begins(each.title.casefold(), words)]


def tasks_found(words: str) -> list[Section]:
    """Those, then the tasks that only speak of it."""
    named = tasks_named(words)
    return [*named, *(each for each in _sections() if each not in named and _begins(each.words, words))]


def _sections() -> list[Section]:
    return [each for page in guides() for each in page.sections]


def _begins(text: str, words: str) -> bool:
    return all(re.search(rf"\b{re.escape(word)}", text) for word in words.casefold().split())


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _lead(token: Token, folder: str) -> None:
    """A link to another text leads to its page here, a picture is ours; what is neither is only words."""
    if token.type == "link_open":
        path, sign, anchor = str(token.attrGet("href")).partition("#")
        if path.endswith(".md"):
            name = posixpath.normpath(posixpath.join(folder, path)).removesuffix(".md")
            token.attrSet("href", f"{reverse('help-page', args=[name])}{sign}{anchor}")
        elif path and "://" not in path:
            token.attrs.pop("href")
    if token.type == "image":
        token.attrSet("src", reverse("help-picture", args=[posixpath.basename(str(token.attrGet("src")))]))
        token.attrSet("loading", "lazy")


def _anchored(tokens: list[Token], name: str) -> tuple[str, tuple[Section, ...]]:
    """The title, and each heading below it with an anchor such as links name it, and the words that follow."""
    title, begun, sections = "", [], []
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = tokens[at + 1].content
            title = title or heading
            token.attrSet("id", _anchor(heading))
            begun.append((at, token.tag, heading))
    for (at, tag, heading), end in zip(begun, [*(each[0] for each in begun[1:]), len(tokens)], strict=True):
        if tag != "h1":
            words = " ".join(each.content for each in tokens[at:end]).casefold()
            sections.append(Section(_plain(heading), _anchor(heading), words, name))
    return _plain(title), tuple(sections)


def _plain(heading: str) -> str:
    return strip_tags(heading.replace("`", ""))


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _without_title(tokens: list[Token]) -> list[Token]:
    """The page shows it at its head."""
    has_title = tokens and tokens[0].tag == "h1"
    return tokens[3:] if has_title else tokens


def _without_contents(tokens: list[Token]) -> list[Token]:
    """Without the list of its own headings, which stands beside it."""
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            return tokens
        if token.type == "bullet_list_open":
            end = next(n for n, each in enumerate(tokens) if n > at and each.type == "bullet_list_close")
            inline = [each for each in tokens[at:end] if each.type == "inline"]
            if all(each.content.startswith("[") and "](#" in each.content for each in inline):
                return tokens[:at] + tokens[end + 1 :]
    return tokens
