"""What if: a symptom and answers are tried, on what is asked now and on the draft, side by side; nothing is kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fiverings.core.doors import door, show

from ..forms import WhatIfForm
from ..models import Definition, Guide, GuideDraft
from ..models.what_if import WhatIf
from .finding import tabs, the_guide


@door(right="diagnosis.read_guides")
def what_if(request: HttpRequest, code: str) -> HttpResponse:
    """What each makes of the same answers."""
    guide = the_guide(request, code)
    sides = _sides(request, guide)
    form = WhatIfForm(request.GET, list(sides.values()))
    heard, given = form.heard(), form.cleaned_data
    symptom, contracted = given.get("symptom", ""), given.get("contracted")
    found = [WhatIf(name, asks, symptom, heard, contracted).told() for name, asks in sides.items()]
    shown: dict[str, Any] = {"guide": guide, "live": guide.current, "tabs": tabs(guide, "guide-what-if")}
    return show(request, "diagnosis/what_if.html", trying=form, found=found, heard=len(heard), **shown)


def _sides(request: HttpRequest, guide: Guide) -> dict[str, Definition]:
    """What is asked now and the draft, by what they are called; those of them that there are and that can be read."""
    live = guide.current
    draft = GuideDraft.objects.visible_to(request.person).filter(guide=guide).first()  # type: ignore[attr-defined]
    sides = {_("Version {number}, asked now").format(number=live.number): live.asks} if live else {}
    return sides | ({_("The draft"): draft.asks} if draft is not None and draft.asks else {})
