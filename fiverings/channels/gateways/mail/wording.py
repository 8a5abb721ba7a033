"""What kind of words the parts of a mail hold, by what their senders say of them."""

import re

from .parts import Part

BODIES = ("text/plain", "text/html")
LIKE_HTML = ("text/x-html", "text/xhtml", "application/xhtml+xml", "text/enriched", "text/richtext")
OWN_FORMS = ("text/calendar", "text/vcard", "text/x-vcard", "text/csv", "text/xml", "text/rfc822-headers")


def words_kind(part: Part, parent: Part | None) -> str:
    """What kind of words a part holds, whatever they are called: by an old name, or as the only part of a mail."""
    if part.kind in LIKE_HTML and not named(part):
        return "text/html"
    alone = parent is None and part.kind.startswith("text/") and part.kind not in (*OWN_FORMS, "text/html")
    return "text/plain" if alone and not named(part) else part.kind


def named(part: Part) -> bool:
    """Whether its sender named a part, or said how to show it."""
    return bool(part.about.get("name") or part.first("content-disposition"))


def has_alternatives(parent: Part, part: Part) -> bool:
    """Whether the words came from an alternative beside this part, so that this is something else."""
    return any(child.children for child in parent.children[: parent.children.index(part)])


def declared_inside(raw: bytes) -> str | None:
    """The charset an HTML text names in itself."""
    found = re.search(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?([\w.:-]{2,30})", raw[:4096], re.I)
    return found[1].decode("ascii", "ignore") if found else None
