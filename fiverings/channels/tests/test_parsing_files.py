"""Which parts of a mail are words, and which are files."""

from fiverings.channels.gateways.mail.parsing import ParsedMail


def parts(*each: str, kind: str = "mixed") -> ParsedMail:
    body = "".join(f"--b\n{part}\n" for part in each)
    return ParsedMail.read(f"From: a@b.example\nContent-Type: multipart/{kind}; boundary=b\n\n{body}--b--\n".encode())


def names(read: ParsedMail) -> list[str]:
    return [each.name for each in read.attachments]


TEXT = "Content-Type: text/plain\n\nHello"
HTML = '\nContent-Type: text/html\n\n<p>Hello <b>you</b></p><img src="cid:pic@x">'.lstrip()


def test_an_alternative_is_said_once():
    read = parts(TEXT, HTML, kind="alternative")
    assert (read.text, names(read)) == ("Hello", [])
    assert read.html_safe == '<p>Hello <b>you</b></p><img src="cid:pic@x">'


def test_html_alone_gives_its_words():
    read = parts("Content-Type: text/html\n\n<h1>Title</h1><ul><li>one<li>two</ul>a<br>b<script>no</script>")
    assert read.text == "Title\n\n- one\n- two\n\na\nb"


def test_a_picture_is_inline_exactly_when_the_words_show_it():
    png = "Content-Type: image/png\nContent-ID: <{}>\nContent-Disposition: {}\n\nx"
    read = parts(HTML, png.format("pic@x", "inline"), png.format("other@x", "attachment"), kind="related")
    assert [(each.inline, each.content_id) for each in read.attachments] == [(True, "pic@x"), (False, "other@x")]


def test_files_without_names_get_names_that_differ():
    read = parts(
        TEXT, *["Content-Type: video/quicktime\n\nx"] * 2, "Content-Type: image/jpeg\nContent-ID: <a.jpg@b>\n\nx"
    )
    assert names(read) == ["video.mov", "video1.mov", "a.jpg"]


def test_names_are_read_in_every_way_they_are_written():
    read = parts(
        "Content-Disposition: attachment; filename*=utf-8''Gr%C3%BC%C3%9Fe.pdf; filename=no.pdf\n\nx",
        "Content-Disposition: attachment; filename*0=long; filename*1=name.pdf\n\nx",
        'Content-Type: application/pdf; name="=?utf-8?Q?=C3=9C.pdf?="\n\nx',
        "Content-Disposition: attachment; filename=../../etc/passwd\n\nx",
        'Content-Disposition: attachment; filename="C:\\\\a\\\\b.doc"\n\nx',
    )
    assert names(read) == ["Grüße.pdf", "longname.pdf", "Ü.pdf", "passwd", "b.doc"]


def test_a_mail_in_a_mail_is_a_file_named_by_its_subject():
    read = parts(TEXT, "Content-Type: message/rfc822\n\nSubject: =?utf-8?Q?=C3=9Cber?=\nFrom: x@y\n\ninner")
    assert names(read) == ["Über.eml"]
    assert read.attachments[0].content.endswith(b"inner")


def test_a_file_has_exactly_its_bytes():
    read = parts(TEXT, "Content-Type: text/plain; name=a.txt\nContent-Disposition: attachment\n\nline\n")
    assert read.attachments[0].content == b"line\n"
    assert read.attachments[0].sha256 == "c73b73af8851e9e91bc6b4dc12e7dace0a2bfb931c1d0b8b36ef367319f58cd1"


def test_files_written_into_the_text_come_out_of_it():
    read = ParsedMail.read(b"From: a@b.example\n\nHello\nbegin 644 cat.txt\n#0V%T\n`\nend\nBye")
    assert (read.text, names(read), read.attachments[0].content) == ("Hello\nBye", ["cat.txt"], b"Cat")


def test_a_text_that_only_begins_like_a_file_stays():
    assert ParsedMail.read(b"From: a@b.example\n\nbegin 644 nothing\nbut words").text == "begin 644 nothing\nbut words"


def test_a_lost_boundary_is_guessed():
    head = b"From: a@b.example\nContent-Type: multipart/mixed; boundary=wrong\n\n"
    raw = head + b"--right\nContent-Type: text/plain\n\nHello\n--right--"
    read = ParsedMail.read(raw)
    assert read.text == "Hello"
    assert "The boundary between the parts is missing or wrong." in read.defects


def test_boundaries_that_begin_alike_are_told_apart():
    inner = "Content-Type: multipart/alternative; boundary=bb\n\n--bb\nContent-Type: text/plain\n\nHello\n--bb--"
    assert parts(inner, "Content-Type: application/pdf; name=a.pdf\n\nx").text == "Hello"


def test_outlooks_envelope_of_its_own_is_kept_as_a_file():
    assert names(parts(TEXT, "Content-Type: application/ms-tnef; name=winmail.dat\n\nx")) == ["winmail.dat"]


def test_a_footer_beside_html_does_not_hide_it():
    assert (
        parts("Content-Type: text/html\n\n<p>Hello</p>", "Content-Type: text/plain\n\nfooter").text == "Hello\nfooter"
    )


def test_an_invitation_said_twice_is_one_file():
    nameless = "Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR"
    inner = f"Content-Type: multipart/alternative; boundary=i\n\n--i\n{TEXT}\n--i\n{nameless}\n--i--"
    assert names(parts(inner)) == ["document.ics"]
    assert names(parts(inner, "Content-Type: application/ics; name=invite.ics\n\nx")) == ["invite.ics"]
