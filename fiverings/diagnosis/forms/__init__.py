"""What people fill in about guides."""

from .asking import QuestionForm, RuleForm
from .guide import GuideFileForm, NewGuideForm, TraitsForm
from .launch import LaunchForm, ReasonForm, TrialForm
from .network import CauseForm, NodeForm, SymptomForm
from .piece import PieceForm
from .stories import StoryForm
from .what_if import WhatIfForm

PIECES: dict[str, type[PieceForm]] = {
    "causes": CauseForm,
    "symptoms": SymptomForm,
    "nodes": NodeForm,
    "questions": QuestionForm,
    "rules": RuleForm,
    "tests": StoryForm,
}
"""The form of one piece of each section."""

__all__ = [
    "PIECES",
    "CauseForm",
    "GuideFileForm",
    "LaunchForm",
    "NewGuideForm",
    "NodeForm",
    "PieceForm",
    "QuestionForm",
    "ReasonForm",
    "RuleForm",
    "StoryForm",
    "SymptomForm",
    "TraitsForm",
    "TrialForm",
    "WhatIfForm",
]
