"""Addresses of the portal: its own door, and the first page behind it."""

from django.urls import path

from fiverings.portal.views import door, home

urlpatterns = [
    path("portal/", home.home, name="portal-home"),
    path("portal/sign-in/", door.ask, name="portal-door"),
    path("portal/sign-in/<str:token>/", door.enter_code, name="portal-code"),
    path("portal/sign-in/<str:token>/<str:seal>/", door.follow_link, name="portal-link"),
    path("portal/session/end/", door.leave, name="portal-leave"),
]
