"""Formatting: the few marks that we type, as HTML and as plain words; words that hold none stay as they are.

Marks: **bold**, *italic* or _italic_, `code`, a fence of three backticks, - points or 1. steps (two at least),
> quotes, [words](https://…). Nothing inside a quote is read: what a customer wrote is theirs.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from . import formatting_rules as rules

TAGS = {"a", "blockquote", "br", "code", "em", "li", "ol", "p", "pre", "strong", "ul"}
SCHEMES = {"http", "https", "mailto"}
MARKED = re.compile(r"[*_`]|\]\(|^[ \t]*(?:[-*]|1[.)])[ \t]|^[ ]{0,3}>(?=[ >\n]|$)", re.M)
LONGEST = 100_000
DEEPEST = 10
WORDS_OF_LINK = re.compile(rf"(?P<code>(`+)[^`][^\n]{{0,1000}}?\2)|{rules.NAMED_LINK.pattern}")


def formatted(text: str) -> str:
    """The words as HTML that may be shown to anybody; empty where they hold no mark, or are too many."""
    if len(text) > LONGEST or not MARKED.search(text):
        return ""
    tokens = _reader().parse(text)
    if not any(map(rules.is_mark, _all(tokens))):
        return ""
    drawn = _reader().renderer.render(tokens, _reader().options, {})
    return nh3.clean(drawn, tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel="noreferrer noopener")


def plain(text: str) -> str:
    """The words as they are read where there is no HTML: marks as typed, links with their target beside them."""
    lines, code = text.split("\n"), False
    for place, line in enumerate(lines):
        if line.lstrip().startswith("```"):
            code = not code
        elif not code and "](" in line and not rules.is_quote(line):
            lines[place] = WORDS_OF_LINK.sub(_target_beside, line)
    return "\n".join(lines)


def unmarked(words: str) -> str:
    """A name or another line of somebody else, without what would be read as a mark of ours."""
    return re.sub(r"[*_`\[\]]", "", words).strip() if formatted(words) else words


def linked(words: str) -> str:
    """Words, escaped, with their addresses made clickable and their line breaks kept."""
    pieces, end = [], 0
    for found in rules.LINK.finditer(words):
        target = html.escape(found[0])
        pieces += [html.escape(words[end : found.start()]), f'<a href="{rules.scheme(target)}{target}">{target}</a>']
        end = found.end()
    return "".join([*pieces, html.escape(words[end:])]).replace("\n", "<br>\n")


def _target_beside(found: re.Match[str]) -> str:
    if found["code"]:
        return found["code"]
    bare = found["target"].removeprefix("mailto:")
    return bare if found["words"].strip() == bare else f"{found['words']} ({bare})"


def _all(tokens: list[Token]) -> Iterator[Token]:
    for each in tokens:
        yield each
        yield from each.children or ()


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("zero", {"breaks": True}).enable(["fence", "list", "newline", "backticks", "emphasis"])
    block, inline = reader.block.ruler, reader.inline.ruler
    block.at("fence", rules.fence, {"alt": ["paragraph", "list"]})
    block.at("list", rules.points, {"alt": ["paragraph"]})
    block.before("fence", "their_words", rules.their_words, {"alt": ["paragraph", "list"]})
    block.before("paragraph", "outdent", rules.outdent, {"alt": ["paragraph"]})
    inline.at("text", rules.words)
    inline.before("backticks", "named_link", rules.named_link)
    reader.core.ruler.after("inline", "sober", rules.sober)
    reader.add_render_rule("their_words", lambda _self, tokens, at, *_: their_words(tokens[at].content))
    return reader


def their_words(quoted: str, depth: int = 1) -> str:
    """A quote as HTML, and the quotes within it; their marks are words like others."""
    pieces, lines = [], quoted.split("\n")
    while lines:
        deep = depth < DEEPEST and rules.is_quote(lines[0])
        run = next(
            (n for n, each in enumerate(lines) if depth < DEEPEST and rules.is_quote(each) is not deep), len(lines)
        )
        told, lines = lines[:run], lines[run:]
        if deep:
            pieces.append(their_words("\n".join(map(rules.unquoted, told)), depth + 1))
        elif words := "\n".join(told).strip("\n"):
            pieces += [f"<p>{linked(each)}</p>\n" for each in re.split(r"\n[ \t]*\n+", words)]
    return f"<blockquote>\n{''.join(pieces)}</blockquote>\n"
