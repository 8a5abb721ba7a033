"""Addresses of channels: the mail, its mailboxes, and the customers' mailboxes of a demo."""

from django.urls import path

from fiverings.channels.views import blocks, consent, demo, mail, mailboxes, suppressions

urlpatterns = [
    path("mail/", mail.mail, name="mail"),
    path("mail/arrivals/<int:arrival>/", mail.arrival, name="arrival"),
    path("mail/arrivals/<int:arrival>/again/", mail.filed_again, name="arrival-again"),
    path("mail/arrivals/<int:arrival>/source/", mail.source, name="arrival-source"),
    path("mail/mailboxes/new/", mailboxes.new_mailbox, name="new-mailbox"),
    path("mail/mailboxes/<int:mailbox>/", mailboxes.mailbox, name="mailbox"),
    path("mail/mailboxes/<int:mailbox>/settings/", mailboxes.settings, name="mailbox-settings"),
    path("mail/mailboxes/<int:mailbox>/signing/", mailboxes.signing, name="mailbox-signing"),
    path("mail/mailboxes/<int:mailbox>/sign-in/", consent.asked, name="mailbox-sign-in"),
    path("mail/consent/", consent.consent, name="mailbox-consent"),
    path("mail/blocks/", blocks.sender_block, name="sender-block"),
    path("mail/blocks/<int:block>/release/", blocks.sender_release, name="sender-release"),
    path(
        "mail/suppressions/<int:suppression>/lifting/",
        suppressions.suppression_lifting,
        name="suppression-lifting",
    ),
    path("demo/mailboxes/", demo.mailboxes, name="demo-mailboxes"),
    path("demo/mailboxes/<str:address>/", demo.mailbox, name="demo-mailbox"),
    path("demo/letters/<int:letter>/", demo.letter, name="demo-letter"),
]
