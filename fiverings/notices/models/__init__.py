"""The nouns of notices."""

from .notice import Notice
from .wish import Way, Wish

__all__ = ["Notice", "Way", "Wish"]
