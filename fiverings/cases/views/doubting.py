"""A severity in doubt stands, or not; and how bad it is for them, beside what we call it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fiverings.core.doors import door

from ..forms.doubting import ExplanationForm, FeltForm, StandsForm
from ..models import Case
from .finding import about_a_case, act_on


@door(right="cases.severity")
@about_a_case
def stands(request: HttpRequest, case: Case) -> HttpResponse:
    """Whoever looked again says that it is as severe as we said."""
    form, title = StandsForm(request.POST or None), _("Its severity stands")
    return act_on(request, case, case.let_severity_stand, form=form, title=title, done=_("Written down: it stands."))


@door(right="cases.severity")
@about_a_case
def felt(request: HttpRequest, case: Case) -> HttpResponse:
    """How bad it is for them, in their words."""
    form, title = FeltForm(request.POST or None), _("How bad is it for them?")
    return act_on(request, case, case.hear_felt, form=form, title=title, label=_("Write it down"), done=_("Noted."))


@door(right="cases.severity")
@about_a_case
def explained(request: HttpRequest, case: Case) -> HttpResponse:
    """They accept why we call it milder than it feels."""
    form, title = ExplanationForm(request.POST or None), _("They accept what you explained")
    return act_on(request, case, case.accept_explanation, form=form, title=title, done=_("Noted: they accept it."))
