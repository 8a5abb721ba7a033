"""How customers are introduced to the house: by Dana, on the day it opened or on the day they joined."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from demo.northbell import Northbell
from demo.stories import Story
from fiverings.customers.models import Account, Asset, Contact, Site


def introduce(story: Story, *, northbell: Northbell, at: datetime) -> tuple[Account, dict[str, Contact]]:
    """The account of a story with everybody and everything it has."""
    by: dict[str, Any] = {"by": northbell.people["dana"], "at": at}
    advocate, backup = (northbell.people[each] for each in story.advocates[:2])
    account = Account.open(
        name=story.name, zone=story.zone, language=story.language, calendar=northbell.calendar,
        impact_weight=story.weight, since=at.date() if story.joined else at.date().replace(year=story.since, day=1),
        advocate=advocate, backup=backup, **by,
    )  # fmt: skip
    contacts = {
        key: Contact.introduce(
            account=account, name=voice.name, position=voice.position, language=voice.language,
            prefers=voice.prefers, address=story.address(key), number=voice.number and f"+1 {voice.number}", **by,
        )
        for key, voice in story.contacts.items()
    }  # fmt: skip
    equip(account, story, by)
    if story.agreement:
        agree(account, story, northbell, by)
    return account, contacts


def equip(account: Account, story: Story, by: dict[str, Any]) -> None:
    """Places, lines, equipment, and how it hangs together."""
    sites = {name: account.add_site(name=name, address=address, **by) for name, address in story.sites.items()}
    main = next(iter(sites.values()), None)
    if story.numbers:
        first, _to, last = story.numbers.partition("-")
        account.add_trunk(first=f"+1 {first}", last=f"+1 {first[: -len(last)]}{last}" if last else "", site=main)
    assets = {name: install(account, name, story, sites, main, by) for name in story.assets}
    if story.primary:
        account.connect(
            service="Calls" if story.language == "en" else "Appels",
            primary=[assets[each] for each in story.primary],
            failover=[assets[each] for each in story.failover],
            unit="calls at a time" if story.language == "en" else "appels à la fois",
            **by,
        )


def install(
    account: Account, name: str, story: Story, sites: dict[str, Site], main: Site | None, by: dict[str, Any]
) -> Asset:
    """One piece of equipment, at its place."""
    piece, today = story.assets[name], by["at"].date()
    return account.install(
        name=name, model=piece.model, serial=piece.serial, capacity=piece.carries, criticality=piece.weighs,
        installed_on=today.replace(year=piece.installed, day=1) if piece.installed else None,
        site=sites.get(piece.site, main), **by,
    )  # fmt: skip


def agree(account: Account, story: Story, northbell: Northbell, by: dict[str, Any]) -> None:
    """The agreement, which ends so many days from today."""
    name, days = story.agreement or ("", 0)
    ends_on = northbell.now.date() + timedelta(days=days)
    hours = None if name == "Care Complete" else northbell.calendar
    covers = [("Calls, equipment and visits", hours)]
    if name == "Care Plus":
        covers.append(("Failed lines, round the clock", None))
    begins_on = ends_on - timedelta(days=3 * 365)
    account.agree(name=name, begins_on=begins_on, ends_on=ends_on, notice_days=90, covers=covers, **by)
