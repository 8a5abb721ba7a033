"""How each of our marks is known in words: strictly, so that a code, a name or a date is not taken for one."""

from __future__ import annotations

import re
from typing import Any

from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_block import fence as read_fence
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

LINK = re.compile(r"https?://[^\s<>\"'”“)\]]+[^\s<>\"'”“)\].,;:!?]|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
NAMED_LINK = re.compile(
    r"\[(?P<words>[^\[\]\n]{1,300})\]\((?P<target>https?://[^\s()<>\"]{1,2000}|mailto:[\w.+-]{1,64}@[\w.-]{1,253})\)"
)
POINT = re.compile(r"(?:(?P<point>[-*])|(?P<step>\d{1,3})(?P<ends>[.)]))[ \t]+(?![-*_ \t]*$)")
CLOSES = re.compile(r" {0,3}`{3,}[ \t]*$")
QUOTE = re.compile(r" {0,3}>(?: |(?=>)|$)")
MARKS = re.compile(r"[*_`\[\n]")
SIGNS = "\\/#+=@"
"""Beside these, a star is a piece of a code or of a path."""
LAST_OF_THE_SPACED = "\u2e80"
"""From here on, characters are those of scripts that put no space between words."""


def is_mark(token: Token) -> bool:
    """Whether this would look otherwise than as it was typed."""
    return token.type not in ("paragraph_open", "paragraph_close", "inline", "text", "softbreak") and (
        token.info != "bare"
    )


def scheme(target: str) -> str:
    """What stands before an address to make it a link."""
    return "" if target.startswith("http") else "mailto:"


def is_quote(line: str) -> bool:
    return QUOTE.match(line) is not None


def unquoted(line: str) -> str:
    """A line of a quote without its sign."""
    return QUOTE.sub("", line, count=1)


def their_words(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines that begin with > are a quote, as it stands."""
    last = start
    while last < end and is_quote(_line(state, last)) and state.sCount[last] >= state.blkIndent:
        last += 1
    if last == start or silent:
        return last > start
    token = state.push("their_words", "", 0)
    token.content = "\n".join(unquoted(_line(state, each)) for each in range(start, last))
    token.map, state.line = [start, last], last
    return True


def fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A fence of backticks that is closed somewhere below."""
    if not _line(state, start).startswith("```"):
        return False
    closed = any(CLOSES.match(_line(state, each)) for each in range(start + 1, end))
    return closed and read_fence(state, start, end, silent)


def points(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A list has two points at least; steps begin at one."""
    first = POINT.match(_line(state, start))
    if first is None or first["step"] not in (None, "1") or not _goes_on(state, first, start, end):
        return False
    return list_block(state, start, end, silent)


def _goes_on(state: StateBlock, first: re.Match[str], start: int, end: int) -> bool:
    for each in range(start + 1, end):
        if state.isEmpty(each) or state.sCount[each] > state.sCount[start]:
            continue
        found = POINT.match(_line(state, each)) if state.sCount[each] == state.sCount[start] else None
        return found is not None and (found["point"], found["ends"]) == (first["point"], first["ends"])
    return False


def outdent(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line that stands further out than the point above it does not belong to it."""
    return silent and state.sCount[start] < state.blkIndent


def words(state: StateInline, silent: bool) -> bool:
    """Words up to the next mark; an address is one word, whatever marks it holds."""
    link = _link_from(state)
    if link is not None and link.start() == state.pos:
        _add_link(state, link[0], link[0], silent=silent, info="bare")
        state.pos = link.end()
        return True
    mark = MARKS.search(state.src, state.pos)
    end = min(state.posMax, *(found.start() for found in (mark, link) if found), state.posMax)
    if end <= state.pos:
        return False
    if not silent:
        state.append_pending(state.src[state.pos : end])
    state.pos = end
    return True


def named_link(state: StateInline, silent: bool) -> bool:
    """Words that lead somewhere."""
    found = NAMED_LINK.match(state.src, state.pos)
    if found is None:
        return False
    _add_link(state, found["words"], found["target"], silent=silent, info="")
    state.pos = found.end()
    return True


def _link_from(state: StateInline) -> re.Match[str] | None:
    known: dict[str, Any] = state.env  # type: ignore[assignment]
    if known.get("of") is not state.src:
        known.update(of=state.src, links=list(LINK.finditer(state.src))[::-1])
    while known["links"] and known["links"][-1].start() < state.pos:
        known["links"].pop()
    return known["links"][-1] if known["links"] else None


def _add_link(state: StateInline, shown: str, target: str, *, silent: bool, info: str) -> None:
    if silent:
        return
    where = target if target.startswith("mailto:") else scheme(target) + target
    opening = state.push("link_open", "a", 1)
    opening.attrs, opening.info = {"href": where}, info
    state.push("text", "", 0).content = shown
    state.push("link_close", "a", -1).info = info


def sober(state: StateCore) -> None:
    """What stands between stars is emphasised where it is words, not digits, signs or a piece of a word."""
    for block in state.tokens:
        if block.children:
            _calm(block.children)


def _calm(children: list[Token]) -> None:
    opened: list[int] = []
    for place, each in enumerate(children):
        if each.type in ("em_open", "strong_open"):
            opened.append(place)
        elif each.type in ("em_close", "strong_close"):
            begun = opened.pop()
            if not _is_emphasis(children, begun, place):
                for mark in (children[begun], each):
                    mark.type, mark.tag, mark.nesting, mark.content = "text", "", 0, mark.markup


def _is_emphasis(children: list[Token], begun: int, ended: int) -> bool:
    before = children[begun - 1].content[-1:] if begun else ""
    after = children[ended + 1].content[:1] if ended + 1 < len(children) else ""
    inside = "".join(each.content for each in children[begun + 1 : ended])
    if children[begun].markup == "__" or any(map(_holds_on, (before, after))):
        return False
    return any(map(str.isalpha, inside))


def _holds_on(beside: str) -> bool:
    """Whether a character holds on to what stands beside it."""
    return (beside.isalnum() and beside < LAST_OF_THE_SPACED) or beside in tuple(SIGNS)


def _line(state: StateBlock, number: int) -> str:
    return str(state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]])
