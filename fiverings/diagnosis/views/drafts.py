"""Drafts: the next version of a guide, as a whole; a guide that is new, and one that comes as a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiverings.core.doors import attempt, door, press, show
from fiverings.core.handing_out import as_file

from ..forms import GuideFileForm, NewGuideForm, TraitsForm
from ..models import BadGuide, GuideDraft
from ..models.guide_file import read_guide, written_guide
from ..models.lacking import lacks
from ..models.section import SECTIONS, pieces
from .finding import tabs, the_draft, the_guide


@door(right="diagnosis.read_guides")
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """What the next version will ask, what it lacks, what it changes, and what comes of its stories."""
    guide, person = the_guide(request, code), request.person  # type: ignore[attr-defined]
    found = GuideDraft.objects.visible_to(person).filter(guide=guide).select_related("changed_by", "guide").first()
    shown: dict[str, Any] = {"guide": guide, "live": guide.current, "tabs": tabs(guide, "guide-draft")}
    shown |= {"draft": found, "may_edit": person.may("diagnosis.edit_guides")}
    shown |= {"may_launch": person.may("diagnosis.launch_guides"), "may_try": person.may("diagnosis.try_guides")}
    if found:
        shown["sections"] = [_section(found, each.code) for each in SECTIONS.values()]
    return show(request, "diagnosis/draft.html", **shown)


@require_POST
@door(right="diagnosis.edit_guides")
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """The draft of a guide begins as what is asked now."""
    GuideDraft.begin(the_guide(request, code), by=request.person)  # type: ignore[attr-defined]
    return redirect("guide-draft", code)


@require_POST
@door(right="diagnosis.edit_guides")
def discard(request: HttpRequest, code: str) -> HttpResponse:
    """What was written is thrown away; what is asked stays."""
    found, edition = the_draft(request, code), request.POST.get("edition", "")
    if not edition.isdecimal():
        raise Http404
    done = _("The draft is thrown away. What is asked stays.")
    press(request, found.discard, edition=int(edition), by=request.person, done=done)  # type: ignore[attr-defined]
    return redirect("guide-draft", code)


@door(right="diagnosis.edit_guides")
def traits(request: HttpRequest, code: str) -> HttpResponse:
    """What is said of the guide as a whole."""
    found = the_draft(request, code)
    form = TraitsForm(request.POST or None, definition=found.definition, piece=found.traits)
    if request.method == "POST" and attempt(form, found.describe, by=request.person):  # type: ignore[attr-defined]
        return redirect("guide-draft", code)
    read = the_draft(request, code).mark("", "")
    return show(
        request, "diagnosis/piece.html", guide=found.guide, form=form, read=read, title=_("The guide as a whole")
    )


@door(right="diagnosis.read_guides")
def draft_file(request: HttpRequest, code: str) -> HttpResponse:
    """The draft as a YAML file."""
    found = the_draft(request, code)
    written = written_guide(found.definition).encode()
    return as_file(written, name=f"{code}-draft.yaml", content_type="application/yaml")


@door(right="diagnosis.edit_guides")
def new(request: HttpRequest) -> HttpResponse:
    """A guide that nobody has written yet begins as an empty draft."""
    form = NewGuideForm(request.POST or None)
    if request.method == "POST" and attempt(form, GuideDraft.begin_new, by=request.person):  # type: ignore[attr-defined]
        return redirect("guide-draft", form.cleaned_data["code"])
    return show(request, "diagnosis/new_guide.html", form=form)


@door(right="diagnosis.edit_guides")
def file(request: HttpRequest) -> HttpResponse:
    """A guide that comes as a file becomes a draft; its mistakes are named, and the text stays to be mended."""
    form = GuideFileForm(request.POST or None, request.FILES or None)
    wrong: list[str] = []
    taken = _taken(request, form, wrong) if request.method == "POST" and form.is_valid() else None
    if taken is not None:
        messages.success(request, _("It is the draft now. Nobody asks by it before it goes live."))
        return redirect("guide-draft", taken.guide.code)
    if form.is_bound and "text" in form.cleaned_data:
        form.data = {**form.data.dict(), "text": form.cleaned_data["text"]}  # type: ignore[attr-defined]
    page = show(request, "diagnosis/guide_file.html", form=form, wrong=wrong, standing=_standing(request, form))
    page.status_code = 422 if wrong else page.status_code
    return page


def _taken(request: HttpRequest, form: GuideFileForm, wrong: list[str]) -> GuideDraft | None:
    given = form.cleaned_data
    try:
        definition = read_guide(given["text"])
    except BadGuide as refused:
        wrong.append(str(refused))
        return None
    wrong += [str(each) for each in lacks(definition)]
    over = given["replaces"] or 0 if given["over"] else 0
    taken: list[GuideDraft] = []

    def take_in(**_given: Any) -> None:
        taken.append(GuideDraft.take_in(definition, replaces=over, by=request.person))  # type: ignore[attr-defined]

    return taken[0] if not wrong and attempt(form, take_in) else None


def _standing(request: HttpRequest, form: GuideFileForm) -> GuideDraft | None:
    """The draft that is in the way of a file."""
    try:
        code = read_guide(form.cleaned_data["text"]).get("code") if form.is_bound else None
    except (BadGuide, KeyError):
        return None
    seen = GuideDraft.objects.visible_to(request.person).filter(guide__code=str(code))  # type: ignore[attr-defined]
    return seen.select_related("changed_by", "guide").first()


def _section(draft: GuideDraft, section: str) -> dict[str, Any]:
    """A section with its pieces, and what each lacks."""
    of = SECTIONS[section]
    wanted = {(each.section, each.key): each for each in draft.lacks}
    rows = []
    for number, piece in enumerate(pieces(draft.definition, section), 1):
        key = of.key(piece, number)
        row = {"key": key, "name": of.name(piece), "read": draft.mark(section, key), "lack": wanted.get((section, key))}
        rows.append(row | {"level": piece.get("severity") or piece.get("level")})
    return {"section": of, "rows": rows}
