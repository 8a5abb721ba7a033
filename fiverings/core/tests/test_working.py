"""The worker queues like everybody else: with its transaction, or not at all."""

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from fiverings.core.jobs import later
from fiverings.core.working import as_worker


class Interrupted(Exception):
    """The act did not come to its end."""


def test_what_the_worker_queues_is_gone_when_its_transaction_is(world):
    with as_worker(), pytest.raises(Interrupted), transaction.atomic():
        later(world.ana.save)
        assert ProcrastinateJob.objects.filter(lock=f"people.person#{world.ana.pk}").exists()
        raise Interrupted
    assert not ProcrastinateJob.objects.filter(lock=f"people.person#{world.ana.pk}").exists()
