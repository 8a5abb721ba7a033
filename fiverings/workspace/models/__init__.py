"""The nouns of the front room."""

from .beginning import Step, steps_missing
from .looking import Group, looked_up, open_to

__all__ = ["Group", "Step", "looked_up", "open_to", "steps_missing"]
