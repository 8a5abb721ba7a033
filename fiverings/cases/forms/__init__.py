"""What people fill in about cases."""

from .asking import AnswerForm, DecisionForm, EscalationForm, HelpForm
from .case import ConversionForm, ReopeningForm, WordsForm
from .expecting import ExpectationForm
from .intake import GateForm, NewCaseForm
from .leaving import FarewellForm, OfferForm
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
    "FarewellForm",
    "HelpForm",
    "MergeForm",
    "NewCaseForm",
    "NewcomerForm",
    "PromiseForm",
    "QuestionForm",
    "OfferForm",
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
