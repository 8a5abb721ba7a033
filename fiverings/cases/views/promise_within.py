"""The promise within an answer: read aloud while its fields are filled in, and refused beside them."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.urls import reverse

from fiverings.core.problems import Refused

from .reading import Reading

OF_THE_WORDS = ("text", "asks", "probes")


def promise_within(reading: Reading, refused: Form | None) -> dict[str, Any]:
    """Where its sentence is asked for; and why it was refused, which stands there until its fields are changed."""
    where = {"sentence_at": f"{reverse('case-sentence', args=[reading.case.number])}?beside=reply"}
    if refused is None or refused.cleaned_data.get("kind") in (None, ""):
        return where
    told = {name: value for name, value in refused.cleaned_data.items() if name not in OF_THE_WORDS}
    if told.get("due_at") is None:
        return where
    try:
        reading.case.wording_of(**told, by=reading.person)
    except Refused as refusal:
        errors = [*refused["words"].errors, *refused.non_field_errors()]
        return where | {"errors": [each for each in errors if each != str(refusal)], "refusal": str(refusal)}
    return where
