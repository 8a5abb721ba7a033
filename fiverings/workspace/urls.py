"""Addresses of the front room."""

from django.urls import path

from .views import home, manual, search, settings

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("settings/", settings.settings, name="settings"),
    path("help/", manual.manual, name="help"),
    path("help/pictures/<str:name>", manual.manual_picture, name="help-picture"),
    path("help/<path:name>/", manual.page, name="help-page"),
]
