"""Plain words read out of HTML, with history and signatures marked where mail programs say so."""

import html
import re

from .markup import BLOCKS, LARGEST, TAG, is_bearable, names, stripped, well_formed
from .repeats import is_separator

DEEPEST_QUOTE = 12
QUOTED, SIGNED = "\x1e", "\x1f"  # put before a line: it is history, it is a signature

PARAGRAPHS = names("""
    p h1 h2 h3 h4 h5 h6 ul ol pre blockquote table
""")

QUOTE_BOX = re.compile(
    r"gmail_quote|yahoo_quoted|protonmail_quote|zmail_extra|tutanota_quote|moz-forward-container|"
    r"gmx_quote|mail_quote|outlookmessageheader|replyforwardmessage|wordsection0quote",
    re.I,
)
QUOTE_FROM_HERE = re.compile(
    r"divrplyfwdmsg|appendonsend|stopspelling|zwchr|reply-intro|mail-editor-reference-message-container|"
    r"olk_src_body_section|ms-outlook-mobile-reference-message|lastskypecontext",
    re.I,
)
RULE_ABOVE = re.compile(
    r"border(?:-[a-z]+)?:\s*none;\s*border-top:\s*solid|border-top:\s*(?:solid|1px solid) #?(?:b5c4df|e1e1e1|e5e5e5)|"
    r"border-top-color:\s*rgb\(\s*229",
    re.I,
)
SIGNATURE_BOX = re.compile(
    r"gmail_signature|moz-signature|data-signatureblock|signature-container|protonmail_signature|k9mail-signature|"
    r"messagesignaturesection|composer_signature|_signatureplaceholder|applelinksignature|"
    r'ms-outlook-mobile-signature|id="signature(?:_old|html)?"',
    re.I,
)
FIELD_LIKE = re.compile(r"\W{0,3}[^\W\d][^:\uff1a]{0,30}[:\uff1a]")


class Reading:
    """Plain words while they are read out of HTML, each line knowing whether it is news, history or a signature."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line = ""
        self.blank = True
        self.boxes: list[tuple[str, str, str]] = []
        self.depth = 0
        self.quoting = self.signing = 0
        self.pre = 0
        self.history = self.ruled = self.forwarding = False

    def read(self, source: str) -> str:
        """All of the words."""
        for slash, name, rest, words in TAG.findall(source):
            if words:
                self.say(html.unescape(words))
            elif slash:
                self.close(name)
            else:
                self.open(name, rest)
        self.end_line()
        return "\n".join(self.lines).strip("\n")

    def say(self, words: str) -> None:
        """Add words to the line."""
        words = re.sub(r"[\x00-\x08\x0b-\x1f]", "", words)
        if self.pre:
            *done, last = words.split("\n")
            for each in done:
                self.line += each
                self.end_line(always=True)
            self.line += last
            return
        words = re.sub(r"[ \t\n]+", " ", words)
        self.line += words.lstrip(" ") if not self.line or self.line.endswith(" ") else words

    def end_line(self, *, always: bool = False) -> None:
        """Finish a line, if there is anything on it."""
        text = self.line.replace("\u00a0", " ").rstrip()
        self.line = ""
        if not text and (not always or (self.blank and len(self.lines) > 1 and not self.lines[-1].strip("> \x1e\x1f"))):
            return
        self.forwarding = self.forwarding or (self.quoting > 0 and is_separator(text))
        if self.ruled and text:
            self.history, self.ruled = FIELD_LIKE.match(text) is not None, False
        role = QUOTED if self.quoting or self.history else SIGNED if self.signing else ""
        self.lines.append(role + ("> " * min(self.depth, DEEPEST_QUOTE) + text).rstrip())
        self.blank = not text

    def gap(self) -> None:
        """Leave one empty line between paragraphs."""
        if self.lines and not self.blank:
            self.end_line(always=True)

    def open(self, name: str, rest: str) -> None:
        """A tag begins."""
        if name == "br":
            self.end_line(always=True)
        elif name == "img":
            return
        elif name in BLOCKS:
            self.end_line()
        elif name in ("td", "th"):
            self.line += " " if self.line and not self.line.endswith(" ") else ""
        if name in PARAGRAPHS:
            self.gap()
        if name == "li":
            self.line = "- "
        self.mark(name, rest)

    def mark(self, name: str, rest: str) -> None:
        """Notice where history and signatures begin."""
        found = QUOTE_BOX.search(rest)
        is_ruled = name == "div" and RULE_ABOVE.search(rest) is not None
        if is_ruled or QUOTE_FROM_HERE.search(rest):
            self.end_line()
            said = bool("".join(self.lines).strip("\n "))
            self.history, self.ruled = self.history or (said and not is_ruled), said and is_ruled and not self.history
        if name in ("br", "hr"):
            return
        signature = SIGNATURE_BOX.search(rest) is not None
        boxed = name == "blockquote"
        self.depth += boxed
        quote = "" if not found else "g" if found[0].lower() == "gmail_quote" else "q"
        self.quoting += bool(quote)
        self.signing += signature
        self.pre += name == "pre"
        self.boxes.append((name, quote + "s" * signature, "b" * boxed))

    def answer_within(self) -> None:
        """Below what is quoted, within Gmail's box for it, people answer: the rest of that box is news again."""
        self.boxes = [(name, roles.replace("g", ""), boxed) for name, roles, boxed in self.boxes]
        self.quoting = sum("q" in roles or "g" in roles for _, roles, _ in self.boxes)

    def close(self, name: str) -> None:
        """A tag ends."""
        if name in BLOCKS:
            self.end_line()
        while self.boxes:
            opened, roles, boxed = self.boxes.pop()
            self.quoting -= "q" in roles or "g" in roles
            self.signing -= "s" in roles
            self.depth -= bool(boxed)
            self.pre -= opened == "pre"
            if boxed and not self.depth and not self.forwarding:
                self.answer_within()
            if opened == name:
                break
        if name in PARAGRAPHS:
            self.gap()


def marked_text(source: str) -> str:
    """The words of the HTML, with a mark before each line that is history or signature."""
    return Reading().read(well_formed(source)) if is_bearable(source) else stripped(source[:LARGEST])


def unmarked(text: str) -> str:
    """The words without the marks."""
    return text.replace(QUOTED, "").replace(SIGNED, "")
