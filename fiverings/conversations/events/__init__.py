"""What can be said, and what becomes of it."""

from .preparing import (
    MessageHeldBack,
    MessageHurried,
    MessagePlanned,
    MessageReplanned,
    TemplateChanged,
    TemplateWithdrawn,
    TemplateWritten,
)
from .saying import (
    CallLogged,
    JourneyMoved,
    MessageBounced,
    MessageReceived,
    MessageSent,
    MessageTakenBack,
    MessageWritten,
    NoteWritten,
    PicturesShown,
    SenderLetIn,
    SeparationUndone,
    StrangerSeparated,
    ThreadMoved,
)

__all__ = [
    "CallLogged",
    "JourneyMoved",
    "MessageBounced",
    "MessageHeldBack",
    "MessageHurried",
    "MessagePlanned",
    "MessageReceived",
    "MessageReplanned",
    "MessageSent",
    "MessageTakenBack",
    "MessageWritten",
    "NoteWritten",
    "PicturesShown",
    "SenderLetIn",
    "SeparationUndone",
    "StrangerSeparated",
    "TemplateChanged",
    "TemplateWithdrawn",
    "TemplateWritten",
    "ThreadMoved",
]
