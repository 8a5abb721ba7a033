"""Maps that the house prints of itself, so that docs cannot tell another story than the code."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.db import connection
from django.utils import translation
from django.utils.module_loading import import_string

from fiverings.core.events import KINDS, Event
from fiverings.core.following import reactions_to


def events_map() -> str:
    """*Event → what follows*, for docs/events.md."""
    with translation.override("en"):
        return "\n".join(["# What can happen, and what follows", "", *_intro(), *_parts(), ""])


def _intro() -> Iterator[str]:
    yield "Printed from the code by `bin/fiverings events`; a test keeps it current. Each event is a class in its"
    yield "part's `events.py`; each reaction is a function in some part's `reactions.py`, done once, after the commit."


def _parts() -> Iterator[str]:
    ours = [event for event in KINDS.values() if ".events" in event.__module__]
    for part in dict.fromkeys(event.kind.split(".")[0] for event in ours):
        yield from ("", f"## {part}", "", "| event | told as | what follows |", "|---|---|---|")
        yield from (_row(event) for event in ours if event.kind.startswith(f"{part}."))


def _row(event: type[Event]) -> str:
    follows = [each.name.replace("_", " ") for each in reactions_to(event, is_history=False)]
    return f"| `{event.__name__}` | {event.sentence} | {'; '.join(follows) or 'nothing'} |"


GUARDS = """
SELECT c.relname, t.tgname, obj_description(t.oid, 'pg_trigger')
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
 WHERE NOT t.tgisinternal AND c.relname !~ '^procrastinate' ORDER BY c.relname, t.tgname
"""


def guards() -> list[tuple[str, str, str]]:
    """The rules that triggers of the database keep: table, name, what they keep in words ("" where nobody said)."""
    with connection.cursor() as cursor:
        cursor.execute(GUARDS)
        return [(table, name, words or "") for table, name, words in cursor.fetchall()]


def guards_map() -> str:
    """*Table → what the database itself refuses*, for docs/guards.md."""
    rows = [f"| `{table}` | `{name}` | {words} |" for table, name, words in guards()]
    intro = (
        "Triggers, as the database lists them; printed by `bin/fiverings guards`, and a test keeps it current. Besides"
    )
    more = "them stand the constraints that each model names in its `Meta`."
    head = ["# What the database itself keeps", "", intro, more, "", "| table | guard | keeps |", "|---|---|---|"]
    return "\n".join([*head, *rows, ""])


def api_description() -> str:
    """Every endpoint as OpenAPI describes it, for docs/api/openapi.json."""
    with translation.override("en"):
        schema = import_string("config.api.api").get_openapi_schema(path_prefix="/api/")
        return json.dumps(schema, indent=2, sort_keys=True, default=str, ensure_ascii=False) + "\n"
