"""Lists of cases cost the same at any volume: paged by key, never counted, never scanned."""

from __future__ import annotations

import json
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.bulk import pour, reserve
from fiverings.cases.models import CLOSED, LISTINGS, OPEN, Case, Place
from fiverings.cases.models.listing import CASES_A_PAGE
from fiverings.conversations.models import Journey
from fiverings.promises.models import Outstanding, Promise
from tests.world import World

MANY = 20_000


def write_many(world: World, count: int) -> None:
    """Cases of three accounts, each due a minute after the one before; every tenth open, half of these waiting."""
    accounts = (world.maple, world.orion, world.harbour)
    journeys = [
        Journey(id=id_, account=accounts[n % 3], opened_for=accounts[n % 3], opened_at=world.now)
        for n, id_ in enumerate(reserve(Journey, count))
    ]
    pour(Journey, journeys)
    cases = [_case(world, n, *each) for n, each in enumerate(zip(reserve(Case, count), journeys, strict=True))]
    pour(Case, cases)
    promise_about([case for case in cases if case.ended_at is None])


def promise_about(cases: list[Case]) -> None:
    """Each of these owes an answer by the time at which it is due."""
    owed = {"subject_label": "cases.case", "kind": "answer", "channel": "internal", "told_how": "internal"}
    promises = Promise.objects.bulk_create(
        Promise(
            **owed, subject_id=case.pk, journey=case.journey, owed_by=case.owner, to_person=case.owner, zone="UTC",
            due_at=case.next_due_at, told_at=case.opened_at,
        )
        for case in cases
    )  # fmt: skip
    Outstanding.objects.bulk_create(
        Outstanding(
            promise=promise, due_at=promise.due_at, person=promise.owed_by, subject_label=promise.subject_label,
            subject_id=promise.subject_id,
        )
        for promise in promises
    )  # fmt: skip


def _case(world: World, n: int, id_: int, journey: Journey) -> Case:
    at, is_open = world.now - timedelta(minutes=n), n % 10 == 0
    return Case(
        id=id_,
        number=f"X-{n}",
        need=f"Telephone {n} hums",
        journey=journey,
        account=journey.account,
        owner=(world.ana, world.ben)[n % 2],
        state="active" if is_open else "closed",
        opened_at=at,
        last_word_at=at,
        waiting_since=at if n % 20 == 0 else None,
        next_due_at=world.now + timedelta(minutes=n) if is_open else None,
        ended_at=None if is_open else at,
    )


def test_pages_meet_without_gap_or_overlap_forwards_and_backwards(world: World) -> None:
    write_many(world, 1300)
    seen, places, after = [], [], None
    while True:
        page = OPEN.page(world.dana, after=after)
        seen += [case.number for case in page.cases]
        places.append(page)
        if page.older is None:
            break
        after = page.older
    assert seen == [f"X-{n}" for n in range(0, 1300, 10)] and len(places) == 3
    back = OPEN.page(world.dana, before=places[-1].newer)
    assert back.cases == places[-2].cases
    assert OPEN.page(world.dana, before=back.newer).newer is None


def test_a_page_is_the_same_when_cases_come_meanwhile(world: World) -> None:
    write_many(world, 1300)
    first = OPEN.page(world.dana)
    second = OPEN.page(world.dana, after=first.older)
    Case.open_for(world.maple, need="Something new", by=None, at=world.now - timedelta(days=1))
    assert OPEN.page(world.dana, after=first.older).cases == second.cases


def test_a_place_that_makes_no_sense_is_the_beginning() -> None:
    assert [Place.parse(text) for text in ("", "x~1", "2026-04-30T10:00:00~1", "2026-04-30T10:00:00Z~x")] == [None] * 4
    place = Place.parse("2026-04-30T10:00:00+00:00~7")
    assert place and Place.parse(str(place)) == place


def test_every_list_reads_its_page_from_an_index_among_twenty_thousand_cases(world: World) -> None:
    write_many(world, MANY)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for listing in LISTINGS.values():
        ahead = 1 if listing.key == "next_due_at" else -1
        far = Place(world.now + ahead * timedelta(minutes=MANY // 2), 0)
        for given in ({}, {"after": far}, {"before": far}):
            with CaptureQueriesContext(connection) as queries:
                listing.page(world.ana, **given)
            (query,) = queries.captured_queries
            nodes = plan(query["sql"])
            scans = [node["Node Type"] for node in nodes if node.get("Relation Name") == "cases_case"]
            read = sum(node["Actual Rows"] for node in nodes if node.get("Relation Name") == "cases_case")
            assert scans and "Seq Scan" not in scans, (listing.code, given, scans)
            assert listing is not CLOSED or read <= CASES_A_PAGE + 1, (given, read)


def plan(sql: str) -> list[dict[str, object]]:
    """Every node of how the database answered."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}")
        answer = cursor.fetchone()[0]
    root = (json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"]
    nodes = [root]
    for node in nodes:
        nodes.extend(node.get("Plans", ()))
    return nodes


def test_a_list_asks_one_question_however_many_cases_it_shows(world: World) -> None:
    write_many(world, 200)
    with CaptureQueriesContext(connection) as queries:
        for case in OPEN.page(world.ana).cases:
            str(case.account), str(case.owner), str(case.contact)
    assert len(queries) == 1
