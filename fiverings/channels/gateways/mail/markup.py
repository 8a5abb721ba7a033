"""HTML that strangers wrote: whether it can be borne, and made well-formed before anything else looks at it."""

import html
import re
from collections import Counter

import nh3

LARGEST = 4_000_000
DEEPEST = 256
HEAVIEST = 2_000_000
MOST_ATTRIBUTES = 500


def names(words: str) -> frozenset[str]:
    """A set of names, written as a line."""
    return frozenset(words.split())


VOID = names("""
    area base br col embed hr img input link meta param source track wbr
""")
CLOSE_THEMSELVES = names("""
    p li td th tr dt dd option optgroup thead tbody tfoot colgroup body html head
""")
FORMATTING = names("""
    a b big code em font i nobr s small strike strong tt u
""")
BLOCKS = names("""
    address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6
    header hr li main nav ol p pre section table tbody tr ul
""")
SKIPPED = names("""
    script style title template noscript iframe object embed svg math xml head noframes noembed
""")
KEPT = BLOCKS | FORMATTING | {"br", "img", "span", "td", "th"}

ENDED = re.compile(r"""(?:\s++[\w:-]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>=`]++))?+)*+\s*+/?+>""")
TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:[^<>"]|"[^"]*")*)>|([^<]+)')


def has_too_many_attributes(rest: str) -> bool:
    """Whether what stands behind the name of a tag would be very many attributes; words behind its end are none."""
    ended = ENDED.match(rest)
    return len(re.findall(r"[\s/\"'][\w:-]{1,30}(?=[\s=>/])", ended[0] if ended else rest)) > MOST_ATTRIBUTES


def is_bearable(source: str) -> bool:
    """Whether a parser that follows the rules of HTML would finish soon; some texts make any of them run for hours."""
    unclosed: Counter[str] = Counter()
    depth = deepest = heaviest = tags = 0
    for slash, name, rest in re.findall(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<]*)", source):
        tags += 1
        name = name.lower()
        if len(rest) > 8192 and has_too_many_attributes(rest):
            return False
        if name in VOID or name in CLOSE_THEMSELVES:
            continue
        step = -bool(unclosed[name]) if slash else 1
        unclosed[name] += step
        depth += step
        deepest = max(deepest, depth)
        heaviest = max(heaviest, unclosed[name] if name in FORMATTING else 0)
    return len(source) <= LARGEST and deepest <= DEEPEST and heaviest * tags <= HEAVIEST


def well_formed(source: str) -> str:
    """The same HTML with every tag closed and nothing but structure in it."""
    return nh3.clean(
        source,
        tags=set(KEPT),
        clean_content_tags=set(SKIPPED - KEPT),
        attributes={
            "*": {"class", "id", "name", "style", "type", "data-signatureblock"},
            "a": {"href"},
            "img": {"alt"},
            "blockquote": {"type", "cite"},
        },
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )


def stripped(source: str) -> str:
    """The words of HTML too wild to be read as HTML."""
    source = re.sub(r"(?is)<(script|style)\b.*?(?:</\1\s*>|\Z)", "", source)
    return html.unescape(re.sub(r"<[^<>]*>?", " ", source)).strip()
