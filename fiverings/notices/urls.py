"""Addresses of notices: the bell, and what one wants to hear of."""

from django.urls import path

from fiverings.notices.views import bell, declining, wishes

urlpatterns = [
    path("notices/", bell.bell, name="bell"),
    path("notices/reading/", bell.read_all, name="notices-reading"),
    path("notices/<int:notice>/reading/", bell.read, name="notice-reading"),
    path("notices/wishes/", wishes.wishes, name="wishes"),
    path("notices/declining/<str:token>/", declining.no_more_mail, name="no-more-mail"),
]
