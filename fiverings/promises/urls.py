"""Addresses of promises."""

from django.urls import path

from .views import foresight, standards

urlpatterns = [
    path("settings/foresight/", foresight.foresight, name="foresight"),
    path("settings/standards/", standards.standards, name="standards"),
    path("settings/standards/new/", standards.standard, name="standard-new"),
]
