"""What people fill in about cases."""

from .asking import AnswerForm, DecisionForm, EscalationForm, HelpForm
from .case import ClosureForm, NewCaseForm, ReopeningForm, WordsForm
from .owning import HandoffForm, ReadBackForm, ReasonForm, TakeoverForm

__all__ = [
    "AnswerForm",
    "ClosureForm",
    "DecisionForm",
    "EscalationForm",
    "HandoffForm",
    "HelpForm",
    "NewCaseForm",
    "ReadBackForm",
    "ReasonForm",
    "ReopeningForm",
    "TakeoverForm",
    "WordsForm",
]
