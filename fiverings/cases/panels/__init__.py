"""What cases show elsewhere: on homes, on the account, in the search, in the rail."""

from . import account, asking, escalated, frame, home, leading, proposed, severity

__all__ = ["account", "asking", "escalated", "frame", "home", "leading", "proposed", "severity"]
