"""Counting in words, as a sentence begins."""

from __future__ import annotations

from django.utils.translation import gettext as _


def spelled(count: int) -> str:
    """A small number, as one begins a sentence with it."""
    words = _("One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten").split("|")
    return words[count - 1] if count <= len(words) else _("More than ten")
