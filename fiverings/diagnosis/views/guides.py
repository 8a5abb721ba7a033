"""The guides: all of them, what one asks, its versions with what each changed, and the guide as a file."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fiverings.core.doors import door, show
from fiverings.core.handing_out import as_file

from ..models import DiagnosisSession, Guide, GuideDraft, GuideVersion, VersionTrial
from ..models.arm import arms
from ..models.difference import differences
from ..models.guide_file import written_guide
from ..models.rehearsal import rehearse
from .finding import tabs, the_guide

VERSIONS_SHOWN = 30
DIGITS = 9
"""More than that has no number of a version."""


@door(right="diagnosis.read_guides")
def guides(request: HttpRequest) -> HttpResponse:
    """Each guide with the version that is asked, since when, and how many are being asked."""
    found = Guide.objects.visible_to(request.person).order_by("code")  # type: ignore[attr-defined]
    live = {each.guide_id: each for each in _versions(request).current()}
    asked = DiagnosisSession.asked_now()
    drafts = {each.guide_id: each for each in GuideDraft.objects.visible_to(request.person)}  # type: ignore[attr-defined]
    rows = [
        {"guide": each, "live": live.get(each.pk), "asked": asked.get(each.pk, 0), "draft": drafts.get(each.pk)}
        for each in found
    ]
    may_edit = request.person.may("diagnosis.edit_guides")  # type: ignore[attr-defined]
    return show(request, "diagnosis/guides.html", rows=rows, may_edit=may_edit)


@door(right="diagnosis.read_guides")
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """What a guide asks now, of which causes, by which rules, and the stories that it must pass."""
    found = the_guide(request, code)
    live = found.current
    asked = DiagnosisSession.asked_now()
    shown: dict[str, Any] = {"asks": live.asks, "rehearsals": rehearse(live.asks)} if live else {}
    return show(
        request,
        "diagnosis/guide.html",
        guide=found,
        live=live,
        asked=asked.get(found.pk, 0),
        tabs=tabs(found, "guide"),
        **shown,
    )


@door(right="diagnosis.read_guides")
def versions(request: HttpRequest, code: str) -> HttpResponse:
    """Who made each version, when, and what it says otherwise than the one before; and what is on trial."""
    found, person = the_guide(request, code), request.person  # type: ignore[attr-defined]
    made = list(_versions(request).filter(guide=found).latest_first()[: VERSIONS_SHOWN + 1])
    changes = {after.pk: differences(before.definition, after.definition) for after, before in pairwise(made)}
    rows = [{"version": each, "changes": changes.get(each.pk)} for each in made[:VERSIONS_SHOWN]]
    trial = VersionTrial.objects.visible_to(person).running().filter(guide=found).first()
    shown: dict[str, Any] = {"live": found.current, "tabs": tabs(found, "guide-versions"), "trial": trial}
    shown |= {"may_launch": person.may("diagnosis.launch_guides"), "may_try": person.may("diagnosis.try_guides")}
    tried = list(arms(trial)) if trial else []
    return show(request, "diagnosis/versions.html", guide=found, rows=rows, arms=tried, **shown)


@door(right="diagnosis.read_guides")
def file(request: HttpRequest, code: str) -> HttpResponse:
    """A version as a YAML file: the one that is asked, unless another is named."""
    found, number = the_guide(request, code), request.GET.get("version", "")
    seen = _versions(request).filter(guide=found)
    version = seen.filter(number=int(number[:DIGITS])).first() if number.isdecimal() else seen.current().first()
    if version is None:
        raise Http404(_("Nobody asks by this guide yet."))
    name = f"{found.code}-{version.number}.yaml"
    return as_file(written_guide(version.definition).encode(), name=name, content_type="application/yaml")


def _versions(request: HttpRequest) -> Any:
    return GuideVersion.objects.visible_to(request.person)  # type: ignore[attr-defined]
