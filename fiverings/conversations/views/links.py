"""Links of strangers: each says where it truly leads, and says it beside its words where these pretend otherwise."""

from __future__ import annotations

import re
from html import escape, unescape
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

LINK = re.compile(r'<a\b((?:[^<>"]|"[^"]*")*)>(.*?)</a>', re.DOTALL)
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
LONGEST = 500


def with_true_targets(source: str, *, beside: str) -> str:
    """Cleaned HTML whose links say where they lead; `beside` is said after one whose words pretend, with {host}."""

    def told(found: re.Match[str]) -> str:
        href = HREF.search(found[1])
        target = as_browsers_read(unescape(href[1])) if href else ""
        if not LEADS_OUT.match(target):
            return found[2]
        words = INVISIBLE.sub("", unescape(TAG.sub("", found[2])))
        where = where_it_leads(target)
        said = (
            f'<span class="true-target">{escape(beside.format(host=where))}</span>' if pretends(words, target) else ""
        )
        return f"<a {_attributes(target)}>{found[2]}</a>{said}"

    return LINK.sub(told, source)


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
    found = [each[1].lower() for each in NAMED.finditer(words[:LONGEST])]
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
