"""How a seed is lived, written down and loaded."""

from .lived import Lived, NobodyToOwn, Rehearsal, advocates
from .loading import Loading, look_over
from .pouring import pour
from .seeding import Party, Seeding

__all__ = ["Lived", "Loading", "NobodyToOwn", "Party", "Rehearsal", "Seeding", "advocates", "look_over", "pour"]
