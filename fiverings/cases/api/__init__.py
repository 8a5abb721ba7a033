"""Cases for programs: the same acts as on the pages, one module for each noun."""

from ninja import Router

from . import cases, escalations, handoffs, helping

router = Router(tags=["cases"])
for each in (cases, handoffs, helping, escalations):
    router.add_router("", each.router)
