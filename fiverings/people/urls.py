"""Addresses of people: signing in, and who we are."""

from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("sign-in/", include("allauth.urls")),
    path("sign-in", RedirectView.as_view(pattern_name="account_login", query_string=True), name="sign-in"),
]
