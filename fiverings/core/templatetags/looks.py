"""What the house looks like: styles, scripts, icons, faces and the panels that parts offer."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import Context, Library
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from fiverings.core.files import HashedStaticFiles
from fiverings.core.formatting import formatted
from fiverings.core.styles import BOUND, CORE, fonts, modules, sheets

register = Library()

SPRITE = "core/icons.svg"
DIRECTED = frozenset({"back", "handoff", "mail-out", "next", "undo"})


class UnknownIcon(LookupError):
    """A template names an icon that nobody has drawn."""


@cache
def address(name: str) -> str:
    """Where a static file is served from; it stays while this process lives."""
    return static(name)


@cache
def drawn_icons() -> frozenset[str]:
    """The names of all icons in the sprite."""
    return frozenset(re.findall(r'id="i-([a-z-]+)"', (CORE / SPRITE).read_text(encoding="utf-8")))


@register.simple_tag
@lru_cache(maxsize=1_000, typed=True)
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """An icon of the sprite; it speaks only when it has a label, and turns round where people read from the right."""
    if name not in drawn_icons():
        raise UnknownIcon(f"There is no icon {name!r} in {SPRITE}")
    return format_html(
        '<svg class="i"{}{} {}><use href="{}#i-{}"></use></svg>',
        SafeString(' data-s=""') if size == "s" else "",
        SafeString(' data-flip=""') if name in DIRECTED else "",
        format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"'),
        address(SPRITE),
        name,
    )


@register.simple_tag
def drawn(template: str, **said: Any) -> SafeString:
    """A component that looks the same wherever the same is said, such as a face in fifty rows: drawn once, and kept."""
    words = tuple((name, _plain(each)) for name, each in said.items())
    return _drawn(template, words, get_language())


def _plain(said: Any) -> int | str | None:
    """A number, or words that nobody marks as safe: what is kept for one is drawn for another."""
    return said if said is None or type(said) is int else str(said) + ""


@lru_cache(maxsize=4_000)
def _drawn(template: str, said: tuple[tuple[str, Any], ...], language: str | None) -> SafeString:
    return SafeString(get_template(template).render(dict(said)))


@register.filter
def breakable(address: Any) -> SafeString:
    """A mail address that goes on in the next line after its sign, where it is longer than its column."""
    return format_html_join(SafeString("@<wbr>"), "{}", ((each,) for each in str(address).split("@")))


@register.simple_tag
def mark() -> SafeString:
    """Five circles that share one point, the caller."""
    return format_html(
        '<svg class="mark-logo" viewBox="0 0 16 16" aria-hidden="true"><use href="{}#mark"></use></svg>',
        address(SPRITE),
    )


@register.simple_tag
@cache
def stylesheets() -> SafeString:
    """A link to each stylesheet; where the storage hashes, those of the house are bound into one."""
    bound = isinstance(staticfiles_storage._wrapped, HashedStaticFiles)  # type: ignore[attr-defined]
    names = (*fonts(), *([BOUND] if bound else sheets()))
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((address(name),) for name in names))


@register.simple_tag
@cache
def scripts() -> SafeString:
    """A tag for each script module, hashed where the storage hashes."""
    return format_html_join("\n", '<script type="module" src="{}"></script>', ((address(name),) for name in modules()))


@register.filter
def initials(name: object, size: str = "") -> str:
    """What stands in an avatar: one letter when small, else the first two letters, or one of each of two names."""
    words = str(name).split()
    if not words:
        return "?"
    if size == "s":
        return words[0][:1].upper()
    return (words[0][:1] + words[-1][:1]).upper() if len(words) > 1 else words[0][:2].capitalize()


@register.filter
def marked(words: str) -> SafeString:
    """What one of us typed with marks, as HTML; empty where it holds none."""
    return SafeString(formatted(words))


@register.filter
def percent(part: float | None) -> int:
    """A fraction as the hundredths that a ring is drawn with, never outside the ring."""
    return round(100 * min(1.0, max(0.0, part or 0.0)))


@register.simple_tag(takes_context=True)
def show_panel(context: Context, panel: Any) -> SafeString:
    """The inside of a panel that a part offers, with what it brings along and the page's own request."""
    with context.push(panel=panel, **panel.context):
        template = get_template(panel.template).template  # type: ignore[attr-defined]
        return SafeString(template.render(context))
