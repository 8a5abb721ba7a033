"""What an administrator does with an installation: serve it, keep it, look after it."""

import json
import os
import threading
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from django.conf import settings

from fiverings.core import auditing, clocks, rebuilding, slots, watching, working
from fiverings.core.running import demo as demonstrating
from fiverings.core.running.backing_up import back_up, default_name
from fiverings.core.running.databases import reached
from fiverings.core.running.digesting import digest
from fiverings.core.running.examining import examine
from fiverings.core.running.places import PROJECT
from fiverings.core.running.preparing import collect_static_files, migrate, pending_migrations
from fiverings.core.running.processes import stop_signs
from fiverings.core.running.restoring import require_archive, restore
from fiverings.core.running.serving import serve as serve_house
from fiverings.core.running.upgrading import asked_at_the_terminal, upgrade

Run = Callable[[Namespace], object]


@slots.command("serve", help="Run this installation: pages, live updates, worker, clocks, mail", database=False)
def serve(parser: ArgumentParser) -> Run:
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine only)")
    parser.add_argument("--port", type=int, default=settings.PORT, help="the port to listen on (default: %(default)s)")

    def run(asked: Namespace) -> None:
        with stop_signs() as stop, reached(may_create=True) as database:
            serve_house(database, host=asked.host, port=asked.port, stop=stop)

    return run


@slots.command("demo", help="Show a lively company of its own, on this machine only", database=False)
def demo(parser: ArgumentParser) -> Run:
    parser.add_argument("--port", type=int, help=f"the port to listen on (default: {settings.PORT}, or a free one)")
    parser.add_argument("--fresh", action="store_true", help="forget what was done in the demo and start afresh")
    parser.add_argument("--reload", action="store_true", help="start again whenever the code changes")

    def run(asked: Namespace) -> None:
        os.environ.setdefault("FIVERINGS_FOLDER", str(PROJECT / "var" / "demo"))
        with stop_signs() as stop, reached(may_create=True) as database:
            demonstrating.show(database, port=asked.port, fresh=asked.fresh, reload=asked.reload, stop=stop)

    return run


@slots.command("migrate", help="Bring the tables to what this version expects", database=False)
def migrate_tables(parser: ArgumentParser) -> Run:
    def run(asked: Namespace) -> object:
        with reached(may_create=True) as database:
            pending = pending_migrations(database.url)
            migrate(database)
            collect_static_files()
            return {"applied": pending} if asked.json else f"{len(pending)} migrations were applied."

    return run


@slots.command("collect-static", help="Lay out styles, scripts and pictures for the browser", database=False)
def collect_static(parser: ArgumentParser) -> Run:
    return lambda asked: collect_static_files()


@slots.command("run", help="Run one of the processes that serve starts")
def run_process(parser: ArgumentParser) -> Run:
    parser.add_argument("name", choices=sorted(filling.place for filling in slots.process.all()), help="which of them")

    def run(asked: Namespace) -> None:
        with stop_signs() as stop:
            slots.process.filled(asked.name)[0].run(stop)

    return run


@slots.process("worker", order=10, count=settings.WORKERS)
def work(stop: threading.Event) -> None:
    """Do what was queued: what follows from the journal first, then the jobs."""
    working.work(stop)


@slots.process("clocks", order=20)
def tick(stop: threading.Event) -> None:
    """Strike what is due by the clock."""
    clocks.tick(stop)


@slots.process("watcher", order=30)
def watch(stop: threading.Event) -> None:
    """Ask every self-check again and again, and ring whoever is on duty."""
    watching.watch(stop)


@slots.command("backup", help="Write database, files and secrets into one .tar", database=False)
def backup(parser: ArgumentParser) -> Run:
    parser.add_argument("path", nargs="?", type=Path, help="the file to write (default: in the data folder)")
    parser.add_argument("--replace", action="store_true", help="put it in the place of a file that is there")

    def run(asked: Namespace) -> object:
        path = (asked.path or default_name()).resolve()
        if path.exists() and not asked.replace:
            raise slots.CommandFailed(f"There is a file {path} already; --replace puts the backup in its place.")
        with reached() as database:
            manifest = back_up(database, path)
        return {"backup": str(path), **manifest} if asked.json else f"The backup is {path}"

    return run


@slots.command("restore", help="Fill an empty installation from a backup", database=False)
def restore_backup(parser: ArgumentParser) -> Run:
    parser.add_argument("path", type=Path, help="the backup")
    parser.add_argument("--replace", action="store_true", help="put it in the place of all that is there")

    def run(asked: Namespace) -> object:
        require_archive(asked.path)
        with reached(may_create=True) as database:
            manifest = restore(database, asked.path.resolve(), replace=asked.replace)
            pending = pending_migrations(database.url)
        if asked.json:
            return {"made_at": manifest["made_at"], "pending": pending}
        return f"Restored as of {manifest['made_at']}." + (" Run bin/fiverings upgrade next." if pending else "")

    return run


@slots.command("upgrade", help="Back up, then bring the tables to what this version expects", database=False)
def upgrade_installation(parser: ArgumentParser) -> Run:
    def run(asked: Namespace) -> object:
        with reached() as database:
            done = upgrade(database, default_name(), is_wanted_back=asked_at_the_terminal)
        if asked.json:
            return done
        return f"Upgraded. The backup of before is {done['backup']}" if done["backup"] else "There was nothing to do."

    return run


@slots.command("digest", help="Print a digest of the rows of each table: equal rows, equal digest", database=False)
def print_digest(parser: ArgumentParser) -> Run:
    def run(asked: Namespace) -> object:
        with reached() as database:
            found = digest(database.owner_url)
        return found if asked.json else "\n".join(f"{of_rows}  {table}" for table, of_rows in found.items())

    return run


@slots.command("audit", help="Ask every rule which records break it, and the journal whether the tables agree with it")
def audit(parser: ArgumentParser) -> Run:
    parser.add_argument("--only", metavar="RULE", default="", help="one rule, such as I-06")
    parser.add_argument("--rebuild", action="store_true", help="rebuild the facts from the journal and compare instead")
    parser.add_argument("--sample", type=int, metavar="N", help="with --rebuild: only so many records, drawn by lot")

    def run(asked: Namespace) -> None:
        with auditing.snapshot():
            verdicts = (
                rebuilding.compare_with_journal(asked.sample) if asked.rebuild else auditing.ask_rules(asked.only)
            )
            found = list(verdicts if asked.json else map(_printed, verdicts))
        if asked.only and not found:
            raise slots.CommandFailed(f"No rule is called {asked.only}.")
        if asked.json:
            print(json.dumps([verdict.as_json() for verdict in found], indent=2, ensure_ascii=False))
        if broken := sorted({verdict.rule for verdict in found if not verdict.is_kept}):
            raise slots.CommandFailed(f"broken: {', '.join(broken)}")

    return run


def _printed(verdict: auditing.Verdict) -> auditing.Verdict:
    print("\n".join(verdict.lines()), flush=True)
    return verdict


@slots.command("doctor", help="Look at everything that an installation needs", database=False)
def doctor(parser: ArgumentParser) -> Run:
    def run(asked: Namespace) -> None:
        found = list(examine())
        lines = [f"{'✔' if each.ok else '✘'} {each.what:11} {each.sentence}" for each in found]
        print(json.dumps([asdict(each) for each in found], indent=2) if asked.json else "\n".join(lines))
        if wrong := [each.what for each in found if not each.ok]:
            raise slots.CommandFailed(f"not well: {', '.join(wrong)}")

    return run
