"""Lists for programs are read by key: no row twice, none left out, and no place that we did not name."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import timedelta

import pytest
from django.test import Client

from fiverings.core.clock import now
from fiverings.core.models import Tick
from fiverings.core.paging import Paging
from fiverings.core.problems import Problem
from tests.world import World


def ticks() -> list[Tick]:
    """Five ticks, of which three struck at one moment."""
    at = now()
    moments = [at, at, at, at - timedelta(hours=1), at - timedelta(hours=2)]
    return [Tick.objects.create(name=f"paging.{n}", last_at=moment) for n, moment in enumerate(moments)]


@pytest.mark.parametrize("by", [("id",), ("-id",), ("last_at", "id"), ("-last_at", "-id"), ("name",)])
def test_pages_hold_every_row_once_in_order_also_where_many_share_a_moment(db: None, by: tuple[str, ...]) -> None:
    ticks()
    records = Tick.objects.filter(name__startswith="paging.")
    seen: list[Tick] = []
    after: str | None = ""
    while after is not None:
        page = Paging(after=after, limit=2).page("ticks", records, by=by)
        seen, after = seen + page["ticks"], page["next"]
    assert seen == list(records.order_by(*by))


def test_a_row_added_before_the_place_does_not_shift_the_next_page(db: None) -> None:
    made = ticks()
    first = Paging(limit=2).page("ticks", Tick.objects.filter(name__startswith="paging."), by=("-id",))
    Tick.objects.create(name="paging.later")
    second = Paging(after=first["next"], limit=2).page("ticks", Tick.objects.all(), by=("-id",))
    assert [*first["ticks"], *second["ticks"]] == made[:0:-1]


@pytest.mark.parametrize(
    "after", ["7", "²", "null", "[]", '["x"]', "[null]", "[1, 2]", "[Infinity]", "[1e400]", '{"id": 1}']
)
def test_a_place_that_no_page_named_is_refused(db: None, after: str) -> None:
    for written in (after, urlsafe_b64encode(after.encode()).decode()):
        with pytest.raises(Problem) as refused:
            Paging(after=written).page("ticks", Tick.objects.all())
        assert refused.value.status == 422


@pytest.mark.parametrize("limit", ["0", "101", "-1", "many"])
def test_no_page_is_longer_than_a_hundred_rows(world: World, client: Client, limit: str) -> None:
    client.force_login(world.ana)
    answer = client.get("/api/people", {"limit": limit})
    assert answer.status_code == 422 and answer["Content-Type"] == "application/problem+json"
