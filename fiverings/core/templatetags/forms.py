"""What every form that is sent bears: the proof that the page was ours, and a token by which it is acted on once."""

from __future__ import annotations

import secrets

from django.template import Context, Library
from django.template.base import Parser, Token
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

from fiverings.core.sending import FIELD

register = Library()

LETTERS = 12


class Tokens(CsrfTokenNode):
    """Both as hidden fields; the second is another one whenever the form is drawn."""

    def render(self, context: Context) -> SafeString:
        proof = super().render(context)
        field = format_html('<input type="hidden" name="{}" value="{}">', FIELD, secrets.token_urlsafe(LETTERS))
        return proof + field if proof else proof


@register.tag
def csrf_token(_parser: Parser, _token: Token) -> Tokens:
    """Django's own tag, which stands in every form, so that no form is without a token."""
    return Tokens()
