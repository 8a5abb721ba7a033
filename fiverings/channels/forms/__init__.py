"""What is entered about mailboxes, and in a demo; forms check shape and never save."""

from .letters import AnswerForm, LetterForm
from .mailboxes import MailboxForm

__all__ = ["AnswerForm", "LetterForm", "MailboxForm"]
