"""Diagnosis for programs: the same acts as on the pages, one module for each noun."""

from ninja import Router

from . import calibration, guides, learning, sessions, telemetry

router = Router(tags=["diagnosis"])
for each in (calibration, guides, learning, sessions, telemetry):
    router.add_router("", each.router)
