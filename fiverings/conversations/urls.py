"""Addresses of conversations."""

from django.urls import path

from .views import apart, attachments, drafts, messages, templates

urlpatterns = [
    path("messages/<int:message>/html", messages.html, name="message-html"),
    path("messages/<int:message>/words/", messages.words, name="message-words"),
    path("messages/<int:message>/pictures/", messages.pictures, name="message-pictures"),
    path("messages/<int:message>/taking-back/", messages.taking_back, name="message-taking-back"),
    path("messages/<int:message>/sending/", messages.sending, name="message-sending"),
    path("messages/<int:message>/sender/", messages.sender, name="message-sender"),
    path("messages/<int:message>/separation/", messages.separation, name="message-separation"),
    path("separations/<int:separation>/undoing/", messages.unseparating, name="separation-undoing"),
    path("attachments/<int:attachment>/", attachments.attachment, name="attachment"),
    path("pictures/<str:seal>", attachments.picture, name="picture"),
    path("outside/pictures/<str:seal>", attachments.far_picture, name="far-picture"),
    path("apart/messages/<str:seal>", apart.message_apart, name="message-apart"),
    path("apart/files/<str:seal>", apart.file_apart, name="file-apart"),
    path("settings/templates/", templates.templates, name="templates"),
    path("settings/templates/new/", templates.new_template, name="template-new"),
    path("settings/templates/<int:template>/", templates.template, name="template"),
    path("settings/templates/<int:template>/withdrawal/", templates.withdrawal, name="template-withdrawal"),
    path("threads/<int:thread>/draft/", drafts.draft, name="draft"),
]
