"""Addresses of customers."""

from django.urls import path

from .views import access, accounts, contacts, strangers

urlpatterns = [
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.opening, name="account-opening"),
    path("accounts/names/", accounts.names, name="account-names"),
    path("accounts/<int:account>/", accounts.account, name="account"),
    path("accounts/<int:account>/revision/", accounts.revision, name="account-revision"),
    path("accounts/<int:account>/advocates/", accounts.advocates, name="account-advocates"),
    path("accounts/<int:account>/confidentiality/", accounts.confidentiality, name="account-confidentiality"),
    path("accounts/<int:account>/confidentiality/lifting/", accounts.lifting, name="account-lifting"),
    path("accounts/<int:account>/access/", access.access, name="account-access"),
    path("accesses/<int:access>/ending/", access.ending, name="access-ending"),
    path("accounts/<int:account>/contacts/new/", contacts.introduction, name="contact-introduction"),
    path("accounts/<int:account>/settlement/", strangers.settlement, name="account-settlement"),
    path("contacts/<int:contact>/", contacts.contact, name="contact"),
    path("contacts/<int:contact>/revision/", contacts.revision, name="contact-revision"),
    path("contacts/<int:contact>/merge/", contacts.merging, name="contact-merge"),
    path("contacts/<int:contact>/adoption/", strangers.adoption, name="contact-adoption"),
    path("merges/<int:merge>/parting/", contacts.parting, name="merge-parting"),
    path("settlements/<int:settlement>/undoing/", strangers.unsettling, name="settlement-undoing"),
    path("who-is-this/", strangers.strangers, name="who-is-this"),
]
