"""Addresses of conversations."""

from django.urls import path

from .views import attachments, drafts, messages

urlpatterns = [
    path("messages/<int:message>/html", messages.html, name="message-html"),
    path("messages/<int:message>/pictures/", messages.pictures, name="message-pictures"),
    path("messages/<int:message>/taking-back/", messages.taking_back, name="message-taking-back"),
    path("messages/<int:message>/sender/", messages.sender, name="message-sender"),
    path("messages/<int:message>/separation/", messages.separation, name="message-separation"),
    path("separations/<int:separation>/undoing/", messages.unseparating, name="separation-undoing"),
    path("attachments/<int:attachment>/", attachments.attachment, name="attachment"),
    path("pictures/<str:seal>", attachments.picture, name="picture"),
    path("outside/pictures/<str:seal>", attachments.far_picture, name="far-picture"),
    path("threads/<int:thread>/draft/", drafts.draft, name="draft"),
]
