"""What the administrator does with the house as a whole: print what it says of itself, fill the demo."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from django.conf import settings

from demo import guide
from demo.filling import fill
from demo.progress import Progress
from fiverings.core import slots
from fiverings.core.printing import api_description, events_map, guards_map
from fiverings.customers.models import Account

Run = Callable[[Namespace], object]


@slots.command("events", help="Print what can happen and what follows, as Markdown", database=False)
def events(parser: ArgumentParser) -> Run:
    return lambda asked: events_map().rstrip("\n")


@slots.command("guards", help="Print what the database itself refuses, as Markdown")
def guards(parser: ArgumentParser) -> Run:
    return lambda asked: guards_map().rstrip("\n")


@slots.command("api-description", help="Print the API as OpenAPI describes it", database=False)
def describe_the_api(parser: ArgumentParser) -> Run:
    return lambda asked: api_description().rstrip("\n")


@slots.command("fill-demo", help="Fill an empty installation with a lively company")
def fill_demo(parser: ArgumentParser) -> Run:
    def run(asked: Namespace) -> object:
        if Account._default_manager.exists():
            raise slots.CommandFailed("This installation holds accounts already; the demo fills only an empty one.")
        progress = Progress()
        try:
            cases = fill(progress=progress)
        finally:
            progress.end()
        told = {"sign_ins": guide.sign_ins(), "first": guide.first(settings.PUBLIC_ADDRESS)}
        return told if asked.json else f"{cases} cases were told. bin/demo says who may sign in."

    return run
