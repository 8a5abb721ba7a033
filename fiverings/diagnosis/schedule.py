"""What diagnosis does by the clock."""

from fiverings.core import clock
from fiverings.core.jobs import every

from .models import TrackRecord


@every(seconds=3600)
def measure_guides_once_a_month() -> None:
    """Nothing is learned by it: the label says how far figures may be trusted."""
    TrackRecord.take_due(at=clock.now())
