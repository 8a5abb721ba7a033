"""Letting everything that follows happen, within the test's own transaction."""

from __future__ import annotations

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from fiverings.core.models import FailedReaction

JOBS_AT_MOST = 1000


class SomethingFailed(AssertionError):
    """A job or a reaction raised; its error is told."""


def settle_everything(*, failing: bool = False) -> None:
    """Run queued jobs in order until none is left; SomethingFailed when a reaction failed, unless that is expected."""
    for _ in range(JOBS_AT_MOST):
        job = ProcrastinateJob.objects.filter(status="todo", scheduled_at=None).order_by("id").first()
        if job is None:
            break
        ProcrastinateJob.objects.filter(id=job.id).delete()
        app.tasks[job.task_name].func(**job.args)
        if not failing:
            _complain()
    else:
        raise SomethingFailed(f"More than {JOBS_AT_MOST} jobs: what follows never ends")
    connection.check_constraints()


def _complain() -> None:
    for failed in FailedReaction.objects.all():
        raise SomethingFailed(f"{failed.reaction}: {failed.error}")
