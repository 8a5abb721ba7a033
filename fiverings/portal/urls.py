"""Addresses of the portal: its own door, and the pages behind it."""

from django.urls import path

from fiverings.portal.views import door, home, requests

urlpatterns = [
    path("portal/", home.home, name="portal-home"),
    path("portal/record.json", home.record, name="portal-record"),
    path("portal/language/", home.language, name="portal-language"),
    path("portal/needs/new/", requests.new, name="portal-new"),
    path("portal/needs/<str:number>/", requests.need, name="portal-need"),
    path("portal/needs/<str:number>/questions/", requests.question, name="portal-question"),
    path("portal/needs/<str:number>/messages/", requests.words, name="portal-words"),
    path("portal/needs/<str:number>/answer/", requests.answer, name="portal-answer"),
    path("portal/sign-in/", door.ask, name="portal-door"),
    path("portal/sign-in/<str:token>/", door.enter_code, name="portal-code"),
    path("portal/sign-in/<str:token>/<str:seal>/", door.follow_link, name="portal-link"),
    path("portal/session/end/", door.leave, name="portal-leave"),
]
