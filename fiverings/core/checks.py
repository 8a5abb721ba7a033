"""Core's self-checks: the database answers, clocks tick, followers follow, no old transaction holds back the stream."""

from datetime import UTC, datetime, timedelta

from django.db import connection

from fiverings.core import clock
from fiverings.core.jobs import SCHEDULE
from fiverings.core.models import Audit, FailedReaction, Tick
from fiverings.core.slots import Finding, check

CLOCKS_MAY_LAG = timedelta(seconds=60)
FOLLOWERS_MAY_LAG = timedelta(seconds=60)
TRANSACTIONS_MAY_LAST = timedelta(minutes=5)


@check("the clocks tick", order=10)
def clocks_tick() -> Finding:
    """Each scheduled act ran within its interval and a minute."""
    at = clock.now()
    ticks = {tick.name: tick for tick in Tick.objects.all()}
    late = [name for name, each in SCHEDULE.items() if _is_late(ticks.get(name), each.seconds, at)]
    failing = [tick.name for tick in ticks.values() if tick.error and tick.name in SCHEDULE]
    if late:
        return Finding(False, f"The clocks are late: {', '.join(late)}.")
    return Finding(not failing, f"By the clock, these fail: {', '.join(failing)}." if failing else "The clocks tick.")


def _is_late(tick: Tick | None, seconds: int, at: datetime) -> bool:
    return tick is None or tick.last_at is None or at - tick.last_at > timedelta(seconds=seconds) + CLOCKS_MAY_LAG


@check("what follows is done", order=20)
def followers_follow() -> Finding:
    """No job has been waiting for its turn for more than a minute, and no reaction keeps failing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(e.at) FROM procrastinate_jobs j"
            " JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred'"
            " WHERE j.status = 'todo' AND (j.scheduled_at IS NULL OR j.scheduled_at <= now())"
        )
        oldest = cursor.fetchone()[0]
    if oldest and datetime.now(UTC) - oldest > FOLLOWERS_MAY_LAG:
        return Finding(False, f"Work has been waiting since {oldest:%Y-%m-%dT%H:%M:%SZ}: is a worker running?")
    failing = list(FailedReaction.objects.values_list("reaction", flat=True).distinct()[:5])
    return Finding(not failing, f"These reactions fail: {', '.join(failing)}." if failing else "What follows is done.")


@check("no transaction holds back the stream", order=30)
def no_old_transaction() -> Finding:
    """A transaction open for minutes keeps live updates waiting behind it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT now() - min(xact_start) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xid IS NOT NULL"
        )
        age = cursor.fetchone()[0] or timedelta()
    return Finding(age < TRANSACTIONS_MAY_LAST, f"The oldest open transaction is {age} old.")


@check("the rules are kept", order=35)
def rules_are_kept() -> Finding:
    """The last hourly audit found nothing that breaks a rule."""
    last = Audit.objects.latest_done()
    if last and last.broken:
        return Finding(False, f"Records break these rules: {last}; bin/fiverings audit names them.")
    return Finding(True, "The rules are kept." if last else "The rules will be asked within the hour.")
