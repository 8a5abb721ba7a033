"""What cases show elsewhere: on homes, on the account, in the portal, in the search, in the rail."""

from . import account, asking, frame, home, portal, severity

__all__ = ["account", "asking", "frame", "home", "portal", "severity"]
