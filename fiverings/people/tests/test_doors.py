"""Who may come in to the pages about ourselves, and what their buttons do."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.test import Client

from fiverings.core import clock, frame, watching
from fiverings.people.checks import somebody_can_administer, somebody_is_on_duty
from fiverings.people.models import Duty, Invitation, Membership, Person, Role, Team
from tests.world import World

PAGES = ["/me/", "/people/", "/settings/teams/", "/settings/roles/", "/settings/duty/", "/settings/keys/"]


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_led_to_sign_in(client: Client, db: None, page: str) -> None:
    assert client.get(page).url.startswith("/sign-in?next=")


@pytest.mark.parametrize("page", PAGES)
def test_an_administrator_sees_every_page_in_the_frame(world: World, client: Client, page: str) -> None:
    client.force_login(world.admin)
    shown = client.get(page).content.decode()
    assert 'class="rail"' in shown and "<h1>" in shown and 'id="bell"' in shown


@pytest.mark.parametrize("page", ["/settings/teams/", "/settings/duty/", "/settings/keys/"])
def test_an_advocate_changes_neither_teams_nor_duty_nor_keys_of_others(world: World, client: Client, page: str) -> None:
    client.force_login(world.ana)
    assert client.get(page).status_code == 403
    assert client.post(page, {"name": "Mine"}).status_code == 403


def test_presence_is_said_from_any_page_by_a_post_only(world: World, client: Client) -> None:
    client.force_login(world.ana)
    assert client.get("/me/presence/").status_code == 405
    back = client.post("/me/presence/", {"presence": "break"}, headers={"referer": "http://testserver/people/"})
    assert back.url == "http://testserver/people/"
    away = client.post("/me/presence/", {"presence": "away"}, headers={"referer": "https://elsewhere.example/"})
    assert away.url == "/"
    assert Person.objects.get(pk=world.ana.pk).presence == "away"
    assert 'data-presence="away"' in client.get("/me/").content.decode()


def test_a_person_keeps_their_own_profile_and_absences(world: World, client: Client) -> None:
    client.force_login(world.ana)
    profile = {
        "name": "Ana Costa",
        "known_as": "Ana C",
        "language": "fr-ca",
        "languages": "EN, fr",
        "zone": "Europe/Paris",
    }
    assert client.post("/me/", profile).status_code == 302
    ana = Person.objects.get(pk=world.ana.pk)
    assert (ana.known_as, ana.languages, ana.zone) == ("Ana C", ["en", "fr"], "Europe/Paris")
    times = {"since": "2026-05-01T09:00", "until": "2026-05-08T09:00", "substitute": world.ben.pk}
    assert client.post("/me/absences/", times | {"substitute": ana.pk}).status_code == 422, (
        "nobody stands in for oneself"
    )
    client.post("/me/absences/", times)
    absence = ana.absences.get()
    assert absence.since.hour == 7, "entered in Paris"
    assert client.post("/me/absences/", times | {"until": "2026-04-01T09:00"}).status_code == 422
    client.force_login(world.ben)
    assert client.post(f"/me/absences/{absence.pk}/end/").status_code == 404


def test_an_administrator_invites_and_changes_roles_and_ends_access(world: World, client: Client) -> None:
    client.force_login(world.admin)
    invited = {"name": "Noor", "email": "noor@northbell.example", "roles": ["advocate"]}
    with time_machine.travel(clock.now(), tick=False):
        shown = client.post("/people/invitations/", invited).content.decode()
        invitation = Invitation.objects.get()
        assert invitation.link() in shown and "link to noor@northbell.example" in shown
    assert "Noor" in client.get("/people/").content.decode()
    assert "/welcome/" not in client.get("/people/").content.decode(), "the link is shown once"
    client.post(f"/people/invitations/{invitation.pk}/withdrawal/")
    assert not Invitation.objects.waiting(world.now).exists()
    client.post(f"/people/{world.ben.pk}/roles/", {"roles": ["lead"]})
    client.post(f"/people/{world.ben.pk}/departure/")
    ben = Person.objects.get(pk=world.ben.pk)
    assert ben.roles == ["lead"] and not ben.is_active
    refused = client.post(f"/people/{world.dana.pk}/departure/", follow=True)
    assert "on the duty roster" in refused.content.decode()
    assert Person.objects.get(pk=world.dana.pk).is_active


def test_a_lead_notes_skills_and_plans_absences_but_does_not_change_roles(world: World, client: Client) -> None:
    client.force_login(world.dana)
    client.post(f"/people/{world.ana.pk}/skills/", {"skill": "Trunks", "level": 3})
    assert world.ana.learned.get().level == 3
    assert client.post(f"/people/{world.ana.pk}/roles/", {"roles": ["admin"]}).status_code == 403
    page = client.get(f"/people/{world.ana.pk}/").content.decode()
    assert "Trunks" in page and "/roles/" not in page.split("<main")[1]


def test_a_team_is_established_and_filled_on_its_pages(world: World, client: Client) -> None:
    client.force_login(world.admin)
    client.post("/settings/teams/", {"name": "Field", "calendar": world.calendar.pk})
    team = Team.objects.get(name="Field")
    client.post(f"/settings/teams/{team.pk}/people/", {"people": [world.eli.pk]})
    assert Membership.objects.get(team=team).person == world.eli
    client.post(f"/settings/teams/{team.pk}/", {"name": "Field service"})
    assert Team.objects.get(pk=team.pk).name == "Field service"


def test_the_duty_page_refuses_to_leave_a_seat_empty(world: World, client: Client) -> None:
    client.force_login(world.dana)
    standing = Duty.objects.get(seat="lead")
    told = client.post(f"/settings/duty/{standing.pk}/end/", follow=True).content.decode()
    assert "put somebody else on duty first" in told
    world.ben.change_roles(["lead"], by=world.admin)
    client.post("/settings/duty/", {"seat": "lead", "person": world.ben.pk})
    assert Duty.lead() == world.ben


def test_the_duty_page_offers_only_those_who_may_answer(world: World, client: Client) -> None:
    client.force_login(world.dana)
    page = client.get("/settings/duty/").content.decode()
    assert f'value="{world.dana.pk}"' in page and "Dana Lindqvist (Team lead, Customer advocate)" in page
    assert f'value="{world.ana.pk}"' not in page
    refused = client.post("/settings/duty/", {"seat": "lead", "person": world.ines.pk})
    assert refused.status_code == 422 and "takes the role Team lead" in refused.content.decode()
    assert Duty.lead() == world.dana


def test_the_roles_page_lists_every_right_of_every_part(world: World, client: Client) -> None:
    client.force_login(world.ana)
    shown = client.get("/settings/roles/").content.decode()
    assert all(str(role.label) in shown for role in Role) and "Put leads and executives on duty" in shown


def test_the_frame_asks_one_question_for_its_corner(world: World, rf: Any, django_assert_num_queries: Any) -> None:
    request = rf.get("/")
    request.person = world.ana
    with django_assert_num_queries(1):
        corner = [each for each in frame.furniture.all() if each.name in {"people.me", "notices.bell"}]
        shown = dict(pair for each in corner for pair in each.run(request).items())
    assert shown["me"]["presence"] == "offline" and shown["bell"]["count"] == 0


def test_the_watcher_rings_who_is_on_duty_and_sees_an_empty_house(world: World) -> None:
    rung = [address for filling in watching.on_duty.all() for address in filling.run()]
    assert rung == ["dana@northbell.example", "ines@northbell.example"]
    assert somebody_is_on_duty().ok and somebody_can_administer().ok
    Person.objects.filter(pk=world.admin.pk).update(roles=[])
    assert not somebody_can_administer().ok
