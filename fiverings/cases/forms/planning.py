"""What people fill in when an answer is sent later."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .case import WORDS_AT_MOST
from .moments import MomentField


def a_later_moment(**more: Any) -> MomentField:
    """When an answer is sent that does not go out now."""
    return MomentField(
        label=_("When is it sent?"),
        help_text=_("It promises and asks nothing, and is not sent if they write before."),
        **more,
    )


class LaterForm(forms.Form):
    """When the words are sent; nothing means now."""

    send_at = a_later_moment(required=False)

    def __init__(self, *given: Any, zone: str, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["send_at"].stand_at(lambda: zone)  # type: ignore[attr-defined]


class ReplanForm(forms.Form):
    """Other words for an answer that waits for its time, or another time."""

    words = forms.CharField(label=_("Words"), widget=forms.Textarea(attrs={"rows": 8}), max_length=WORDS_AT_MOST)
    send_at = a_later_moment()

    def __init__(self, *given: Any, zone: str, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["send_at"].stand_at(lambda: zone)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        return {"text": given.get("words", ""), "send_at": given.get("send_at")}
