"""Cases for programs: the same acts as on the pages, one module for each noun."""

from ninja import Router

from . import (
    attendances,
    calls,
    cases,
    covering,
    doubting,
    escalation_guide,
    escalations,
    expecting,
    goodwill,
    handoffs,
    helping,
    intake,
    leaving,
    linking,
    merging,
    planned,
    promises,
    proposals,
    recoveries,
    resolution,
    severity,
    templates,
)

router = Router(tags=["cases"])
for each in (
    cases,
    intake,
    severity,
    doubting,
    promises,
    recoveries,
    expecting,
    calls,
    attendances,
    handoffs,
    helping,
    escalations,
    goodwill,
    proposals,
    escalation_guide,
    resolution,
    merging,
    linking,
    leaving,
    covering,
    templates,
    planned,
):
    router.add_router("", each.router)
