"""Addresses of core: health, the journal, the component gallery."""

from django.urls import path

from fiverings.core.views import gallery, health, journal, mark

urlpatterns = [
    path("gallery/", gallery.gallery, name="gallery"),
    path("favicon.ico", mark.favicon, name="favicon"),
    path("health", health.health, name="health"),
    path("journal/", journal.journal, name="journal"),
    path("journal/<int:line>/", journal.line, name="journal-line"),
]
