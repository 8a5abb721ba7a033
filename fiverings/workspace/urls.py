"""Addresses of the front room."""

from django.urls import path

from .views import home, search, settings

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("settings/", settings.settings, name="settings"),
]
