"""Addresses of customers."""

from django.urls import path

from .models import Agreement, Asset, Site, Topology
from .views import access, accounts, contacts, entrusting, estate, strangers

urlpatterns = [
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.opening, name="account-opening"),
    path("accounts/names/", accounts.names, name="account-names"),
    path("accounts/<int:account>/", accounts.account, name="account"),
    path("accounts/<int:account>/revision/", accounts.revision, name="account-revision"),
    path("accounts/<int:account>/advocates/", entrusting.advocates, name="account-advocates"),
    path("entrustments/<int:entrustment>/undoing/", entrusting.undoing, name="entrustment-undoing"),
    path("people/<int:person>/accounts/", entrusting.all_of, name="person-accounts"),
    path("accounts/<int:account>/confidentiality/", accounts.confidentiality, name="account-confidentiality"),
    path("accounts/<int:account>/confidentiality/lifting/", accounts.lifting, name="account-lifting"),
    path("accounts/<int:account>/access/", access.access, name="account-access"),
    path("accesses/<int:access>/ending/", access.ending, name="access-ending"),
    path("accounts/<int:account>/contacts/new/", contacts.introduction, name="contact-introduction"),
    path("accounts/<int:account>/sites/new/", estate.site_adding, name="site-adding"),
    path("accounts/<int:account>/assets/new/", estate.asset_installing, name="asset-installing"),
    path("accounts/<int:account>/topologies/new/", estate.connecting, name="topology-connecting"),
    path("accounts/<int:account>/agreements/new/", estate.agreeing, name="agreement-making"),
    path("sites/<int:record>/", estate.site, name="site"),
    path("assets/<int:record>/", estate.asset, name="asset"),
    path("topologies/<int:record>/", estate.topology, name="topology"),
    path("agreements/<int:record>/", estate.agreement, name="agreement"),
    path("sites/<int:record>/striking/", estate.striking, {"noun": Site}, name="site-striking"),
    path("sites/<int:record>/restoring/", estate.restoring, {"noun": Site}, name="site-restoring"),
    path("assets/<int:record>/striking/", estate.striking, {"noun": Asset}, name="asset-striking"),
    path("assets/<int:record>/restoring/", estate.restoring, {"noun": Asset}, name="asset-restoring"),
    path("topologies/<int:record>/striking/", estate.striking, {"noun": Topology}, name="topology-striking"),
    path("topologies/<int:record>/restoring/", estate.restoring, {"noun": Topology}, name="topology-restoring"),
    path("agreements/<int:record>/striking/", estate.striking, {"noun": Agreement}, name="agreement-striking"),
    path("agreements/<int:record>/restoring/", estate.restoring, {"noun": Agreement}, name="agreement-restoring"),
    path("accounts/<int:account>/settlement/", strangers.settlement, name="account-settlement"),
    path("contacts/<int:contact>/", contacts.contact, name="contact"),
    path("contacts/<int:contact>/revision/", contacts.revision, name="contact-revision"),
    path("contacts/<int:contact>/merge/", contacts.merging, name="contact-merge"),
    path("contacts/<int:contact>/adoption/", strangers.adoption, name="contact-adoption"),
    path("merges/<int:merge>/parting/", contacts.parting, name="merge-parting"),
    path("settlements/<int:settlement>/undoing/", strangers.unsettling, name="settlement-undoing"),
    path("who-is-this/", strangers.strangers, name="who-is-this"),
]
