"""Every address of the house: each part brings its own."""

from django.urls import include, path

from config.api import api

urlpatterns = [
    path("api/", api.urls),
    path("", include("fiverings.core.urls")),
    path("", include("fiverings.hours.urls")),
    path("", include("fiverings.people.urls")),
    path("", include("fiverings.notices.urls")),
    path("", include("fiverings.customers.urls")),
    path("", include("fiverings.conversations.urls")),
    path("", include("fiverings.promises.urls")),
    path("", include("fiverings.diagnosis.urls")),
    path("", include("fiverings.channels.urls")),
    path("", include("fiverings.cases.urls")),
    path("", include("fiverings.portal.urls")),
    path("", include("fiverings.workspace.urls")),
]

handler500 = "fiverings.core.views.trouble.trouble"
