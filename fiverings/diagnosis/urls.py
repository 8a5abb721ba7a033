"""Addresses of diagnosis."""

from django.urls import path

from .views import guides

GUIDE = "settings/guides/<slug:code>/"

urlpatterns = [
    path("settings/guides/", guides.guides, name="guides"),
    path(GUIDE, guides.guide, name="guide"),
    path(f"{GUIDE}versions/", guides.versions, name="guide-versions"),
    path(f"{GUIDE}file/", guides.file, name="guide-file"),
]
