"""What a picture is: known by its first bytes, whatever it calls itself; drawings that can hold scripts are none."""

from __future__ import annotations

import re

PICTURES = frozenset({"image/png", "image/gif", "image/jpeg", "image/webp", "image/bmp"})
BEGINNINGS = {
    "image/png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "image/gif": re.compile(rb"GIF8[79]a"),
    "image/jpeg": re.compile(rb"\xff\xd8\xff"),
    "image/webp": re.compile(rb"RIFF.{4}WEBPVP8[ LX]", re.DOTALL),
    "image/bmp": re.compile(rb"BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0", re.DOTALL),
}
LOOKED_AT = 32


def picture_kind(beginning: bytes) -> str:
    """Which kind of picture begins like this; empty when none does."""
    return next((kind for kind, begins in BEGINNINGS.items() if begins.match(beginning)), "")
