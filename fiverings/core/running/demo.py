"""The demo: an installation that fills itself with a lively company and touches nothing that it did not make."""

import json
import shutil
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import psycopg
from django.conf import settings
from psycopg import sql

from .databases import Database
from .failures import CannotRun, Interrupted
from .places import PROJECT, data_folder
from .ports import free_port, require_free
from .preparing import applied_migrations, rewritten_migrations
from .processes import Processes
from .serving import House, tell
from .standing import require_alone, standing

ACCOUNTS = "customers_account"
BEGUN = "The demo began to fill this."
MADE = "The demo made this."
MAIL_IN_PORT = 8025
MAIL_SINK_PORT = 8026


def show(database: Database, *, port: int | None, fresh: bool, reload: bool, stop: threading.Event) -> None:
    """Start the demo, filling it first when it is new, and stay until told to stop."""
    require_alone(data_folder(), "The demo")
    require_own(database)
    more = {"FIVERINGS_DEMO": "1", "MAIL_IN_PORT": str(free_port(MAIL_IN_PORT)), **_sink(), **_debug(reload)}
    house = House(database, port=_port(port), echo=reload, more=more)
    with standing(data_folder(), port=house.port):
        try:
            _furnish(house, fresh=fresh, stop=stop)
        except Interrupted:
            tell("\nStopped before the company was full; the next start begins it anew.")
            return
        with house.open(stop) as running:
            if not stop.is_set():
                tell(welcome(house.address, json.loads(_guide().read_text())))
            house.stay(running, stop, also=[_restart_on_change(running)] if reload else [])
            tell("\nStopping.")


def _furnish(house: House, *, fresh: bool, stop: threading.Event) -> None:
    if fresh or _mark(house.database) == BEGUN or _is_from_other_migrations():
        _start_afresh(house.database)
    house.prepare(upgrade=True)
    if _mark(house.database) != MADE:
        _fill(house, stop)


def _port(asked: int | None) -> int:
    """The port that was asked for and no other; when none was, ours or one that the machine chooses."""
    if asked is not None:
        return require_free(asked)
    chosen = free_port(settings.PORT)
    if chosen != settings.PORT:
        tell(f"Port {settings.PORT} of this machine is taken; the demo uses {chosen}.")
    return chosen


def _sink() -> dict[str, str]:
    """All mail goes to the demo's own mailboxes: nothing that is tried here reaches anybody."""
    return {
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(free_port(MAIL_SINK_PORT)),
        "SMTP_USERNAME": "",
        "SMTP_STARTTLS": "",
    }


def _debug(reload: bool) -> dict[str, str]:
    return {"DEBUG": "1"} if reload else {}


def require_own(database: Database) -> None:
    """Refuse a database that holds accounts which the demo did not make."""
    if applied_migrations(database.url) is None or _mark(database) in (BEGUN, MADE):
        return
    with psycopg.connect(database.url) as connection, suppress(psycopg.errors.UndefinedTable):
        if connection.execute(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(ACCOUNTS))).fetchone():
            raise CannotRun("This database holds accounts that the demo did not make; the demo leaves it alone.")


def welcome(address: str, guide: dict[str, list[dict[str, str]]]) -> str:
    """What a visitor needs: the address, who may sign in as what, and what to try first."""
    sign_ins = guide["sign_ins"]
    width = max((len(each["role"]) for each in sign_ins), default=0)
    lines = ["", f"  Five Rings is open at {address}", "", "  Sign in as"]
    lines += [f"    {each['role']:{width}}  {each['email']}  {each['password']}" for each in sign_ins]
    lines += ["", "  Try first"]
    lines += [f"    {number}. {each['words']}" for number, each in enumerate(guide["first"], 1)]
    return "\n".join([*lines, "", "  Ctrl-C ends all of it.", ""])


def _fill(house: House, stop: threading.Event) -> None:
    tell("Filling the company: eight months of its life, told by the same acts as yours (a minute or two)…")
    _set_mark(house.database, BEGUN)
    _guide().write_text(house.call("fill-demo", "--json", stop=stop))
    _set_mark(house.database, MADE)


def _start_afresh(database: Database) -> None:
    tell("Starting from an empty company.")
    database.make_empty()
    for name in ("files", "mail"):
        shutil.rmtree(data_folder() / name, ignore_errors=True)
    for name in ("migrations.json", _guide().name):
        (data_folder() / name).unlink(missing_ok=True)


def _is_from_other_migrations() -> bool:
    """Whether the folder is of another time, and the visitor, when there is one to ask, wants a fresh one."""
    if not rewritten_migrations():
        return False
    if not sys.stdin.isatty():
        raise CannotRun("This demo was made by other migrations; bin/demo --fresh makes a new one in its place.")
    answer = input("This demo was made by other migrations. Make a fresh one in its place? [Y/n] ")
    return answer.strip().lower() in ("", "y", "yes")


def _mark(database: Database) -> str | None:
    with psycopg.connect(database.url) as connection:
        found = connection.execute("SELECT obj_description(to_regclass(%s), 'pg_class')", [ACCOUNTS]).fetchone()
    return str(found[0]) if found and found[0] else None


def _set_mark(database: Database, mark: str) -> None:
    with psycopg.connect(database.owner_url) as owner:
        words = sql.SQL("COMMENT ON TABLE {} IS {}").format(sql.Identifier(ACCOUNTS), sql.Literal(mark))
        owner.execute(words)


def _guide() -> Path:
    return data_folder() / "demo.json"


def _restart_on_change(running: Processes) -> Callable[[], None]:
    seen = _newest(_code())

    def look() -> None:
        nonlocal seen
        newest = _newest(_code())
        if newest != seen:
            seen = newest
            tell("The code has changed: starting again.")
            running.restart()

    return look


def _code() -> Iterable[Path]:
    return (file for folder in ("fiverings", "config") for file in (PROJECT / folder).rglob("*.py"))


def _newest(files: Iterable[Path]) -> tuple[int, int]:
    times = [file.stat().st_mtime_ns for file in files]
    return len(times), max(times)
