"""The nouns of the front room."""

from .looking import Group, looked_up

__all__ = ["Group", "looked_up"]
