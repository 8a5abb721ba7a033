"""The engine: what the answers make likely, how severe that is, and what to ask next; arrays in, figures out."""

from .belief import Belief, Observed
from .judging import Losses, Ruling
from .network import DONT_KNOW, NO, YES, Network, Node, Query
from .sequencing import NEEDED, Phase, Sequencing
from .valuing import Worth, worths

__all__ = [
    "DONT_KNOW",
    "NEEDED",
    "NO",
    "YES",
    "Belief",
    "Losses",
    "Network",
    "Node",
    "Observed",
    "Phase",
    "Query",
    "Ruling",
    "Sequencing",
    "Worth",
    "worths",
]
