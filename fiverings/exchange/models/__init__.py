"""How a seed is lived, written down and loaded."""

from .loading import Loading, Took, look_over
from .rehearsal import NobodyToOwn, Rehearsal, advocates
from .seeding import Party, Seeding
from .stories import SPOKEN, Story
from .trace import copy_into, traced

__all__ = [
    "SPOKEN",
    "Loading",
    "NobodyToOwn",
    "Party",
    "Rehearsal",
    "Seeding",
    "Story",
    "Took",
    "advocates",
    "copy_into",
    "look_over",
    "traced",
]
