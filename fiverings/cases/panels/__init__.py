"""What cases show elsewhere: on homes, on the account, in the search, in the rail."""

from . import (
    account,
    around,
    asking,
    covering,
    doubted,
    escalated,
    frame,
    goodwill,
    home,
    leading,
    leaving,
    proposed,
    recovering,
    severity,
    taught,
    warned,
)

__all__ = [
    "account",
    "around",
    "asking",
    "covering",
    "doubted",
    "escalated",
    "frame",
    "goodwill",
    "home",
    "leading",
    "leaving",
    "proposed",
    "recovering",
    "severity",
    "taught",
    "warned",
]
