"""A form is acted on once, however often it is sent, and whatever dies meanwhile."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template import engines
from django.test import RequestFactory

from fiverings.core.clock import now
from fiverings.core.models import KeptAnswer, Tick
from fiverings.core.schedule import let_go_of_kept_answers
from fiverings.core.sending import FIELD, sent_once
from tests.racing import alone, apart, leaving_nothing
from tests.world import World

Act = Callable[[], HttpResponse]


def sent(by: Any = None, token: str = "first", path: str = "/cases/NB-1/notes/", **entered: Any) -> Any:
    request = RequestFactory().post(path, {FIELD: token} | (entered or {"words": "It rings."}))
    request.person = by  # type: ignore[attr-defined]
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    return request


def ticking(status: int = 302, **headers: str) -> Act:
    """An act that leaves a tick, and leads to a page named after how many there are."""

    def act() -> HttpResponse:
        Tick.objects.create(name=f"sent.{Tick.objects.count()}")
        return HttpResponse(f"{ticks()}", status=status, headers=headers or {"Location": f"/ticks/{ticks()}/"})

    return act


def ticks() -> int:
    return Tick.objects.filter(name__startswith="sent.").count()


def test_a_form_that_is_sent_twice_leads_to_where_it_led_first_and_acts_once(world: World) -> None:
    request = sent(world.ana)
    first, again = sent_once(sent(world.ana), ticking()), sent_once(request, ticking())
    assert (first.url if hasattr(first, "url") else first["Location"]) == again["Location"] == "/ticks/1/"
    assert again.status_code == 302 and ticks() == 1
    assert [str(each) for each in get_messages(request)] == ["This was sent twice, and done once."]


def test_what_a_form_showed_is_shown_again(world: World) -> None:
    act = ticking(200, **{"Content-Type": "text/html; charset=utf-8", "HX-Redirect": "/there/"})
    first, again = sent_once(sent(world.ana), act), sent_once(sent(world.ana), act)
    assert (again.content, again.headers) == (first.content, first.headers) and ticks() == 1


def test_what_came_of_a_form_is_kept_sealed(world: World) -> None:
    sent_once(sent(world.ana), lambda: HttpResponse("the secret token of a new key"))
    kept = KeptAnswer.objects.get()
    assert b"secret" not in bytes(kept.content) and b"It rings." not in bytes(kept.content)
    assert "NB-1" not in f"{kept.address} {kept.token}", "an address may be a link by which somebody comes in"


def test_an_answer_of_any_bytes_is_given_again_as_it_was(world: World) -> None:
    for _ in range(2):
        answer = sent_once(sent(world.ana), lambda: HttpResponse(b"\xff\x00\r\n\r\n\xfe", content_type="image/png"))
        assert (answer.content, answer["Content-Type"]) == (b"\xff\x00\r\n\r\n\xfe", "image/png")


@pytest.mark.parametrize(
    "other", [{"token": "second"}, {"path": "/cases/NB-2/notes/"}, {"words": "It does not ring."}], ids=str
)
def test_another_form_another_place_and_other_words_are_other_acts(world: World, other: dict[str, str]) -> None:
    sent_once(sent(world.ana), ticking())
    sent_once(sent(world.ana, **other), ticking())
    assert ticks() == 2


def test_another_file_is_another_act_and_the_same_file_is_not(world: World) -> None:
    for name in ("one.png", "one.png", "two.png"):
        sent_once(sent(world.ana, file=SimpleUploadedFile(name, b"x")), ticking())
    assert ticks() == 2


def test_nobody_sees_what_came_of_the_form_of_somebody_else(world: World) -> None:
    for sender in (world.ana, world.ben, None):
        sent_once(sent(sender), ticking())
    assert ticks() == 3


def test_what_bears_no_token_is_acted_on_each_time(world: World) -> None:
    for _ in range(2):
        request = RequestFactory().post("/", {"words": "It rings."})
        sent_once(request, ticking())
    assert ticks() == 2 and not KeptAnswer.objects.exists()


@pytest.mark.parametrize("status", [403, 404, 409, 422, 429, 500])
def test_what_was_not_done_may_be_sent_again_and_keeps_what_it_counted(world: World, status: int) -> None:
    sent_once(sent(world.ana), ticking(status))
    assert ticks() == 1, "tries are counted, though they failed"
    assert sent_once(sent(world.ana), ticking()).status_code == 302


def test_what_failed_in_the_middle_left_nothing_and_may_be_sent_again(world: World) -> None:
    def fail() -> HttpResponse:
        ticking()()
        raise Http404

    with pytest.raises(Http404):
        sent_once(sent(world.ana), fail)
    assert ticks() == 0 and not KeptAnswer.objects.exists()
    assert sent_once(sent(world.ana), ticking()).status_code == 302


def test_what_signs_somebody_in_is_kept_for_nobody(world: World) -> None:
    def let_in() -> HttpResponse:
        answer = HttpResponseRedirect("/portal/")
        answer.set_cookie("portal", "secret")
        return answer

    sent_once(sent(), let_in)
    assert not KeptAnswer.objects.exists()


def test_forms_are_remembered_for_a_day(world: World) -> None:
    for hours, token in ((25, "yesterday"), (23, "today")):
        sent_once(sent(world.ana, token), ticking())
        KeptAnswer.objects.filter(at__gte=now() - timedelta(hours=1)).update(at=now() - timedelta(hours=hours))
    let_go_of_kept_answers()
    for token in ("yesterday", "today"):
        sent_once(sent(world.ana, token), ticking())
    assert ticks() == 3, "yesterday's was sent anew"


def test_of_many_that_come_at_once_one_acts_and_all_are_led_to_the_same_place(world: World) -> None:
    with leaving_nothing():
        answers = apart(*[lambda: sent_once(sent(world.ana), ticking())["Location"] for _ in range(6)])
        assert answers == ["/ticks/1/"] * 6 and alone(ticks) == 1


def test_a_connection_that_dies_in_the_middle_leaves_neither_the_act_nor_the_claim(world: World) -> None:
    def die() -> HttpResponse:
        answer = ticking()()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return answer

    with leaving_nothing():
        (ended,) = apart(lambda: sent_once(sent(world.ana), die))
        assert isinstance(ended, OperationalError)
        assert alone(lambda: (ticks(), KeptAnswer.objects.count())) == (0, 0)
        assert alone(lambda: sent_once(sent(world.ana), ticking()))["Location"] == "/ticks/1/"


def test_every_drawing_of_a_form_bears_another_token_that_nobody_guesses() -> None:
    form = engines["django"].from_string("<form method='post'>{% csrf_token %}</form>")
    drawn = [form.render(request=RequestFactory().get("/")) for _ in range(3)]  # type: ignore[call-arg]
    tokens = [re.search(rf'name="{FIELD}" value="([\w-]+)"', each)[1] for each in drawn]  # type: ignore[index]
    assert len(set(tokens)) == 3 and all(len(token) >= 16 for token in tokens)
    assert all('name="csrfmiddlewaretoken"' in each for each in drawn)
