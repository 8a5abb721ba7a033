"""Addresses of cases."""

from django.urls import path

from .views import acting, case, cases, writing

urlpatterns = [
    path("cases/", cases.cases, name="cases"),
    path("cases/new/", cases.new_case, name="new-case"),
    path("cases/<str:number>/", case.case, name="case"),
    path("cases/<str:number>/replies/", writing.replies, name="case-replies"),
    path("cases/<str:number>/notes/", writing.notes, name="case-notes"),
    path("cases/<str:number>/closure/", acting.closure, name="case-closure"),
    path("cases/<str:number>/reopening/", acting.reopening, name="case-reopening"),
    path("cases/<str:number>/takeover/", acting.takeover, name="case-takeover"),
    path("cases/<str:number>/handoff/", acting.handoff, name="case-handoff"),
    path("cases/<str:number>/waiting/", acting.waiting, name="case-waiting"),
    path("handoffs/<int:handoff>/acceptance/", acting.acceptance, name="handoff-acceptance"),
    path("handoffs/<int:handoff>/declining/", acting.declining, name="handoff-declining"),
]
