"""What a mail can ask them besides its words: by when they need it, and how severe it is; each at a tick."""

from __future__ import annotations

from typing import Any, cast

from fiverings.customers.models import Contact
from fiverings.promises.models import sentence_of_inquiry

from .reading import Reading


def asked_within(reading: Reading) -> dict[str, Any]:
    """The sentences that may stand below the words, and whether they are ticked at first."""
    return {**_question(reading), **_probe(reading)}


def _question(reading: Reading) -> dict[str, Any]:
    """The sentence that asks by when they need it, where nobody has asked; wanted, unless we have written before."""
    case, refused = reading.case, reading.refused.get("reply")
    if not case.is_open or case.kind == case.Kind.INTERNAL or {"expectation", "inquiry"} & reading.around:
        return {}
    wanted = bool(refused["asks"].value()) if refused else case.last_told_at is None
    return {"asks": sentence_of_inquiry(cast(Contact, reading.listener)), "asks_them": wanted}


def _probe(reading: Reading) -> dict[str, Any]:
    """The sentence that asks what tells most about how severe it is, until that is settled."""
    case, refused = reading.case, reading.refused.get("reply")
    if case.severity is not None or not reading.may("cases.severity"):
        return {}
    wanted = bool(refused["probes"].value()) if refused else False
    return {"probes": case.sentence_of_probe(cast(Contact, reading.listener)), "probes_them": wanted}
