"""The nouns of notices."""

from .declining import Declining
from .notice import Notice
from .wish import Way, Wish

__all__ = ["Declining", "Notice", "Way", "Wish"]
