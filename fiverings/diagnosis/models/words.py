"""Words: the same sentence in several languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True)
class Words:
    """The same words in several languages; who reads another language reads English."""

    by_language: Mapping[str, str]

    def __str__(self) -> str:
        language = (get_language() or "en").split("-")[0]
        return self.by_language.get(language) or self.by_language["en"]
