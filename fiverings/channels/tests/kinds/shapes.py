"""Mails whose form is odd and whose senders are honest: what was packed, nested, cut or mislabelled on the way."""

# ruff: noqa: E501 — as programs write it

from base64 import b64encode

HEAD = "From: Ina <ina@berg.example>\nTo: s@north.example\nSubject: Router\nDate: Tue, 14 Mar 2023 09:05:11 +0100\n"
B64 = b64encode("Größe\n".encode()).decode()
PDF = b64encode(b"%PDF-1.4 bill").decode()
PART = f'Content-Type: application/pdf; name="bill.pdf"\nContent-Transfer-Encoding: base64\n\n{PDF}\n'
TEXT = "Content-Type: text/plain; charset=utf-8\n\nHello\n"
HTML = "Content-Type: text/html; charset=utf-8\n\n<p>Hello</p>\n"
BILL = [("bill.pdf", b"%PDF-1.4 bill")]


def packed(encoding: str, body: str, kind: str = "text/plain; charset=utf-8") -> str:
    return f"{HEAD}Content-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n\n{body}"


def mixed(
    *parts: str,
    boundary: str = "b",
    declared: str | None = None,
    end: str = "--",
    kind: str = "mixed",
    before: str = "",
) -> str:
    body = "".join(f"--{boundary}\n{part}" for part in parts)
    return f"{HEAD}Content-Type: multipart/{kind}; boundary={declared or boundary}\n\n{before}{body}--{boundary}{end}\n"


def file(kind: str, name: str, body: str, more: str = "") -> str:
    return f'Content-Type: {kind}\nContent-Disposition: attachment; filename="{name}"\n{more}\n{body}'


# fmt: off
SHAPES: list[tuple[str, str | bytes, dict[str, object]]] = [
    ("base64", packed("base64", B64), {"text": "Größe"}),
    ("base64 in capitals", packed("BASE64", B64), {"text": "Größe"}),
    ("base64 with a comment", packed("base64 (why not)", B64), {"text": "Größe"}),
    ("base64 in quotes", packed('"base64"', B64), {"text": "Größe"}),
    ("base64, semicolon", packed("base64;", B64), {"text": "Größe"}),
    ("base-64", packed("base-64", B64), {"text": "Größe"}),
    ("x-base64", packed("x-base64", B64), {"text": "Größe"}),
    ("base64 without padding", packed("base64", B64.rstrip("=")), {"text": "Größe"}),
    ("base64 with spaces", packed("base64", " ".join(B64)), {"text": "Größe"}),
    ("base64 and a footer", packed("base64", B64 + "\n\n--\nScanned by Mail Guard, all is well!\n"), {"begins": "Größe"}),
    ("base64 declared, plain sent", packed("base64", "Hello, the line is down. Please call us back: 030 1234.\n"), {"text": "Hello, the line is down. Please call us back: 030 1234."}),
    ("quoted-printable", packed("quoted-printable", "Gr=C3=B6=C3=9Fe=\n!"), {"text": "Größe!"}),
    ("quoted printable", packed("quoted printable", "Gr=C3=B6=C3=9Fe"), {"text": "Größe"}),
    ("quoted-printeable", packed("quoted-printeable", "Gr=C3=B6=C3=9Fe"), {"text": "Größe"}),
    ("quotedprintable", packed("QuotedPrintable", "Gr=C3=B6=C3=9Fe"), {"text": "Größe"}),
    ("qp in small letters", packed("quoted-printable", "Gr=c3=b6=c3=9fe"), {"text": "Größe"}),
    ("qp, a bare sign", packed("quoted-printable", "1+1=2, a=b =\nc"), {"text": "1+1=2, a=b c"}),
    ("qp, spaces after a soft end", packed("quoted-printable", "one =  \ntwo"), {"text": "one two"}),
    ("qp, raw letters too", packed("quoted-printable", "Größe =E2=82=AC"), {"text": "Größe €"}),
    ("qp sent as plain", packed("7bit", "Gr=C3=B6=C3=9Fe"), {"text": "Gr=C3=B6=C3=9Fe"}),
    ("8bit with a typo", packed("8bits", "Größe"), {"text": "Größe"}),
    ("8-bit", packed("8-Bit", "Größe"), {"text": "Größe"}),
    ("binary", packed("binary", "Größe"), {"text": "Größe"}),
    ("unknown encoding", packed("x-nobody", "Größe"), {"text": "Größe"}),
    ("empty encoding", packed("", "Größe"), {"text": "Größe"}),
    ("two encodings", packed("base64\nContent-Transfer-Encoding: base64", B64), {"text": "Größe"}),
    ("uuencode inside", f"{HEAD}\nSee below.\n\nbegin 644 cat.txt\n#0V%T\n`\nend\n", {"text": "See below.", "files": [("cat.txt", b"Cat")]}),
    ("uuencode with spaces", f"{HEAD}\nSee.\n\nbegin 666 my cat.txt\n#0V%T\n \nend\n", {"text": "See.", "files": [("my cat.txt", b"Cat")]}),
    ("two uuencoded", f"{HEAD}\nbegin 644 a\n#0V%T\n`\nend\nand\nbegin 644 b\n#0V%T\n`\nend\n", {"text": "and", "files": [("a", b"Cat"), ("b", b"Cat")]}),
    ("yEnc", HEAD.encode() + b"\nSee.\n=ybegin line=128 size=3 name=cat.txt\n" + bytes((c + 42) % 256 for c in b"Cat") + b"\n=yend size=3\n", {"text": "See.", "files": [("cat.txt", b"Cat")]}),
    ("plain", f"{HEAD}\nHello\n", {"text": "Hello", "files": []}),
    ("CR LF", f"{HEAD}\nHello\nyou\n".replace("\n", "\r\n"), {"text": "Hello\nyou", "subject": "Router"}),
    ("CR only", f"{HEAD}\nHello\nyou\n".replace("\n", "\r"), {"text": "Hello\nyou", "subject": "Router"}),
    ("CR CR LF", f"{HEAD}\nHello\nyou\n".replace("\n", "\r\r\n"), {"subject": "Router", "begins": "Hello"}),
    ("LF in the head, CR LF below", f"{HEAD}\n" + "Hello\r\nyou\r\n", {"text": "Hello\nyou"}),
    ("an mbox line", f"From ina@berg.example Tue Mar 14 09:05:11 2023\n{HEAD}\nHello\n", {"subject": "Router", "text": "Hello", "from": ["ina@berg.example"]}),
    ("a quoted mbox line", f">From ina@berg.example Tue Mar 14 09:05:11 2023\n{HEAD}\nHello\n", {"subject": "Router", "text": "Hello"}),
    ("empty lines first", f"\n\n{HEAD}\nHello\n", {"subject": "Router", "text": "Hello"}),
    ("a BOM first", b"\xef\xbb\xbf" + f"{HEAD}\nHello\n".encode(), {"subject": "Router", "from": ["ina@berg.example"], "text": "Hello"}),
    ("no blank line", f"{HEAD}Hello, the line is down.\nPlease call.\n", {"subject": "Router", "text": "Hello, the line is down.\nPlease call."}),
    ("blank line with spaces", f"{HEAD}   \nHello\n", {"text": "Hello", "subject": "Router"}),
    ("spaces before fields", f" {HEAD}\nHello\n", {"subject": "Router", "text": "Hello", "from": ["ina@berg.example"]}),
    ("space before the colon", HEAD.replace(": ", " : ") + "\nHello\n", {"subject": "Router", "text": "Hello", "from": ["ina@berg.example"]}),
    ("no space after the colon", HEAD.replace(": ", ":") + "\nHello\n", {"subject": "Router", "from": ["ina@berg.example"]}),
    ("names in capitals", HEAD.upper() + "\nHello\n", {"subject": "ROUTER", "from": ["INA@BERG.EXAMPLE"]}),
    ("tabs after the colon", HEAD.replace(": ", ":\t") + "\nHello\n", {"subject": "Router"}),
    ("NULs", f"{HEAD}\nHel\0lo\n", {"text": "Hello"}),
    ("NULs in the head", HEAD.replace("Router", "Rou\0ter") + "\nHello\n", {"subject": "Router"}),
    ("head only", HEAD, {"subject": "Router", "text": ""}),
    ("words only", "Hello, the line is down.\n", {"text": "Hello, the line is down."}),
    ("nothing", "", {"text": ""}),
    ("two subjects", f"Subject:\n{HEAD}Subject: Other\n\nHello\n", {"subject": "Router"}),
    ("two senders", f"{HEAD}From: tom@berg.example\n\nHello\n", {"from": ["ina@berg.example", "tom@berg.example"]}),
    ("two To fields", f"{HEAD}To: t@north.example\n\nHello\n", {"to": ["s@north.example", "t@north.example"]}),
    ("two types", f"{HEAD}Content-Type: text/plain\nContent-Type: text/html\n\nHello\n", {"text": "Hello"}),
    ("a junk line in the head", f"{HEAD}this is no field\nX-More: 1\nCc: c@berg.example\n\nHello\n", {"text": "Hello", "cc": ["c@berg.example"]}),
    ("200 readers", HEAD + "Cc: " + ",\n ".join(f"Person {n} <p{n}@berg.example>" for n in range(200)) + "\n\nHello\n", {"cc": [f"p{n}@berg.example" for n in range(200)]}),
    ("undisclosed", HEAD.replace("s@north.example", "undisclosed-recipients:;") + "\nHello\n", {"to": []}),
    ("a group", HEAD.replace("s@north.example", "Team: a@berg.example, B <b@berg.example>;, c@berg.example") + "\nHello\n", {"to": ["a@berg.example", "b@berg.example", "c@berg.example"]}),
    ("semicolons", HEAD.replace("s@north.example", "a@berg.example; B <b@berg.example>;") + "\nHello\n", {"to": ["a@berg.example", "b@berg.example"]}),
    ("empty places", HEAD.replace("s@north.example", ", a@berg.example,, <>, b@berg.example,") + "\nHello\n", {"to": ["a@berg.example", "b@berg.example"]}),
    ("references folded and glued", f"{HEAD}In-Reply-To: <a@x> (your mail)\nReferences: <a@x><b@x>,\n <c@x>\n\nHello\n", {"references": ["a@x", "b@x", "c@x"], "in_reply_to": "a@x"}),
    ("an id without brackets", f"{HEAD}Message-ID: a@x\nIn-Reply-To: b@x\n\nHello\n", {"message_id": "a@x", "in_reply_to": "b@x"}),
    ("In-Reply-To with words", f"{HEAD}In-Reply-To: Your message of Tue <b@x>\n\nHello\n", {"in_reply_to": "b@x"}),
    ("alternative", mixed(TEXT, HTML, kind="alternative"), {"text": "Hello", "html": "<p>Hello</p>", "files": []}),
    ("alternative, HTML first", mixed(HTML, TEXT, kind="alternative"), {"text": "Hello", "html": "<p>Hello</p>", "files": []}),
    ("alternative with an empty text", mixed("Content-Type: text/plain\n\n\n", HTML, kind="alternative"), {"text": "Hello"}),
    ("a part alone", mixed(TEXT), {"text": "Hello"}),
    ("mixed", mixed(TEXT, PART), {"text": "Hello", "files": BILL}),
    ("no closing boundary", mixed(TEXT, PART, end="").rsplit("--b", 1)[0], {"text": "Hello", "files": BILL}),
    ("boundary with spaces", mixed(TEXT, PART, boundary="a b c", declared='"a b c"'), {"text": "Hello", "files": BILL}),
    ("boundary with spaces, bare", mixed(TEXT, PART, boundary="a b c"), {"text": "Hello", "files": BILL}),
    ("boundary ends in a space", mixed(TEXT, PART, declared='"b "'), {"text": "Hello", "files": BILL}),
    ("boundary in single quotes", mixed(TEXT, PART, declared="'b'"), {"text": "Hello", "files": BILL}),
    ("odd boundary", mixed(TEXT, PART, boundary="=_(x):?+/,.'", declared='"=_(x):?+/,.\'"'), {"text": "Hello", "files": BILL}),
    ("boundary with a comment", mixed(TEXT, PART, declared='"b" (edge)'), {"text": "Hello", "files": BILL}),
    ("boundary in two pieces", mixed(TEXT, PART, boundary="longedge", declared="x").replace( "boundary=x", "boundary*0=long;\n boundary*1=edge" ), {"text": "Hello", "files": BILL}),
    ("wrong boundary", mixed(TEXT, PART, declared="wrong"), {"text": "Hello", "files": BILL}),
    ("no boundary", mixed(TEXT, PART).replace("; boundary=b", ""), {"text": "Hello", "files": BILL}),
    ("boundary in other case", mixed(TEXT, PART, boundary="Edge", declared="EDGE"), {"text": "Hello", "files": BILL}),
    ("preamble", mixed(TEXT, PART, before="This is a multi-part message in MIME format.\n"), {"text": "Hello", "files": BILL}),
    ("preamble only", f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\nThe line is down.\n", {"text": "The line is down."}),
    ("epilogue", mixed(TEXT, PART) + "Scanned by Mail Guard\n", {"text": "Hello", "files": BILL}),
    ("dashes in the text", mixed("Content-Type: text/plain\n\nHello\n--\nIna\n--b-side\nmore\n", PART), {"text": "Hello\n--\nIna\n--b-side\nmore", "files": BILL}),
    ("no blank before a boundary", mixed("Content-Type: text/plain\n\nHello", PART).replace("Hello--b", "Hello\n--b"), {"text": "Hello", "files": BILL}),
    ("nested, same boundary", mixed(f"Content-Type: multipart/alternative; boundary=b\n\n--b\n{TEXT}--b\n{HTML}--b--\n", PART), {"begins": "Hello", "files": BILL}),
    ("nested, boundary begins alike", mixed(f"Content-Type: multipart/alternative; boundary=b-2\n\n--b-2\n{TEXT}--b-2\n{HTML}--b-2--\n", PART), {"text": "Hello", "files": BILL}),
    ("part without a head", mixed("\nHello\n", PART), {"text": "Hello", "files": BILL}),
    ("part without a blank line", mixed("Content-Type: text/plain\nHello there.\n", PART), {"text": "Hello there.", "files": BILL}),
    ("multipart in base64", mixed(TEXT, PART).replace("boundary=b\n", "boundary=b\nContent-Transfer-Encoding: base64\n"), {"text": "Hello", "files": BILL}),
    ("type without a subtype", f"{HEAD}Content-Type: text\n\nHello\n", {"text": "Hello"}),
    ("type “html”", f"{HEAD}Content-Type: html\n\n<p>Hello</p>\n", {"text": "Hello"}),
    ("type with a comma", f"{HEAD}Content-Type: text/html, charset=utf-8\n\n<p>Hello</p>\n", {"text": "Hello"}),
    ("type without a semicolon", f"{HEAD}Content-Type: text/html charset=utf-8\n\n<p>Größe</p>\n", {"text": "Größe"}),
    ("type in capitals", f"{HEAD}Content-Type: TEXT/HTML; CHARSET=UTF-8\n\n<p>Größe</p>\n", {"text": "Größe"}),
    ("empty type", f"{HEAD}Content-Type:\n\nHello\n", {"text": "Hello"}),
    ("type twice in a line", f"{HEAD}Content-Type: Content-Type: text/html\n\n<p>Hello</p>\n", {"text": "Hello"}),
    ("x-html", f"{HEAD}Content-Type: text/x-html\n\n<p>Hello</p>\n", {"text": "Hello"}),
    ("xhtml", f"{HEAD}Content-Type: application/xhtml+xml\n\n<p>Hello</p>\n", {"has": "Hello"}),
    ("markdown alone", f"{HEAD}Content-Type: text/markdown; charset=utf-8\n\nHello *you*\n", {"text": "Hello *you*"}),
    ("enriched alone", f"{HEAD}Content-Type: text/enriched\n\n<bold>Hello</bold> you\n", {"has": "Hello"}),
    ("a mail in a mail", mixed(TEXT, f"Content-Type: message/rfc822\n\n{HEAD}\ninner\n"), {"text": "Hello", "names": ["Router.eml"]}),
    ("a mail in base64", mixed( TEXT, f"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{b64encode(HEAD.encode()).decode()}\n", ), {"text": "Hello", "names": ["Router.eml"]}),
    ("a mail alone in a mail", f"{HEAD}Content-Type: message/rfc822\n\n{HEAD}\ninner\n", {"names": ["Router.eml"]}),
    ("a piece of a mail", f"{HEAD}Content-Type: message/partial; id=1; number=1; total=2\n\nHello\n", {"count": 1}),
    ("elsewhere", mixed( TEXT, 'Content-Type: message/external-body; access-type=URL; URL="http://x.example/bill.pdf"\n\nContent-Type: application/pdf\n\n', ), {"text": "Hello", "count": 1}),
    ("a digest", mixed(f"\n{HEAD}\none\n", f"\n{HEAD}\ntwo\n", kind="digest"), {"names": ["Router.eml", "Router1.eml"]}),
    ("related", mixed( 'Content-Type: multipart/related; boundary=r\n\n--r\nContent-Type: text/html\n\n<p>Hello<img src="cid:p@x"></p>\n--r\nContent-Type: image/png\nContent-ID: <p@x>\n\nx\n--r--\n', PART, ), {"text": "Hello", "names": ["attachment.png", "bill.pdf"]}),
    ("text as a file", mixed(TEXT, file("text/plain", "log.txt", "09:05 down\n")), {"text": "Hello", "files": [("log.txt", b"09:05 down")]}),
    ("HTML as a file", mixed(TEXT, file("text/html", "page.html", "<p>x</p>\n")), {"text": "Hello", "files": [("page.html", b"<p>x</p>")]}),
    ("a file first", mixed(PART, TEXT), {"text": "Hello", "files": BILL}),
    ("two texts", mixed(TEXT, PART, "Content-Type: text/plain\n\nmore\n"), {"text": "Hello\nmore", "files": BILL}),
    ("a text marked inline", mixed("Content-Type: text/plain\nContent-Disposition: inline\n\nHello\n", PART), {"text": "Hello", "files": BILL}),
    ("only a file", f"{HEAD}{PART}", {"text": "", "files": BILL}),
    ("an empty file", mixed(TEXT, file("application/pdf", "bill.pdf", "")), {"files": [("bill.pdf", b"")]}),
    ("files of one name", mixed(TEXT, PART, PART), {"names": ["bill.pdf", "bill1.pdf"]}),
    ("Apple Double", mixed( TEXT, f"Content-Type: multipart/appledouble; boundary=d\n\n--d\nContent-Type: application/applefile; name=bill.pdf\n\nx\n--d\n{PART}--d--\n", ), {"text": "Hello", "count": 2}),
    ("file in quoted-printable", mixed(TEXT, file("text/csv", "a.csv", "a;b=C3=BC\n", "Content-Transfer-Encoding: quoted-printable\n")), {"files": [("a.csv", "a;bü".encode())]}),
    ("flowed", f"{HEAD}Content-Type: text/plain; format=flowed\n\nThe line \nis down.\n\nIna\n", {"text": "The line is down.\n\nIna"}),
    ("flowed, stuffed", f"{HEAD}Content-Type: text/plain; format=flowed\n\n From here on\n >no quote\n", {"text": "From here on\n>no quote"}),
    ("HTML only, a comment of Word", f'{HEAD}Content-Type: text/html\n\n<html xmlns:o="x"><head><style>p{{}}</style><!--[if mso]><p>no</p><![endif]--></head><body><p class=MsoNormal>Hello<o:p></o:p></p></body></html>\n', {"text": "Hello"}),
    ("HTML with entities", f"{HEAD}Content-Type: text/html\n\n<p>Gr&ouml;&szlig;e &amp; &euro;&nbsp;5 &#x1F600;</p>\n", {"text": "Größe & € 5 😀"}),
    ("HTML, charset within", HEAD.encode() + b"Content-Type: text/html\n\n<meta http-equiv=Content-Type content='text/html; charset=windows-1251'><p>" + "Привет".encode("cp1251") + b"</p>", {"text": "Привет"}),
    ("HTML without a body", f"{HEAD}Content-Type: text/html\n\n\n", {"text": ""}),
]
# fmt: on
