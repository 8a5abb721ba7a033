"""Signed links: who holds one acts as whom it was sent to, so it stands in their mailbox and is shown nowhere else."""

from __future__ import annotations

import re

from django.utils.translation import gettext

SIGNED_LINK = re.compile(
    r"""https?(?::|%3A)(?:/|%2F){2}[^\s"'<>]{1,300}(?::|%3A)[\w-]{43}(?![\w-])(?:/|%2F)?""", re.IGNORECASE
)
"""An address that ends in a signature of ours, as `django.core.signing` writes it, also inside of another address."""


def without_signed_links(words: str) -> str:
    return SIGNED_LINK.sub(lambda _link: gettext("(their link)"), words)
