"""Addresses of promises."""

from django.urls import path

from .views import standards

urlpatterns = [
    path("settings/standards/", standards.standards, name="standards"),
    path("settings/standards/new/", standards.standard, name="standard-new"),
]
