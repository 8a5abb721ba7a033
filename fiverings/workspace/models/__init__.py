"""The nouns of the front room."""

from .beginning import Step, steps_missing
from .looking import Group, looked_up, open_to
from .manual import ManualPage, Section, guides, manual_page, picture, tasks_found, tasks_named

__all__ = [
    "Group",
    "ManualPage",
    "Section",
    "Step",
    "guides",
    "looked_up",
    "manual_page",
    "open_to",
    "picture",
    "steps_missing",
    "tasks_found",
    "tasks_named",
]
