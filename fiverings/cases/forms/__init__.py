"""What people fill in about cases."""

from .arriving import ArrivalForm
from .asking import AnswerForm, DecisionForm, EscalationForm, HelpForm
from .calling import CallForm
from .case import ConversionForm, ReopeningForm, WordsForm
from .disclosing import CostForm
from .expecting import ExpectationForm
from .granting import AllowingForm, GoodwillForm, LimitForm, TakingBackForm
from .guiding import EscalationRuleForm, PlaceForm, RemovalForm
from .intake import GateForm, NewCaseForm
from .leaving import FarewellForm, OfferForm
from .linking import CascadeForm, ChildrenForm
from .newcomer import NewcomerForm
from .owning import HandoffForm, ReadBackForm, ReasonForm, TakeoverForm
from .planning import LaterForm, ReplanForm
from .refiling import RefilingForm
from .resolving import (
    CustomersAnswerForm,
    DismissalForm,
    MergeForm,
    QuestionForm,
    ResolutionForm,
    TheirAnswerForm,
)
from .splitting import SplitForm
from .telling import (
    AskCustomerForm,
    ConsentForm,
    PromiseForm,
    ReleaseForm,
    RenegotiationForm,
    ReplyForm,
)

__all__ = [
    "AllowingForm",
    "AnswerForm",
    "ArrivalForm",
    "AskCustomerForm",
    "CallForm",
    "CascadeForm",
    "ChildrenForm",
    "ConsentForm",
    "ConversionForm",
    "CostForm",
    "CustomersAnswerForm",
    "DecisionForm",
    "DismissalForm",
    "EscalationForm",
    "EscalationRuleForm",
    "ExpectationForm",
    "FarewellForm",
    "GateForm",
    "GoodwillForm",
    "HandoffForm",
    "HelpForm",
    "LaterForm",
    "LimitForm",
    "MergeForm",
    "NewCaseForm",
    "NewcomerForm",
    "OfferForm",
    "PlaceForm",
    "PromiseForm",
    "QuestionForm",
    "ReadBackForm",
    "ReasonForm",
    "RefilingForm",
    "ReleaseForm",
    "RemovalForm",
    "RenegotiationForm",
    "ReopeningForm",
    "ReplanForm",
    "ReplyForm",
    "ResolutionForm",
    "SplitForm",
    "TakeoverForm",
    "TakingBackForm",
    "TheirAnswerForm",
    "WordsForm",
]
