"""Machines tell of alarms: each is written down once, bound to the equipment that it names, and ends when they say."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from fiverings.core import clock
from fiverings.diagnosis.models import TelemetryEvent
from fiverings.diagnosis.models.perceived import Perceived
from fiverings.diagnosis.tests.machines import alert, program_of, send
from tests.asking import lines_of
from tests.world import World


@pytest.fixture
def program(world: World) -> Client:
    return program_of(world.ana)


def test_an_alert_is_bound_to_the_equipment_whose_serial_number_it_names(program: Client, world: World) -> None:
    world.maple.assets.filter(name="PRI").update(serial="PRI-7731")
    told = send(program, alert(serial="PRI-7731", severity="critical"))
    [event] = TelemetryEvent.objects.all()
    assert told.status_code == 200 and [each["id"] for each in told.json()["taken"]] == [event.pk]
    assert (event.account, event.asset.name, event.perceived) == (world.maple, "PRI", "critical")
    assert [line.kind for line in lines_of(event)] == ["diagnosis.TelemetryReceived"]


def test_the_label_asset_names_it_by_id_or_by_serial_number(program: Client, world: World) -> None:
    pri = world.maple.assets.get(name="PRI")
    send(program, alert(asset=str(pri.pk)))
    pri.serial = "A-1"
    pri.save()
    send(program, alert(asset="A-1", alertname="Another"))
    assert {each.asset for each in TelemetryEvent.objects.all()} == {pri}


def test_the_same_sent_twice_is_one_event_and_resolved_ends_it(program: Client, world: World) -> None:
    given = alert(asset=_id(world))
    for _time in range(2):
        send(program, given)
    [event] = TelemetryEvent.objects.all()
    assert event.ended_at is None
    ended = clock.now()
    for _time in range(2):
        send(program, given | {"status": "resolved", "endsAt": ended.isoformat()})
    send(program, given)
    [event] = TelemetryEvent.objects.all()
    assert event.ended_at == ended, "what ended does not begin again"
    kinds = [line.kind for line in lines_of(event).order_by("id")]
    assert kinds == ["diagnosis.TelemetryReceived", "diagnosis.TelemetryEnded"]


def test_what_is_first_heard_of_when_it_is_over_is_written_down_with_its_end(program: Client, world: World) -> None:
    send(program, alert(asset=_id(world)) | {"status": "resolved", "endsAt": clock.now().isoformat()})
    assert TelemetryEvent.objects.get().ended_at is not None


@pytest.mark.parametrize(
    ("labels", "why"), [({}, "unnamed"), ({"serial": "nobody has this"}, "unknown"), ({"asset": "9" * 30}, "unknown")]
)
def test_what_belongs_to_nothing_is_kept_and_says_why(program: Client, labels: Any, why: str) -> None:
    told = send(program, alert(**labels)).json()["taken"][0]
    assert (told["asset"], told["unbound"]) == (None, why)


def test_one_serial_number_of_two_pieces_of_equipment_binds_to_neither(program: Client, world: World) -> None:
    world.maple.assets.update(serial="SAME")
    assert send(program, alert(serial="SAME")).json()["taken"][0]["unbound"] == "several"


def test_what_belonged_to_nothing_is_bound_when_it_is_said_again_and_we_know_the_equipment(
    program: Client, world: World
) -> None:
    given = alert(serial="NEW-1")
    send(program, given)
    world.orion.install(name="Router", serial="NEW-1", by=world.ana)
    send(program, given)
    [event] = TelemetryEvent.objects.all()
    assert (event.account, event.unbound) == (world.orion, "")


def test_a_bad_alert_is_named_and_the_good_ones_are_taken(program: Client, world: World) -> None:
    good = alert(asset=_id(world))
    bad: list[Any] = [
        "no table", good | {"status": "perhaps"}, good | {"startsAt": "yesterday"}, good | {"labels": {"a": 1}},
        good | {"startsAt": (clock.now() + timedelta(days=1)).isoformat()}, good | {"labels": {"severity": "major"}},
        good | {"labels": {f"l{n}": "x" for n in range(99)}}, good | {"labels": good["labels"] | {"x": "y" * 900}},
        good | {"startsAt": "0001-01-01T00:00:00Z"}, good | {"fingerprint": "f" * 900},
        good | {"status": "resolved", "endsAt": "2001-01-01T00:00:00Z"},
    ]  # fmt: skip
    told = send(program, *bad, good).json()
    assert [each["number"] for each in told["refused"]] == list(range(1, len(bad) + 1))
    assert all(each["why"] for each in told["refused"])
    assert len(told["taken"]) == TelemetryEvent.objects.count() == 1


def test_too_many_at_once_and_what_is_no_webhook_is_refused(program: Client) -> None:
    assert send(program, *[alert()] * 501).status_code == 422
    for body in ({}, {"alerts": "none"}, {"alerts": None}):
        told = program.post("/api/telemetry/alertmanager", body, content_type="application/json")
        assert told.status_code == 422
    assert not TelemetryEvent.objects.exists()


def test_a_long_summary_is_cut_and_nothing_in_it_breaks_the_house(program: Client, world: World) -> None:
    given = alert(asset=_id(world), odd="\x00") | {"annotations": {"summary": "\x00" + "x" * 5_000}}
    assert send(program, given).status_code == 200
    assert len(TelemetryEvent.objects.get().summary) <= 1_000


def test_a_label_that_holds_a_secret_is_not_kept(program: Client, world: World) -> None:
    send(program, alert(asset=_id(world), site="Bathurst", SNMP_Password="hush", api_key="hush", auth_token="hush"))
    assert set(TelemetryEvent.objects.get().labels) == {"alertname", "severity", "asset", "site"}


def test_any_program_tells_in_the_plain_format(program: Client, world: World) -> None:
    began = clock.now() - timedelta(minutes=3)
    event = {"name": "Battery", "severity": "minor", "asset": _id(world), "began_at": began.isoformat()}
    for more in ({}, {}, {"ended_at": clock.now().isoformat()}):
        sent = {"events": [event | more, {"name": ""}]}
        told = program.post("/api/telemetry", sent, content_type="application/json")
        assert told.status_code == 200 and len(told.json()["refused"]) == 1
    [heard] = TelemetryEvent.objects.all()
    assert heard.perceived == Perceived.MINOR and heard.ended_at is not None and heard.feed == "plain"


def test_another_scope_or_nobody_writes_nothing(world: World) -> None:
    assert send(program_of(world.ana, scopes=["diagnosis:write"]), alert()).status_code == 403
    assert send(Client(), alert()).status_code == 401
    assert send(program_of(world.kai), alert()).status_code == 403, "no right"
    assert not TelemetryEvent.objects.exists()


def test_an_alarm_of_a_confidential_account_is_seen_and_sent_only_by_who_works_for_it(world: World) -> None:
    given = alert(asset=_id(world))
    send(program_of(world.ana), given)
    world.maple.make_confidential(reason="A sale.", by=world.ana, at=clock.now())
    seen = TelemetryEvent.objects.visible_to
    assert seen(world.ana).exists() and not seen(world.dana).exists()
    other = alert(asset=_id(world), alertname="Other")
    assert send(program_of(world.dana), other).json()["taken"][0]["unbound"] == "unknown"
    again = send(program_of(world.dana), given | {"status": "resolved", "endsAt": clock.now().isoformat()}).json()
    assert again["taken"] == [] and TelemetryEvent.objects.standing().count() == 2, "nor ended"
    assert [each["name"] for each in listed(world.dana)] == ["Other"], "what belongs to nothing, a lead sees"
    assert [each["name"] for each in listed(world.ben)] == ["Line down"]
    assert listed(world.eli) == []


def listed(person: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = program_of(person).get("/api/telemetry").json()["telemetry"]
    return found


@pytest.mark.parametrize(
    ("word", "meant"),
    [("CRITICAL", "critical"), ("page", "critical"), ("error", "major"), ("low", "minor"), ("info", "warning"),
     ("odd", "indeterminate"), ("", "indeterminate")],
)  # fmt: skip
def test_words_of_a_source_mean_severities_of_x_733(word: str, meant: str) -> None:
    assert Perceived.meant_by(word) == meant


def test_the_database_keeps_what_was_said(program: Client, world: World) -> None:
    send(program, alert(asset=_id(world)))
    for change in ("name = 'x'", "perceived = 'minor'", "began_at = now()", "account_id = NULL", "asset_id = NULL"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE diagnosis_telemetryevent SET {change}")


def test_what_belongs_to_nothing_stands_on_the_homes_of_who_looks_after_it_until_it_ends(world: World) -> None:
    given = alert(serial="X-1", alertname="Fan stopped")
    send(program_of(world.ana), given)
    assert "We know no equipment by this label" in home(world.dana)
    assert "Fan stopped" not in home(world.ana)
    send(program_of(world.ana), given | {"status": "resolved", "endsAt": clock.now().isoformat()})
    assert "Fan stopped" not in home(world.dana)


def home(person: Any) -> str:
    client = Client()
    client.force_login(person)
    return client.get("/").content.decode()


def _id(world: World) -> str:
    return str(world.maple.assets.get(name="PRI").pk)
