"""HTML from strangers, made safe to show: nothing runs, nothing is sent, nothing is fetched from afar."""

import html
import re

import nh3

from . import markup, stylesheets

PLAIN_TAGS = markup.names("""
    a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del
    details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main
    mark nav ol p pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td
    tfoot th thead time tr tt u ul var wbr
""")
ATTRIBUTES = {
    "*": {"align", "bgcolor", "color", "dir", "height", "lang", "style", "title", "valign", "width"},
    "a": {"href"},
    "col": {"span"},
    "colgroup": {"span"},
    "font": {"face", "size"},
    "hr": {"noshade", "size"},
    "img": {"alt", "src"},
    "li": {"class", "type", "value"},
    "ol": {"reversed", "start", "type"},
    "p": {"class"},
    "table": {"border", "cellpadding", "cellspacing"},
    "td": {"colspan", "nowrap", "rowspan"},
    "th": {"colspan", "nowrap", "rowspan", "scope"},
    "time": {"datetime"},
    "ul": {"type"},
}
STYLES = markup.names("""
    align-content align-items align-self background background-color border border-bottom border-bottom-color
    border-bottom-left-radius border-bottom-right-radius border-bottom-style border-bottom-width border-collapse
    border-color border-left border-left-color border-left-style border-left-width border-radius border-right
    border-right-color border-right-style border-right-width border-spacing border-style border-top border-top-color
    border-top-left-radius border-top-right-radius border-top-style border-top-width border-width box-sizing clear
    color direction display empty-cells flex flex-basis flex-direction flex-grow flex-shrink flex-wrap float font
    font-family font-size font-style font-variant font-weight gap height justify-content letter-spacing line-height
    list-style list-style-position list-style-type margin margin-bottom margin-left margin-right margin-top
    max-width min-height min-width overflow-wrap padding padding-bottom padding-left padding-right padding-top
    table-layout text-align text-decoration text-indent text-transform vertical-align white-space width word-break
    word-spacing word-wrap
""")
UNSEEN_BY = markup.names("mso-hide visibility opacity max-height")
"""Styles that are not shown, but tell that something is kept out of sight."""
LOOKS_OF_OUTLOOK = {
    **dict.fromkeys(markup.names("MsoNormal MsoNoSpacing MsoPlainText"), "MsoNormal"),
    **{f"MsoListParagraph{each}": "MsoListParagraph" for each in ("", "CxSpFirst", "CxSpMiddle", "CxSpLast")},
}
"""Paragraphs that stand close to each other; of all looks by name these are known, for half of all mails have them."""
LONGEST_STYLE = 4000
LONGEST_BACKGROUND = 300
LINKS = re.compile(r"(?:https?://|mailto:|tel:|callto:|sip:)", re.I)
PICTURES = re.compile(r"cid:[^\s]+|data:image/(?:png|gif|jpe?g|webp|bmp);base64,[a-z0-9+/=\s]+", re.I)
FETCHES = re.compile(
    r"url|image\s*\(|image-set|cross-fade|element\s*\(|src\s*\(|expression|import|\\|/\*|behavior|-moz-binding|&#|<",
    re.I,
)
DECLARATION = re.compile(r"""(?:[^;"']|"[^"]*"|'[^']*'|["'])+""")
PICTURE_BEHIND = re.compile(r"(?<=background:)(?P<before>[^()]*)\burl\s*\([^()]*\)", re.I)
OVERLAPS = re.compile(r"\s*(?:margin|text-indent)[a-z-]*\s*:[^;]*-\s*[\d.]", re.I)
"""What would lay a stranger's words over others, ours among them."""
URGENT = re.compile(r"\s*!\s*important\b", re.I)
UNSEEN = re.compile(
    r"(?:^|;)\s*(?:mso-hide\s*:\s*all|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0*)?|max-height\s*:\s*0(?:px)?)\s*(?:;|$)",
    re.I,
)
"""How programs keep a teaser out of sight that only lists of mails show."""
BODY = re.compile(r"""<body(\s(?:[^<>"']|"[^"]*"|'[^']*')++)>""", re.I)
WORDS_COLOUR = re.compile(r"""\stext\s*=\s*["']?([#\w]{3,20})""", re.I)
CONTROLS = re.compile(r"[\x00-\x20\x7f\u00a0\u200b-\u200f\u2028-\u202e\ufeff]+")


def allowed(tag: str, attribute: str, value: str) -> str | None:
    """The value, if this attribute may say it."""
    if attribute == "href":
        target = CONTROLS.sub("", value)
        return value.strip() if LINKS.match(target) and len(target) <= 8000 else None
    if attribute == "src":
        return (
            value.strip() if PICTURES.fullmatch(value.strip()) or re.match(r"https?://", value.strip(), re.I) else None
        )
    if attribute == "class":
        return LOOKS_OF_OUTLOOK.get(value)
    if attribute == "style":
        return harmless_style(value) or None
    return value


def harmless_style(style: str) -> str:
    """The declarations that fetch nothing and cover nothing; of one with a picture behind words, the rest of it."""
    style = URGENT.sub("", style[:LONGEST_STYLE])
    style = f"{style};display:none" if UNSEEN.search(style) else style
    declared = (each[0] for each in DECLARATION.finditer(style))
    plain = (PICTURE_BEHIND.sub(r"\g<before>", each) if len(each) < LONGEST_BACKGROUND else each for each in declared)
    return ";".join(each for each in plain if not FETCHES.search(each) and not OVERLAPS.match(each)).strip()


def with_body(source: str) -> str:
    """The body of a page as a box, for its colours are what the words stand on."""
    begun = re.search(r"<body\s", source, re.I)
    found = BODY.match(source, begun.start()) if begun else None
    if found is None:
        return source
    colour = WORDS_COLOUR.search(found[1])
    words = f'<font color="{colour[1]}">' if colour else ""
    return f"{source[: found.start()]}<div{found[1]}>{words}{source[found.end() :]}"


def without_remote(source: str) -> str:
    """Pictures from afar keep their address in a place no browser fetches from; the tags come from our own cleaner."""
    return markup.TAG.sub(lambda found: set_aside(found[0]) if found[2] == "img" else found[0], source)


def set_aside(tag: str) -> str:
    """One picture, its remote address set aside."""
    return re.sub(r'(?<=\s)src="(?=https?:)', 'data-src="', tag, flags=re.I)


def clean(source: str, defects: list[str]) -> str:
    """HTML that may be shown to anybody."""
    if not source.strip():
        return ""
    if not markup.is_bearable(source):
        defects.append("The HTML is too large or too deeply nested to be shown; only its words are.")
        return f"<pre>{html.escape(markup.stripped(source[: markup.LARGEST]))}</pre>"
    cleaned = nh3.clean(
        with_body(stylesheets.laid_on(source, STYLES | UNSEEN_BY)),
        tags=set(PLAIN_TAGS),
        clean_content_tags=set(markup.SKIPPED),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=allowed,
        filter_style_properties=set(STYLES) | {each.upper() for each in STYLES},
        url_schemes={"http", "https", "mailto", "tel", "callto", "sip", "cid", "data"},
        link_rel="nofollow noreferrer noopener",
        set_tag_attribute_values={"a": {"target": "_blank"}},
        url_relative="deny",
    )
    return without_remote(cleaned).strip()
