"""What cases show elsewhere: on homes, on the account, in the search, in the rail."""

from . import (
    account,
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
