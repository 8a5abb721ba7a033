"""A draft is the next version of a guide while it is written, piece by piece; nobody loses words to another."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from fiverings.diagnosis.models import Definition, DraftMovedOn, Guide, GuideDraft, GuideVersion
from fiverings.diagnosis.models.guide_file import read_guide
from fiverings.diagnosis.models.section import by_key
from fiverings.diagnosis.tests import FX_1
from tests.world import World

GUIDE = "/settings/guides/misrouted/"
DRAFT = f"{GUIDE}draft/"
FILE = "/settings/guide-file/"
TEXT = FX_1.read_text(encoding="utf-8")


@pytest.fixture
def version(world: World) -> GuideVersion:
    return Guide.revise(read_guide(TEXT), by=world.gus, at=world.now)


@pytest.fixture
def draft(world: World, version: GuideVersion) -> GuideDraft:
    return GuideDraft.begin(version.guide, by=world.gus, at=world.now)


@pytest.fixture
def gus(world: World, client: Client) -> Client:
    client.force_login(world.gus)
    return client


def now() -> GuideDraft:
    return GuideDraft.objects.get()


def filled(client: Client, address: str, **typed: Any) -> dict[str, Any]:
    """What the form of an address would send, with what is typed."""
    form = client.get(address).context["form"]
    sent = {"read": client.get(address).context["read"]}
    for name, field in form.fields.items():
        value = form[name].value()
        if hasattr(field.widget, "decompress"):
            parts = field.widget.decompress(value)
            sent |= {f"{name}_{n}": part for n, part in enumerate(parts) if part is not None}
        elif value not in (None, False) and name != "read":
            sent[name] = value
    return sent | typed


def test_a_draft_begins_as_what_is_asked_and_nobody_asks_by_it(gus: Client, version: GuideVersion) -> None:
    assert gus.post(f"{GUIDE}draft-beginning/").status_code == 302
    assert now().definition == version.definition and now().changes == []
    assert "It says the same" in gus.get(DRAFT).content.decode()
    assert Guide.named("misrouted") == version


@pytest.mark.parametrize("section", ["causes", "symptoms", "nodes", "questions", "rules", "tests"])
def test_a_piece_that_is_kept_as_it_stands_says_what_it_said(gus: Client, draft: GuideDraft, section: str) -> None:
    for key in by_key(draft.definition, section):
        answer = gus.post(f"{DRAFT}{section}/{key}/", filled(gus, f"{DRAFT}{section}/{key}/"))
        assert answer.status_code == 302, answer.context["form"].errors
    assert now().changes == [] and now().lacks == []


def test_a_likelihood_is_said_by_a_word_or_typed_as_a_number(gus: Client, draft: GuideDraft) -> None:
    address = f"{DRAFT}questions/direct_numbers_ring/"
    typed = {"yes_-single_device_0": "rarely", "yes_-single_device_1": "", "yes_-pri_down_failover_1": "0.07"}
    assert gus.post(address, filled(gus, address, **typed)).status_code == 302
    said = by_key(now().definition, "questions")["direct_numbers_ring"]["yes_chance"]
    assert (said["single_device"], said["pri_down_failover"]) == ("rarely", 0.07)
    assert any("“One device” from" in each and "to rarely" in each for each in now().changes)


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"yes_-single_device_0": "rarely", "yes_-single_device_1": "0.5"}, "not by both"),
        ({"yes_-single_device_1": "1.5"}, "less than or equal to 0.9999"),
        ({"wording_en": ""}, "required"),
    ],
)
def test_what_cannot_be_kept_says_why_and_shows_what_was_typed(
    gus: Client, draft: GuideDraft, typed: Any, complaint: str
) -> None:
    address = f"{DRAFT}questions/direct_numbers_ring/"
    answer = gus.post(address, filled(gus, address, help_en="Look behind the desk.", **typed))
    text = answer.content.decode()
    assert answer.status_code == 422 and complaint in text and "Look behind the desk." in text
    assert now().edition == 1


def test_a_new_cause_is_added_moved_and_removed_with_what_is_said_under_it(gus: Client, draft: GuideDraft) -> None:
    typed = {"name_en": "The lift took the line", "severity": "1"}
    assert gus.post(f"{DRAFT}causes/", filled(gus, f"{DRAFT}causes/", **typed)).status_code == 302
    assert list(by_key(now().definition, "causes"))[-1] == "the_lift_took_the_line"
    assert now().lacks and "the_lift_took_the_line" in str(now().lacks[0])
    assert "Something is lacking" in gus.get(DRAFT).content.decode()
    place = f"{DRAFT}causes/the_lift_took_the_line/place/"
    gus.post(place, {"to": "up", "read": now().mark("causes", "the_lift_took_the_line")})
    assert list(by_key(now().definition, "causes"))[-2] == "the_lift_took_the_line"
    for key in ("the_lift_took_the_line", "single_device"):
        gus.post(f"{DRAFT}causes/{key}/removal/", {"read": now().mark("causes", key)})
    assert now().lacks == [] and "single_device" not in str(now().definition["questions"])


def test_two_who_write_on_different_pieces_are_not_in_each_others_way(draft: GuideDraft, world: World) -> None:
    marks = {key: draft.mark("causes", key) for key in ("single_device", "pri_down_failover")}
    for key, by in zip(marks, (world.gus, world.dana), strict=True):
        piece = by_key(draft.definition, "causes")[key] | {"severity": 2}
        GuideDraft.objects.get().put(section="causes", key=key, piece=piece, read=marks[key], by=by)
    assert {each["severity"] for each in now().definition["causes"]} == {1, 2}
    assert (now().edition, now().changed_by) == (3, world.dana)


def test_whoever_writes_on_the_same_piece_later_is_told_and_loses_nothing(
    gus: Client, draft: GuideDraft, world: World
) -> None:
    address = f"{DRAFT}causes/single_device/"
    sent = filled(gus, address, name_en="Just one device")
    changed = by_key(draft.definition, "causes")["single_device"] | {"severity": 2}
    draft.put(
        section="causes", key="single_device", piece=changed, read=draft.mark("causes", "single_device"), by=world.dana
    )
    answer = gus.post(address, sent)
    text = answer.content.decode()
    assert answer.status_code == 422 and "Dana changed this meanwhile" in text and "Just one device" in text
    assert by_key(now().definition, "causes")["single_device"]["severity"] == 2
    assert gus.post(address, sent | {"read": answer.context["read"]}).status_code == 302


def test_a_guide_as_a_whole_is_called_otherwise(gus: Client, draft: GuideDraft) -> None:
    address = f"{GUIDE}draft-traits/"
    typed = {"name_en": "Misrouted calls", "wrong_answers": "0.05"}
    assert gus.post(address, filled(gus, address, **typed)).status_code == 302
    assert (now().definition["name"]["en"], now().definition["wrong_answers"]) == ("Misrouted calls", 0.05)
    assert "losses" not in now().definition and len(now().changes) == 2


def test_what_the_services_are_called_that_it_asks_about_is_typed_with_commas(gus: Client, draft: GuideDraft) -> None:
    address = f"{GUIDE}draft-traits/"
    gus.post(address, filled(gus, address, services_en="calls, telephone", services_fr="appel"))
    assert now().definition["services"] == {"en": ["calls", "telephone"], "fr": ["appel"]}
    assert gus.get(address).context["form"]["services_en"].value() == "calls, telephone"
    gus.post(address, filled(gus, address, services_en="", services_fr=""))
    assert "services" not in now().definition and not now().changes


def test_a_question_is_answered_by_the_house_and_makes_another_come_first(gus: Client, draft: GuideDraft) -> None:
    new = f"{DRAFT}questions/"
    typed = {"wording_en": "Do they call from elsewhere?", "help_en": "", "answered_by": "calls_from_elsewhere"}
    assert gus.post(new, filled(gus, new, **typed, answers="number")).status_code == 422
    assert gus.post(new, filled(gus, new, **typed | {"answered_by": ""})).status_code == 422, (
        "people want to know where"
    )
    assert gus.post(new, filled(gus, new, **typed)).status_code == 302
    first = f"{DRAFT}questions/direct_numbers_ring/"
    gus.post(first, filled(gus, first, first_when="calls_from_elsewhere"))
    asks = Definition.read(now().definition)
    (known,) = asks.answered_by("calls_from_elsewhere")
    assert (known.seconds, known.discriminates) == (0, False)
    assert asks.question("direct_numbers_ring").first_when == "calls_from_elsewhere"
    for code in (known.code, "direct_numbers_ring"):
        before = by_key(now().definition, "questions")[code]
        gus.post(f"{DRAFT}questions/{code}/", filled(gus, f"{DRAFT}questions/{code}/"))
        assert by_key(now().definition, "questions")[code] == before


def test_a_new_guide_begins_empty_and_says_what_it_lacks(gus: Client, version: GuideVersion) -> None:
    assert gus.post("/settings/guide-new/", {"name": "Lifts", "code": "lifts"}).status_code == 302
    assert "at least one question" in gus.get("/settings/guides/lifts/draft/").content.decode()
    assert "There is a guide" in gus.post("/settings/guide-new/", {"name": "Lifts", "code": "lifts"}).content.decode()
    assert "Nobody asks by it yet" in gus.get("/settings/guides/").content.decode()


def test_a_draft_that_is_thrown_away_is_gone_and_what_is_asked_stays(
    gus: Client, draft: GuideDraft, version: GuideVersion
) -> None:
    gus.post(f"{GUIDE}draft-discarding/", {"edition": 7})
    assert GuideDraft.objects.exists()
    gus.post(f"{GUIDE}draft-discarding/", {"edition": draft.edition})
    assert not GuideDraft.objects.exists() and Guide.named("misrouted") == version
    with pytest.raises(DraftMovedOn):
        draft.move(section="causes", key="single_device", by_rows=1, read="", by=None)


def test_only_who_writes_guides_writes_them(world: World, draft: GuideDraft) -> None:
    ana = Client()
    ana.force_login(world.ana)
    text = ana.get(DRAFT).content.decode()
    assert "Change" not in text and "Night mode" in text
    for address in (f"{DRAFT}causes/", f"{DRAFT}causes/single_device/", FILE, "/settings/guide-new/"):
        assert ana.get(address).status_code == 403
    for address in (f"{DRAFT}causes/single_device/removal/", f"{GUIDE}draft-discarding/", f"{GUIDE}draft-beginning/"):
        assert ana.post(address).status_code == 403
