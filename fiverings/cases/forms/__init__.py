"""What people fill in about cases."""

from .asking import AnswerForm, DecisionForm, EscalationForm, HelpForm
from .case import NewCaseForm, ReopeningForm, WordsForm
from .owning import HandoffForm, ReadBackForm, ReasonForm, TakeoverForm
from .resolving import (
    CustomersAnswerForm,
    DismissalForm,
    MergeForm,
    QuestionForm,
    ResolutionForm,
    TheirAnswerForm,
)

__all__ = [
    "AnswerForm",
    "CustomersAnswerForm",
    "DecisionForm",
    "DismissalForm",
    "EscalationForm",
    "HandoffForm",
    "HelpForm",
    "MergeForm",
    "NewCaseForm",
    "QuestionForm",
    "ReadBackForm",
    "ReasonForm",
    "ReopeningForm",
    "ResolutionForm",
    "TakeoverForm",
    "TheirAnswerForm",
    "WordsForm",
]
