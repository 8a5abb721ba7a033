"""The looks that a mail names once, in its style blocks, laid onto each element that they mean."""

import re
from collections.abc import Iterator

import css_inline

from .markup import is_bearable

LONGEST_SHEET = 400_000
LONGEST_RULES = 100_000
LONGEST_SELECTOR = 160
LONGEST_VALUE = 300
MOST_SELECTORS = 2_000
MOST_MATCHES = 2_000_000
MOST_WRITTEN = 40_000_000
"""Elements times the letters of all rules: what would be written if each rule meant each element."""
BLOCK = re.compile(r"<!--.*?(?:-->|\Z)|<style\b([^<>]{0,300})>(.*?)(?:</style\b|\Z)", re.I | re.S)
FOR_OTHERS = re.compile(r"\bmedia\s*=\s*[\"']?\s*(?!all\b|screen\s*(?:[\"']|$|\s))", re.I)
NOISE = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.S)
MARK = re.compile(r"[{};]")
SELECTOR = re.compile(r"\s*(?:[\w.#*-]+(?::link|:first-child|:last-child)?(?:\s*>\s*|\s+|(?=\s*$))){1,8}\s*", re.I)
"""Names, classes and what lies within what; nothing that asks for values, for neighbours or for what others hold."""


def laid_on(source: str, known: frozenset[str]) -> str:
    """The same HTML with its style blocks laid onto its elements (known styles only); untouched where that is too much.

    Nothing is fetched: the matching is css-inline's, which gets only plain rules and no address.
    """
    lower = source.lower()
    sheet = sheet_of(source) if "<style" in lower and "<frameset" not in lower else ""
    if not sheet.strip() or len(sheet) > LONGEST_SHEET:
        return source
    selectors, rules = plain_rules(sheet, known)
    elements = len(re.findall(r"<[a-zA-Z]", source))
    length = len(rules)
    if not rules or length > LONGEST_RULES or selectors > MOST_SELECTORS:
        return source
    if selectors * elements > MOST_MATCHES or length * elements > MOST_WRITTEN:
        return source
    try:
        laid = css_inline.inline(source, inline_style_tags=False, load_remote_stylesheets=False, extra_css=rules)
    except ValueError:
        return source
    return laid if is_bearable(laid) else source


def sheet_of(source: str) -> str:
    """All style blocks that are meant for a screen, one below the other."""
    found = (each for each in BLOCK.finditer(source) if each[2] is not None)
    return "\n".join(each[2] for each in found if not FOR_OTHERS.search(each[1]))


def plain_rules(sheet: str, known: frozenset[str]) -> tuple[int, str]:
    """How many selectors they have, and the rules that say nothing but known styles of plain elements."""
    count, kept = 0, []
    for heads, body in blocks(NOISE.sub(" ", sheet)):
        selectors = [each.strip() for each in heads.split(",") if may_select(each)]
        declared = ";".join(each.strip() for each in body.split(";") if may_declare(each, known))
        if selectors and declared:
            count += len(selectors)
            kept.append(f"{','.join(selectors)}{{{declared}}}")
    return count, "\n".join(kept)


def blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """What stands before and between the braces of each rule, save those below a condition (@media and its like)."""
    depth = start = within = 0
    head = ""
    for mark in MARK.finditer(sheet):
        if mark[0] == "{":
            if depth == 0:
                head, within = sheet[start : mark.start()].strip(), mark.end()
            depth += 1
        elif mark[0] == "}":
            if depth == 1 and not head.startswith("@"):
                yield head, sheet[within : mark.start()]
            depth, start = max(depth - 1, 0), mark.end()
        elif depth == 0:
            start = mark.end()


def may_select(selector: str) -> bool:
    """Whether it names elements plainly."""
    return len(selector) <= LONGEST_SELECTOR and SELECTOR.fullmatch(selector) is not None


def may_declare(declaration: str, known: frozenset[str]) -> bool:
    """Whether it says a style that we know, in few words and without braces of its own."""
    name, _, value = declaration.partition(":")
    bare = len(value) <= LONGEST_VALUE and not re.search(r"[{}\\<]|[(\[]{3}", value)
    return bare and name.strip().lower() in known
