"""Reviews of what was asked when a severity was wrong: each changes a guide, or says why not."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from fiverings.core.doors import attempt, door, show

from ..forms.doubting import ReviewForm
from ..models import DiagnosisReview

CLOSED_SHOWN = 20


@door(right="cases.review_diagnosis")
def reviews(request: HttpRequest) -> HttpResponse:
    """What is open, the longest first, and what was changed lately."""
    seen = DiagnosisReview.objects.visible_to(request.person).with_everybody()  # type: ignore[attr-defined]
    unclosed = seen.unclosed().order_by("opened_at", "id")
    closed = seen.exclude(closed_at=None).select_related("closed_by").order_by("-closed_at", "-id")[:CLOSED_SHOWN]
    return show(request, "cases/reviews.html", unclosed=list(unclosed[:CLOSED_SHOWN]), closed=list(closed))


@door(right="cases.review_diagnosis")
def review(request: HttpRequest, review: int) -> HttpResponse:
    """One: what was told, what it was after all, what was asked; and what is changed."""
    seen = DiagnosisReview.objects.visible_to(request.person).with_everybody()  # type: ignore[attr-defined]
    found = get_object_or_404(seen.select_related("closed_by", "resolution"), pk=review)
    form = None if found.closed_at else ReviewForm(request.POST or None, review=found)
    if form and request.method == "POST" and attempt(form, found.close, by=request.person):  # type: ignore[attr-defined]
        messages.success(request, _("The review is closed."))
        return redirect("diagnosis-reviews")
    asked = found.session.standing() if found.session else []
    return show(request, "cases/review.html", review=found, case=found.case, asked=asked, form=form)
