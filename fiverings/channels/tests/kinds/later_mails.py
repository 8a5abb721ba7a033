"""More mails of honest senders, in forms that other tables do not hold: the raw mail, and what is in it."""

# ruff: noqa: E501 — as programs write it

from base64 import b64encode

from .scripts import word
from .shapes import BILL, HEAD, HTML, PART, TEXT, mixed

EVENT = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Visit\r\nDTSTART:20230314T090000Z\r\nDTEND:20230314T100000Z\r\nORGANIZER:mailto:ina@berg.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
INLINE = 'Content-Type: image/png; name="image001.png"\nContent-ID: <image001.png@01D95>\nContent-Disposition: inline; filename="image001.png"\n\nx\n'


def subject(value: bytes) -> bytes:
    return HEAD.encode().replace(b"Router", value) + b"\nHello\n"


def people(field: str, value: str) -> str:
    return HEAD + f"{field}: {value}\n\nHello\n"


# fmt: off
LATER: list[tuple[str, str | bytes, dict[str, object]]] = [
    ("an encoded word longer than 75", subject(word("utf-8", "Größe " * 40)), {"subject": ("Größe " * 40).strip()}),
    ("words split within an emoji", subject(b"=?utf-8?B?8J+Y?=\r\n =?utf-8?B?gA==?="), {"subject": "😀"}),
    ("words in two charsets, one wrong", subject(b"=?us-ascii?Q?Re:_?= =?iso-8859-1?Q?Gr=C3=BC=C3=9Fe?="), {"subject": "Re: Grüße"}),
    ("encoded word with no space around", subject(b"Re:=?utf-8?Q?_Gr=C3=BC=C3=9Fe?=!"), {"subject": "Re: Grüße!"}),
    ("a raw 8-bit word among encoded ones", subject(b"Re: " + word("utf-8", "Grüße") + " Köln".encode("latin-1")), {"subject": "Re: Grüße Köln"}),
    ("Japanese in three lines", subject(word("iso-2022-jp", "回線が", "iso2022_jp") + b"\r\n " + word("iso-2022-jp", "切れて", "iso2022_jp") + b"\r\n " + word("iso-2022-jp", "います", "iso2022_jp")), {"subject": "回線が切れています"}),
    ("utf-8 base64 with line breaks within", subject(b"=?utf-8?B?R3LD\r\n vMOfZQ==?="), {"subject": "Grüße"}),
    ("a subject of spaces", subject(b"   "), {"subject": ""}),
    ("Russian subject in raw cp1251, charset named below", b"From: ina@berg.example\nSubject: " + "Телефон не работает".encode("cp1251") + b"\nContent-Type: text/plain; charset=windows-1251\n\nx\n", {"subject": "Телефон не работает"}),
    ("Thai in raw tis-620, charset named below", b"From: ina@berg.example\nSubject: " + "สวัสดี".encode("cp874") + b"\nContent-Type: text/plain; charset=tis-620\n\nx\n", {"subject": "สวัสดี"}),
    ("readers with names in encoded words with commas", people("Cc", '=?utf-8?Q?M=C3=BCller=2C_J=C3=B6rg?= <j@berg.example>, =?utf-8?B?T3R0bywgQW5uYQ==?= <a@berg.example>'), {"cc": ["j@berg.example", "a@berg.example"]}),
    ("readers apart by lines only", people("Cc", "a@berg.example\n b@berg.example"), {"cc": ["a@berg.example", "b@berg.example"]}),
    ("readers apart by spaces", people("Cc", "<a@berg.example> <b@berg.example>"), {"cc": ["a@berg.example", "b@berg.example"]}),
    ("a name with a comma and no quotes, twice", people("Cc", "Berg, Ina <i@berg.example>, Otto, Anna <a@berg.example>"), {"cc": ["i@berg.example", "a@berg.example"]}),
    ("Exchange's address of its own", people("Cc", '"IMCEAEX-_O=BERG_OU=X_CN=INA@berg.example" <IMCEAEX-_O=BERG_OU=X_CN=INA@berg.example>'), {"cc": ["IMCEAEX-_O=BERG_OU=X_CN=INA@berg.example"]}),
    ("a list of one name and no address", people("Cc", '"Ina Berg"'), {"cc": []}),
    ("an address said twice", people("Cc", "a@berg.example, a@berg.example"), {"cc": ["a@berg.example"]}),
    ("two groups", people("Cc", "A: a@berg.example;, B:;, c@berg.example"), {"cc": ["a@berg.example", "c@berg.example"]}),
    ("sender with only a name, and Reply-To", HEAD.replace("Ina <ina@berg.example>", "Ina Berg") + "Reply-To: ina@berg.example\n\nHello\n", {"from": ["ina@berg.example"]}),
    ("Resent fields", f"Resent-From: tom@berg.example\nResent-To: s@north.example\n{HEAD}\nHello\n", {"from": ["ina@berg.example"], "subject": "Router"}),
    ("ids with spaces within", f"{HEAD}Message-ID: <a b@x>\nReferences: <c@\n x> <d@x>\n\nHello\n", {"message_id": "ab@x", "references": ["c@x", "d@x"]}),
    ("an id of Outlook with a dollar", f"{HEAD}Message-ID: <000001d95$abc$0@berg>\n\nHello\n", {"message_id": "000001d95$abc$0@berg"}),
    ("alternative of three", mixed(TEXT, "Content-Type: text/watch-html\n\n<b>Hello</b>\n", HTML, kind="alternative"), {"text": "Hello", "html": "<p>Hello</p>"}),
    ("alternative with AMP", mixed(TEXT, "Content-Type: text/x-amp-html\n\n<html amp4email>Hello</html>\n", HTML, kind="alternative"), {"text": "Hello", "html": "<p>Hello</p>"}),
    ("alternative with an invitation", mixed(TEXT, HTML, f"Content-Type: text/calendar; method=REQUEST; charset=utf-8\n\n{EVENT}", kind="alternative"), {"text": "Hello", "count": 1}),
    ("only an invitation", f"{HEAD}Content-Type: text/calendar; method=REQUEST\n\n{EVENT}", {"count": 1}),
    ("Apple: text, file, text", mixed("Content-Type: text/plain\n\nSee:\n", PART, "Content-Type: text/plain\n\nThank you.\n"), {"text": "See:\nThank you.", "files": BILL}),
    ("Apple: HTML, file, HTML", mixed("Content-Type: text/html\n\n<p>See:</p>\n", PART, "Content-Type: text/html\n\n<p>Thank you.</p>\n"), {"has": "Thank you.", "files": BILL}),
    ("Outlook: pictures beside the words", mixed(f"Content-Type: multipart/related; boundary=r\n\n--r\nContent-Type: multipart/alternative; boundary=a\n\n--a\n{TEXT}--a\nContent-Type: text/html\n\n<p>Hello<img src=\"cid:image001.png@01D95\"></p>\n--a--\n--r\n{INLINE}--r--\n", PART), {"text": "Hello", "names": ["image001.png", "bill.pdf"]}),
    ("alternative holding mixed", mixed(TEXT, f"Content-Type: multipart/mixed; boundary=m\n\n--m\n{HTML}--m\n{PART}--m--\n", kind="alternative"), {"text": "Hello", "files": BILL}),
    ("a file marked inline", mixed(TEXT, PART.replace("Content-Transfer", 'Content-Disposition: inline; filename="bill.pdf"\nContent-Transfer')), {"text": "Hello", "files": BILL}),
    ("file type octet-stream", mixed(TEXT, PART.replace("application/pdf", "application/octet-stream")), {"files": BILL}),
    ("a long file name in pieces", mixed(TEXT, "Content-Disposition: attachment;\n filename*0*=utf-8''Rechnung%20f%C3%BCr%20;\n filename*1*=den%20Anschluss%20;\n filename*2*=030%201234.pdf\n\nx\n"), {"names": ["Rechnung für den Anschluss 030 1234.pdf"]}),
    ("name and filename differ", mixed(TEXT, 'Content-Type: application/pdf; name="a.pdf"\nContent-Disposition: attachment; filename="b.pdf"\n\nx\n'), {"names": ["b.pdf"]}),
    ("name in encoded words over two lines", mixed(TEXT, 'Content-Disposition: attachment;\n filename="=?utf-8?Q?Rechnung_f=C3=BCr_?=\n =?utf-8?Q?M=C3=A4rz.pdf?="\n\nx\n'), {"names": ["Rechnung für März.pdf"]}),
    ("a file without type", mixed(TEXT, f'Content-Disposition: attachment; filename="bill.pdf"\nContent-Transfer-Encoding: base64\n\n{b64encode(b"%PDF-1.4 bill").decode()}\n'), {"files": BILL}),
    ("boundary lines with spaces behind", mixed(TEXT, PART).replace("--b\n", "--b  \n"), {"text": "Hello", "files": BILL}),
    ("closing boundary first", mixed(TEXT, PART).replace("--b\nContent-Type: text", "--b--\n--b\nContent-Type: text", 1), {"text": "Hello", "files": BILL}),
    ("CR LF and a part of LF", mixed(TEXT, PART).replace("\n", "\r\n").replace("Hello\r\n", "Hello\n"), {"text": "Hello", "files": BILL}),
    ("quoted-printable with CR LF as =0D=0A", f"{HEAD}Content-Transfer-Encoding: quoted-printable\n\none=0D=0Atwo=0D=0A", {"text": "one\ntwo"}),
    ("quoted-printable cut within a letter", f"{HEAD}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nGr=C3=\n=BC=C3=9Fe\n", {"text": "Grüße"}),
    ("base64 with a line of junk above", f"{HEAD}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n\n\n{b64encode('Größe'.encode()).decode()}\n\n", {"text": "Größe"}),
    ("HTML in utf-16", HEAD.encode() + b"Content-Type: text/html; charset=utf-16\nContent-Transfer-Encoding: base64\n\n" + b64encode("<p>Größe</p>".encode("utf-16")), {"text": "Größe"}),
    ("HTML that says another charset", HEAD.encode() + b'Content-Type: text/html; charset=utf-8\n\n<meta charset="iso-8859-1"><p>' + "Größe".encode() + b"</p>", {"text": "Größe"}),
    ("plain words that are HTML", f"{HEAD}Content-Type: text/plain\n\n<p>Hello</p>\n", {"text": "<p>Hello</p>"}),
    ("a soft hyphen and a non-breaking space", f"{HEAD}Content-Type: text/html; charset=utf-8\n\n<p>Fern&shy;sprecher&nbsp;dunkel</p>\n", {"has": "dunkel"}),
    ("PGP signed in clear", f"{HEAD}\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nHello\n-----BEGIN PGP SIGNATURE-----\n\niQ=\n-----END PGP SIGNATURE-----\n", {"has": "Hello"}),
    ("a header line of spaces only", HEAD.replace("To:", "X-Empty: \n \nTo:") + "\nHello\n", {"has": "Hello"}),
    ("the sender twice in one field", HEAD.replace("Ina <ina@berg.example>", "ina@berg.example <ina@berg.example>") + "\nHello\n", {"from": ["ina@berg.example"]}),
    ("an old date with a two-digit year and zone name", HEAD.replace("Tue, 14 Mar 2023 09:05:11 +0100", "Tuesday, 14-Mar-23 09:05:11 GMT") + "\nHello\n", {"moment": "2023-03-14T09:05:11"}),
    ("a Spanish date", HEAD.replace("Tue, 14 Mar 2023 09:05:11 +0100", "mar, 14 ene 2023 09:05:11 +0100") + "\nHello\n", {"moment": "2023-01-14T08:05:11"}),
    ("a date in brackets", HEAD.replace("Tue, 14 Mar 2023 09:05:11 +0100", "<Tue, 14 Mar 2023 09:05:11 +0100>") + "\nHello\n", {"moment": "2023-03-14T08:05:11"}),
]
