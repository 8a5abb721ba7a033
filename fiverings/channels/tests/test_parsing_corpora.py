"""Collections of real and of hostile mail, read as well as we have once read them; skipped where they are absent."""

import hashlib
import html
import json
import re
import time
from base64 import b64encode
from email.utils import getaddresses
from pathlib import Path

import pytest

from fiverings.channels.gateways.mail import cleaning, headers
from fiverings.channels.gateways.mail.parsing import ParsedMail
from fiverings.channels.gateways.mail.replies import new_part

COLLECTIONS = Path(__file__).resolve().parents[4] / "shared" / "data"
WHOLE_MAILS = ("zammad", "mikel-mail", "rt", "cpython", "mail-parser", "libredesk", "django-helpdesk")


def collection(name: str) -> Path:
    folder = COLLECTIONS / name / "dev"
    if not folder.is_dir():
        pytest.skip(f"The collection {name} is not beside the project (../shared/data/{name}).")
    return folder


def expected(path: Path):
    return json.loads(path.read_text())


def folded(text: str | None) -> str:
    return " ".join((text or "").split())


@pytest.fixture(scope="module")
def zammad() -> list[tuple[dict, ParsedMail]]:
    paths = sorted(collection("email-zammad").glob("*.expected.json"))
    return [
        (expected(path), ParsedMail.read(path.with_name(path.name.replace(".expected.json", ".box")).read_bytes()))
        for path in paths
    ]


@pytest.mark.parametrize("name", WHOLE_MAILS)
def test_no_mail_is_lost(name):
    for path in (each for each in collection(f"email-{name}").rglob("*") if each.is_file()):
        if path.suffix in (".json", ".md") or path.name == "dir":
            continue
        raw = path.read_bytes()
        began = time.process_time()
        read = ParsedMail.read(raw)
        assert time.process_time() - began < 2, path
        assert not any("could not be read" in defect for defect in read.defects), path
        head = re.split(rb"\r?\n\r?\n", raw.lstrip(), maxsplit=1)[0]
        assert read.subject or not re.search(rb"^Subject:[ \t]*\S", head, re.M | re.I), path
        json.dumps(read.as_json(), ensure_ascii=False).encode()


def test_every_subject_of_zammads_mails_is_read(zammad):
    for case, read in zammad:
        if "subject" in case:
            assert folded(read.subject) == folded(case["subject"])


def test_senders_and_recipients_of_zammads_mails_are_read(zammad):
    asserted = [(case, read) for case, read in zammad if "from_email" in case]
    senders = [
        (case["from_email"], folded(case["from_display_name"])) == (read.from_[0].address, folded(read.from_[0].name))
        for case, read in asserted
    ]
    assert (
        len(asserted) - sum(senders)
    ) <= 2  # two have an “address” with spaces, of which we read the part that is one
    for case, read in zammad:
        wanted = [(folded(name), address) for name, address in getaddresses([case.get("to") or ""]) if address]
        if "to" in case and "|" not in case["to"]:  # the library reads a bare | as a comma
            assert [(each.name, each.address) for each in read.to] == wanted


def test_every_file_of_zammads_mails_is_found(zammad):
    missing = []
    for case, read in zammad:
        digests = {
            (each.name, hashlib.sha256(form).hexdigest())
            for each in read.attachments
            for form in (each.content, b64encode(each.content))
        }
        wanted = [
            (each["filename"], each["sha256"])
            for each in case.get("attachments") or []
            if each["filename"] != "message.html"
        ]
        missing += [each for each in wanted if each not in digests]
    assert [name for name, _ in missing] == ["file"]  # a nameless text part after a file: words to us


def test_zammads_bodies_keep_their_words(zammad):
    def words(text: str) -> list[str]:
        return re.findall(r"\w+", html.unescape(re.sub(r"<[^>]+>", " ", text)))

    kept = total = 0
    for case, read in zammad:
        wanted = words(case.get("body") or "")
        if wanted and case["body"] != "no visible content":
            total += 1
            ours = set(words(read.html_safe + read.text))
            kept += sum(word in ours for word in wanted) >= 0.95 * len(wanted)
    assert total - kept <= 1


def test_libredesks_files_are_found_exactly():
    folder = collection("email-libredesk")
    for name, wanted in expected(folder / "expected.json")["attachments"].items():
        found = ParsedMail.read((folder / name).read_bytes()).attachments
        if isinstance(wanted, str):
            assert any(each.inline and each.size and each.content_id == "report-chart@example.com" for each in found)
            continue
        assert [
            (each.name, each.content_id, each.content_type, "inline" if each.inline else "attachment") for each in found
        ] == [(each["name"], each["content_id"], each["content_type"], each["disposition"]) for each in wanted]


def test_libredesks_malformed_message_ids_are_kept():
    for case in expected(collection("email-libredesk") / "expected.json")["message_id"]:
        assert headers.message_id(case["header"]) == case["expected"]


def test_request_trackers_encoded_words_are_read():
    for case in expected(collection("email-rt") / "header_decoding.expected.json"):
        assert folded(headers.words(case["input"])) == folded(case["expected"])


def test_request_trackers_mails_in_mails_are_files():
    folder = collection("email-rt")
    for name, wanted in expected(folder / "file_attachments.expected.json").items():
        if (folder / name).exists():
            read = ParsedMail.read((folder / name).read_bytes())
            assert wanted["body_contains"] in read.text
            inner = next(each for each in read.attachments if each.name == wanted["attached_filename"])
            assert ParsedMail.read(inner.content).subject == wanted["attached_subject"]


def test_all_of_the_trimmers_answers_are_trimmed_exactly():
    folder = collection("email-reply-trimmer")
    trimmed = {path.name: path.read_text().strip() for path in (folder / "trimmed").glob("*.txt")}
    assert {name: new_part((folder / "emails" / name).read_text()).strip() for name in trimmed} == trimmed


def test_the_reply_parsers_assertions_hold():
    folder = collection("email-reply-parser")
    for name, wanted in expected(folder / "expected.json").items():
        began = time.process_time()
        found = new_part((folder / "emails" / f"{name}.txt").read_text()).strip()
        assert time.process_time() - began < 1
        assert found == wanted.get("reply_equals", found).strip()
        assert all(each in found for each in wanted.get("reply_contains", []))
        assert not any(each in found for each in wanted.get("reply_lacks", []))


def test_talons_answers_are_found():
    folder = collection("email-talon")
    for name, wanted in expected(folder / "standard_replies.expected.json").items():
        read = ParsedMail.read((folder / "standard_replies" / name).read_bytes())
        assert read.new_text == re.split(r"\n\n(?:Sent from|-- )", wanted)[0].strip()  # its signatures are none of ours
    for path in (folder / "html_replies").glob("*.html"):
        read = ParsedMail.read(b"Content-Type: text/html\n\n" + path.read_bytes())
        assert folded(read.new_text) == "Hi. I am fine. Thanks, Alex", path.name


def test_no_known_trick_survives_cleaning():
    folder = collection("sec-html-sanitising")
    cases = [*expected(folder / "dompurify.json"), *expected(folder / "bleach_regressions.json")]
    for payload in (each.get("payload") or each.get("input") or "" for each in cases):
        for name, attributes in re.findall(
            r"<([a-zA-Z][^\s>/]*)((?:[^>\"]|\"[^\"]*\")*)>", cleaning.clean(payload, [])
        ):
            assert name in cleaning.PLAIN_TAGS
            for key, value in re.findall(r"([\w:-]+)=\"([^\"]*)\"", attributes):
                assert not key.startswith("on")
                assert key != "href" or re.match(r"https?:|mailto:|tel:", html.unescape(value), re.I)
                assert key != "src" or re.match(r"cid:|data:image/(?:png|gif|jpe?g|webp|bmp);base64,", value, re.I)
