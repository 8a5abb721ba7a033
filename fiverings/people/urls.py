"""Addresses of people: signing in, who we are, and who may what."""

from django.urls import include, path
from django.views.generic import RedirectView

from fiverings.people.views import access, duty, me, staff, teams, welcome

urlpatterns = [
    path("sign-in", RedirectView.as_view(pattern_name="account_login", query_string=True), name="sign-in"),
    path("sign-in/email/", RedirectView.as_view(pattern_name="me"), name="account_email"),
    path("sign-in/", include("allauth.urls")),
    path("welcome/<str:token>/", welcome.welcome, name="people-welcome"),
    path("me/", me.me, name="me"),
    path("me/presence/", me.presence, name="me-presence"),
    path("me/absences/", me.absences, name="me-absences"),
    path("me/absences/<int:absence>/end/", me.end_absence, name="me-absence-end"),
    path("me/keys/", me.keys, name="me-keys"),
    path("me/keys/<int:key>/revocation/", me.revoke_key, name="me-key-revocation"),
    path("people/", staff.people, name="people"),
    path("people/invitations/", staff.invitations, name="invitations"),
    path("people/invitations/<int:invitation>/withdrawal/", staff.withdraw_invitation, name="invitation-withdrawal"),
    path("people/<int:person>/", staff.person, name="person"),
    path("people/<int:person>/roles/", staff.roles, name="person-roles"),
    path("people/<int:person>/skills/", staff.skills, name="person-skills"),
    path("people/<int:person>/skills/<int:skill>/end/", staff.forget_skill, name="person-skill-end"),
    path("people/<int:person>/absences/", staff.absences, name="person-absences"),
    path("people/<int:person>/departure/", staff.end_access, name="person-departure"),
    path("people/<int:person>/return/", staff.give_access, name="person-return"),
    path("settings/teams/", teams.teams, name="teams"),
    path("settings/teams/<int:team>/", teams.team, name="team"),
    path("settings/teams/<int:team>/people/", teams.members, name="team-people"),
    path("settings/roles/", access.roles, name="roles"),
    path("settings/keys/", access.keys, name="keys"),
    path("settings/keys/<int:key>/revocation/", access.revoke_key, name="key-revocation"),
    path("settings/duty/", duty.duty, name="duty"),
    path("settings/duty/<int:duty>/end/", duty.end_duty, name="duty-end"),
]
