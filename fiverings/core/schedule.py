"""What core does by the clock: jobs that a killed worker left are taken up again, done ones are cleared away."""

from datetime import UTC, datetime

from asgiref.sync import async_to_sync
from procrastinate.contrib.django import app

from fiverings.core.clock import now
from fiverings.core.jobs import DEAD_AFTER, every, later
from fiverings.core.models import Audit, KeptAnswer

DONE_JOBS_ARE_KEPT_HOURS = 24


@every(seconds=3)
def take_up_stalled_jobs() -> None:
    """A worker that missed five beats of its heart is dead; its jobs go back to the queue."""
    async_to_sync(_take_up_stalled_jobs)()


async def _take_up_stalled_jobs() -> None:
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER):
        await app.job_manager.retry_job(job, retry_at=datetime.now(UTC))


@every(seconds=3600)
def clear_done_jobs() -> None:
    """Jobs that succeeded a day ago have nothing more to say; failed ones stay."""
    async_to_sync(app.job_manager.delete_old_jobs)(nb_hours=DONE_JOBS_ARE_KEPT_HOURS)


@every(seconds=3600)
def let_go_of_kept_answers() -> None:
    """What a program asked a day ago, it does not ask again."""
    KeptAnswer.objects.outdated(now()).delete()


@every(seconds=3600)
def ask_every_rule() -> None:
    """What the database cannot refuse by itself is looked for each hour, by the worker, which delays no promise."""
    later(Audit.objects.create(began_at=now()).carry_out)
