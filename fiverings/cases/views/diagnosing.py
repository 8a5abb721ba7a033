"""Asking how severe a case is, one question at a time; settling, raising and lowering it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from fiverings.core.doors import attempt, door, show
from fiverings.diagnosis.models import DiagnosisSession, Finding, GuideVersion, choices
from fiverings.diagnosis.models.as_read import each_read

from ..forms.diagnosing import AnswerForm, GuideForm, LevelForm, LoweringForm, RaisingForm
from ..forms.doubting import FELT
from ..models import Case
from ..models.theirs import Theirs, letters_about, said_of_severity
from .finding import about_a_case

CAUSES_SHOWN = 4
HALF_A_PERCENT = 0.005
NAMED = {
    1: gettext_lazy("What they depend on is lost, or people or data are in danger."),
    2: gettext_lazy("Something many need is lost, and there is no way around that they can live with."),
    3: gettext_lazy("One person, a blemish, a question or a wish."),
}


@door(right="cases.severity")
@about_a_case
def diagnosis(request: HttpRequest, case: Case) -> HttpResponse:
    """The question to ask now, and what the answers say."""
    return _page(request, case)


@require_POST
@door(right="cases.severity")
@about_a_case
def answers(request: HttpRequest, case: Case) -> HttpResponse:
    """Write down an answer, and show the next question."""
    form = AnswerForm(request.POST, person=request.person)  # type: ignore[attr-defined]
    if attempt(form, case.answer, by=request.person):  # type: ignore[attr-defined]
        if "back" in request.POST:
            return redirect(f"{case.get_absolute_url()}#gate")
        return _page(request, case) if request.htmx else redirect("case-diagnosis", case.number)  # type: ignore[attr-defined]
    return _page(request, case, form=form)


@require_POST
@door(right="cases.severity")
@about_a_case
def guide(request: HttpRequest, case: Case) -> HttpResponse:
    """Ask by the guide that knows what they report."""
    form = GuideForm(request.POST)
    if attempt(form, case.ask_by, by=request.person):  # type: ignore[attr-defined]
        return redirect("case-diagnosis", case.number)
    return _page(request, case, form=form)


@require_POST
@door(right="cases.severity")
@about_a_case
def severity(request: HttpRequest, case: Case) -> HttpResponse:
    """Settle how severe it is by the answers."""
    return _settled(request, case, LevelForm(request.POST), case.settle_severity)


@require_POST
@door(right="cases.raise_severity")
@about_a_case
def raised(request: HttpRequest, case: Case) -> HttpResponse:
    """It is worse than the answers say."""
    return _settled(request, case, RaisingForm(request.POST), case.raise_severity)


@require_POST
@door(right="cases.severity")
@about_a_case
def lowered(request: HttpRequest, case: Case) -> HttpResponse:
    """A second person says that it is milder."""
    return _settled(request, case, LoweringForm(request.POST), case.lower_severity)


def _settled(request: HttpRequest, case: Case, form: Any, verb: Any) -> HttpResponse:
    if attempt(form, verb, by=request.person):  # type: ignore[attr-defined]
        messages.success(request, _("{case} is severity {level}.").format(case=case, level=form.cleaned_data["level"]))
        return redirect(case)
    return _page(request, case, form=form)


def _page(request: HttpRequest, case: Case, form: Any = None) -> HttpResponse:
    person: Any = request.person  # type: ignore[attr-defined]
    session, last = case.open_session(), case.last_severity()
    finding = session.finding() if session else case.first_finding()
    asking = _asking(finding, request.GET.get("ask"))
    return show(
        request,
        "cases/diagnosis.html",
        fragment="asking",
        case=case,
        zone=case.account.zone,
        session=session,
        finding=finding,
        levels=[_level(each, finding) for each in NAMED],
        last=last,
        theirs=_what_they_wrote(case, asking["question"], finding),
        **asking,
        **_by_guides(person, case, session, finding),
        form=form,
        **_otherwise(person, case, finding, last),
    )


def _asking(finding: Finding, asked: str | None) -> dict[str, Any]:
    """What was heard, by whom or by the house; what to ask now, or what is asked again; and what else could be."""
    unasked = finding.asks.unasked(finding.answers)
    answered = [each for each in finding.answers if each not in unasked]
    in_order = finding.asks.in_order()
    question = next((each for each in in_order if each.code == asked), finding.next_question)
    is_new = question is not None and question.code not in answered
    return {
        "heard": [finding.answers[each] for each in answered],
        "observed": [each for each in finding.answers.values() if each.question in unasked],
        "question": question,
        "further": finding.forced is not None and is_new,
        "number": len(answered) + 1 if question is None or is_new else answered.index(question.code) + 1,
        "others": [each for each in in_order if each.code not in answered and each != question],
    }


def _by_guides(person: Any, case: Case, session: DiagnosisSession | None, finding: Any) -> dict[str, Any]:
    """What may be behind it, and by what else to ask: what their words name, and the rest."""
    words = "\n".join([case.need, *(each.words for each in letters_about(case))])
    found = choices(words, each_read(GuideVersion.objects.visible_to(person).asked_of(case.journey_id)))
    asked = {"version": session.version, "symptom": session.symptom} if session else case.guide_that_fits()
    version, symptom = asked["version"], asked["symptom"]
    now = next((each for each in found if (each.version.guide_id, each.symptom) == (version.guide_id, symptom)), None)
    left = [each for each in found if each != now]
    offered = {"named": [each for each in left if each.phrases], "rest": [each for each in left if not each.phrases]}
    likely = [(cause, _percent(chance)) for cause, chance in finding.likely(CAUSES_SHOWN)]
    label = version.label() if finding.is_reckoned else None
    return {"choices": offered, "likely": likely, "asked_by": version, "reported": now, "reckoned_by": label}


def _otherwise(person: Any, case: Case, finding: Any, last: Any) -> dict[str, Any]:
    """How bad it is for them, beside what we call it; and how somebody says that it is worse, or milder."""
    felt = case.last_felt()
    return {
        "felt": felt,
        "felt_words": dict(FELT)[felt.level] if felt else "",
        "mismatch": case.mismatch(),
        "raising": RaisingForm() if _may_raise(person, finding, last) else None,
        "lowering": LoweringForm() if last and last.level < 3 and last.by_id != person.pk else None,
    }


def _percent(chance: float) -> str:
    return _("under 1 %") if chance < HALF_A_PERCENT else f"{chance * 100:.0f} %"


def _may_raise(person: Any, finding: Any, last: Any) -> bool:
    return person.may("cases.raise_severity") and not finding.forced and (last is None or last.level > 1)


def _what_they_wrote(case: Case, question: Any, finding: Any) -> Theirs | None:
    """A sentence of theirs that bears on the question that is asked now, while nobody has answered it."""
    said = said_of_severity(case, letters_about(case), finding)
    return next((each for each in said if each.question == question), None)


def _level(level: int, finding: Any) -> dict[str, Any]:
    is_forced = finding.forced is not None and level == 1
    refusal = finding.refusal(level)
    kind = "primary" if is_forced else ""
    chance = _percent(finding.chances[level - 1]) if finding.chances and (is_forced or not finding.forced) else ""
    named = {"named": NAMED[level], "chance": chance}
    return {"level": level, "refusal": refusal, "key": str(level), "kind": kind, **named}
