"""Addresses of diagnosis."""

from django.urls import path

from .views import alarms, drafts, drawing, guides, launches, learning, pieces, what_if

GUIDE = "settings/guides/<slug:code>/"
DRAFT = f"{GUIDE}draft/"
PIECE = f"{DRAFT}<slug:section>/<str:key>/"

urlpatterns = [
    path("accounts/<int:account>/alarms/", alarms.alarms, name="account-alarms"),
    path("settings/guides/", guides.guides, name="guides"),
    path("settings/guide-new/", drafts.new, name="guide-new"),
    path("settings/guide-file/", drafts.file, name="guide-import"),
    path(GUIDE, guides.guide, name="guide"),
    path(f"{GUIDE}versions/", guides.versions, name="guide-versions"),
    path(f"{GUIDE}record/", learning.record, name="guide-record"),
    path(f"{GUIDE}learning/", learning.learning, name="guide-learning"),
    path(f"{GUIDE}learning/drawing/", learning.drawing_up, name="guide-learning-drawing"),
    path(f"{GUIDE}learning/<int:number>/acceptance/", learning.acceptance, name="guide-learning-acceptance"),
    path(f"{GUIDE}learning/<int:number>/declining/", learning.declining, name="guide-learning-declining"),
    path(f"{GUIDE}file/", guides.file, name="guide-file"),
    path(f"{GUIDE}drawing/", drawing.drawing, name="guide-drawing"),
    path(f"{GUIDE}what-if/", what_if.what_if, name="guide-what-if"),
    path(f"{GUIDE}versions/<int:number>/return/", launches.way_back, name="guide-return"),
    path(f"{GUIDE}launch/", launches.launch, name="guide-launch"),
    path(f"{GUIDE}trial/", launches.trial, name="guide-trial"),
    path(f"{GUIDE}trial-launch/", launches.trial_launch, name="guide-trial-launch"),
    path(f"{GUIDE}trial-end/", launches.trial_end, name="guide-trial-end"),
    path(DRAFT, drafts.draft, name="guide-draft"),
    path(f"{GUIDE}draft-beginning/", drafts.begin, name="guide-draft-begin"),
    path(f"{GUIDE}draft-discarding/", drafts.discard, name="guide-draft-discard"),
    path(f"{GUIDE}draft-traits/", drafts.traits, name="guide-draft-traits"),
    path(f"{GUIDE}draft-file/", drafts.draft_file, name="guide-draft-file"),
    path(f"{DRAFT}<slug:section>/", pieces.piece, name="guide-piece-new"),
    path(PIECE, pieces.piece, name="guide-piece"),
    path(f"{PIECE}removal/", pieces.removal, name="guide-piece-removal"),
    path(f"{PIECE}place/", pieces.place, name="guide-piece-place"),
]
