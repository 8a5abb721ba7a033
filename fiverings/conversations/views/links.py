"""Links of strangers: each says where it truly leads, and says it beside its words where these pretend otherwise."""

from __future__ import annotations

import re
from html import escape, unescape
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

LINK = re.compile(r'(<a(?=[\s>])(?:[^<>"]|"[^"]*")*>|</a>)')
END = "</a>"
HREF = re.compile(r'\shref="([^"]*)"')
LEADS_OUT = re.compile(r"(?:https?|mailto|tel|callto|sip):", re.IGNORECASE)
OF_THE_WEB = re.compile(r"https?:", re.IGNORECASE)
TAG = re.compile(r'<(?:[^<>"]|"[^"]*")*>')
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
NAMED = re.compile(r"(?:(?:https?:)?//|@|\b)((?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_]{2,24})(?![\w-])")
"""A name of the web in somebody's words."""
FILES = frozenset(("csv", "doc", "docx", "eml", "gif", "htm", "html", "ics", "jpeg", "jpg", "js", "md", "pdf", "php"))
FILES |= {"png", "ppt", "pptx", "txt", "xls", "xlsx"}
"""Endings that in words are those of files."""
HIDES = re.compile(r"display:\s*none|font-size:\s*0|<details", re.IGNORECASE)
SAID = re.compile(r'<span class="true-target">[^<]*</span>')
LONGEST = 500
LONGEST_HTML = 20_000


def with_true_targets(source: str, *, beside: str) -> str:
    """Cleaned HTML whose links say where they lead; `beside` is said after one whose words pretend, with {host}."""
    told: list[str] = []
    begun: list[tuple[str, int]] = []  # within a table a link may stand in another
    for place, piece in enumerate(LINK.split(source)):
        if place % 2 == 0:
            told.append(piece)
        elif piece != END:
            target = _target(piece)
            begun.append((target, len(told)))
            told.append(f"<a {_attributes(target)}>" if target else "")
        elif begun:
            target, began = begun.pop()
            is_veiled = bool(target) and _is_veiled("".join(told[began:]), target)
            told.append(END if target else "")
            told.append(_true_target(target, beside) if is_veiled else "")
    return "".join(told)


def _target(tag: str) -> str:
    """Where a link leads, if it leads out."""
    href = HREF.search(tag)
    target = as_browsers_read(unescape(href[1])) if href else ""
    return target if LEADS_OUT.match(target) else ""


def _is_veiled(source: str, target: str) -> bool:
    """Whether a link needs its target said beside it: its words pretend, are not all to be seen, or are too many."""
    words = INVISIBLE.sub("", unescape(TAG.sub("", SAID.sub("", source[:LONGEST_HTML]))))
    return len(words) > LONGEST or bool(HIDES.search(source)) or pretends(words, target)


def _true_target(target: str, beside: str) -> str:
    return f'<span class="true-target">{escape(beside.format(host=where_it_leads(target)))}</span>'


def as_browsers_read(target: str) -> str:
    """A target written so that nobody reads another place in it than a browser does."""
    target = re.sub(r"[\t\r\n]", "", target).strip()
    if not OF_THE_WEB.match(target):
        return target
    begin, mark, more = re.match(r"([^?#]*)([?#]?)(.*)", target, re.DOTALL).groups()  # type: ignore[union-attr]
    return re.sub(r"^(https?:)/*", r"\1//", begin.replace("\\", "/"), flags=re.IGNORECASE) + mark + more


def _attributes(target: str) -> str:
    """Those of a link that opens elsewhere, tells nothing of us, and shows where it leads to who rests on it."""
    title = escape(_legible(target)[:LONGEST])
    return f'href="{escape(target)}" title="{title}" target="_blank" rel="nofollow noreferrer noopener"'


def where_it_leads(target: str) -> str:
    """The host of a target, or the address or number; a name in foreign letters is written as machines know it."""
    if not OF_THE_WEB.match(target):
        return INVISIBLE.sub("", unquote(target.partition(":")[2].partition("?")[0]))[:100]
    return _as_machines_know(unquote(_host(target))).rstrip(".") or target[:100]


def _host(target: str) -> str:
    """The host of an address of the web as it is written there; empty when no browser would find one."""
    try:
        return urlsplit(target).hostname or ""
    except ValueError:
        return ""


def _as_machines_know(host: str) -> str:
    """A name as browsers ask for it (UTS 46, where ß stays what it is)."""
    plain = normalize("NFKC", INVISIBLE.sub("", host).lower()).replace("\u3002", ".")
    return ".".join(each if each.isascii() else "xn--" + each.encode("punycode").decode() for each in plain.split("."))


def pretends(words: str, target: str) -> bool:
    """Whether words name another place than the target, or the target itself dresses up as another."""
    where = where_it_leads(target).lower()
    if OF_THE_WEB.match(target):
        is_disguised = "@" in target.partition("//")[2].partition("/")[0] or "xn--" in where
        return is_disguised or any(not _same_house(each, where) for each in _named(words))
    theirs = where.rpartition("@")[2]
    return "@" in where and any(not _same_house(each, theirs) for each in _named(words))


def _named(words: str) -> list[str]:
    """The hosts that words name."""
    found = [each[1].lower() for each in NAMED.finditer(words)]
    return [each for each in found if each.rpartition(".")[2] not in FILES]


def _same_house(named: str, where: str) -> bool:
    """Whether a name and a host are of one house: the same, or one of them below the other."""
    named, where = _as_machines_know(named).removeprefix("www."), where.removeprefix("www.")
    return named == where or named.endswith(f".{where}") or where.endswith(f".{named}")


def _legible(target: str) -> str:
    """A target with its host as machines know it, and nothing that turns around what is read."""
    begin, slashes, rest = target.partition("//")
    if OF_THE_WEB.match(target) and not rest.isascii():
        place, slash, path = rest.partition("/")
        target = f"{begin}{slashes}{place.replace(_host(target), where_it_leads(target), 1)}{slash}{path}"
    return INVISIBLE.sub("", target)
