"""Addresses of cases."""

from django.urls import path

from .views import acting, case, cases, confirming, escalating, handing_off, helping, merging, resolving, writing

urlpatterns = [
    path("cases/", cases.cases, name="cases"),
    path("cases/new/", cases.new_case, name="new-case"),
    path("cases/<str:number>/", case.case, name="case"),
    path("cases/<str:number>/replies/", writing.replies, name="case-replies"),
    path("cases/<str:number>/notes/", writing.notes, name="case-notes"),
    path("cases/<str:number>/resolution/", resolving.resolution, name="case-resolution"),
    path("cases/<str:number>/resolution/question/", resolving.question, name="case-question"),
    path("cases/<str:number>/resolution/answer/", resolving.answer, name="case-answer"),
    path("cases/<str:number>/resolution/withdrawal/", resolving.withdrawal, name="case-withdrawal"),
    path("cases/<str:number>/dismissal/", resolving.dismissal, name="case-dismissal"),
    path("cases/<str:number>/merge/", merging.merge, name="case-merge"),
    path("cases/<str:number>/parting/", merging.parting, name="case-parting"),
    path("answers/<str:token>/", confirming.answer, name="resolution-answer"),
    path("cases/<str:number>/reopening/", acting.reopening, name="case-reopening"),
    path("cases/<str:number>/takeover/", acting.takeover, name="case-takeover"),
    path("cases/<str:number>/handoff/", handing_off.handoff, name="case-handoff"),
    path("cases/<str:number>/waiting/", acting.waiting, name="case-waiting"),
    path("cases/<str:number>/help/", helping.help_, name="case-help"),
    path("cases/<str:number>/escalation/", escalating.escalation, name="case-escalation"),
    path("help/<int:asked>/acceptance/", helping.acceptance, name="help-acceptance"),
    path("help/<int:asked>/declining/", helping.declining, name="help-declining"),
    path("help/<int:asked>/answer/", helping.giving, name="help-answer"),
    path("help/<int:asked>/withdrawal/", helping.withdrawal, name="help-withdrawal"),
    path("escalations/<int:escalation>/acceptance/", escalating.acceptance, name="escalation-acceptance"),
    path("escalations/<int:escalation>/decision/", escalating.decision, name="escalation-decision"),
    path("escalations/<int:escalation>/confirmation/", escalating.confirmation, name="escalation-confirmation"),
    path("escalations/<int:escalation>/withdrawal/", escalating.withdrawal, name="escalation-withdrawal"),
    path("handoffs/<int:handoff>/acceptance/", handing_off.acceptance, name="handoff-acceptance"),
    path("handoffs/<int:handoff>/declining/", handing_off.declining, name="handoff-declining"),
]
