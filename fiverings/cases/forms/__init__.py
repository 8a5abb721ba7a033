"""What people fill in about cases."""

from .asking import AnswerForm, DecisionForm, EscalationForm, HelpForm
from .case import ConversionForm, ReopeningForm, WordsForm
from .expecting import ExpectationForm
from .intake import GateForm, NewCaseForm
from .newcomer import NewcomerForm
from .owning import HandoffForm, ReadBackForm, ReasonForm, TakeoverForm
from .resolving import (
    CustomersAnswerForm,
    DismissalForm,
    MergeForm,
    QuestionForm,
    ResolutionForm,
    TheirAnswerForm,
)
from .telling import (
    AskCustomerForm,
    CallForm,
    CostForm,
    PromiseForm,
    ReleaseForm,
    RenegotiationForm,
    ReplyForm,
)

__all__ = [
    "AnswerForm",
    "AskCustomerForm",
    "CallForm",
    "ConversionForm",
    "CostForm",
    "CustomersAnswerForm",
    "DecisionForm",
    "DismissalForm",
    "EscalationForm",
    "ExpectationForm",
    "GateForm",
    "HandoffForm",
    "HelpForm",
    "MergeForm",
    "NewCaseForm",
    "NewcomerForm",
    "PromiseForm",
    "QuestionForm",
    "ReadBackForm",
    "ReasonForm",
    "ReleaseForm",
    "RenegotiationForm",
    "ReopeningForm",
    "ReplyForm",
    "ResolutionForm",
    "TakeoverForm",
    "TheirAnswerForm",
    "WordsForm",
]
