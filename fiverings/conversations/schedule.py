"""What conversations do by the clock."""

from fiverings.core import clock
from fiverings.core.jobs import every

from .models import Outbox


@every(seconds=1)
def tell_what_is_due() -> None:
    """Messages whose ten seconds are over leave the outbox."""
    now = clock.now()
    Outbox.objects.due(now).tell_all(at=now)
