"""The form in which DKIM signs head and body (RFC 6376, 3.2 and 3.4)."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """One field of a head: its name in small letters, its value as written, and its name as written."""

    name: bytes
    value: bytes
    written: bytes


def fields_and_body(raw: bytes) -> tuple[list[Field], bytes]:
    """The fields of a mail in order, and its body, with the line ends of mail."""
    whole = re.sub(rb"\r?\n", b"\r\n", raw)
    head, _between, body = (b"\r\n" + whole).partition(b"\r\n\r\n")
    found = [each.partition(b":") for each in re.split(rb"\r\n(?![ \t])", head[2:]) if b":" in each]
    return [Field(name.strip().lower(), value + b"\r\n", name) for name, _colon, value in found], body


def header_in(kind: str, field: Field) -> bytes:
    """A field as it is signed, with its line end."""
    if kind != "relaxed":
        return field.written + b":" + field.value.removesuffix(b"\r\n") + b"\r\n"
    words = re.sub(rb"[ \t]+", b" ", field.value.replace(b"\r\n", b"")).strip(b" ")
    return field.name + b":" + words + b"\r\n"


def body_in(kind: str, body: bytes) -> bytes:
    """A body as it is signed: without empty lines at its end."""
    if kind == "relaxed":
        body = re.sub(rb"[ \t]+(?=\r\n|\Z)", b"", re.sub(rb"[ \t]+", b" ", body))
    stripped = body.rstrip(b"\r\n") if body.endswith(b"\r\n") else body
    if not stripped:
        return b"" if kind == "relaxed" else b"\r\n"
    return stripped + b"\r\n"


def tags_in(words: str) -> dict[str, str]:
    """A list of tags: “v=1; d=example.com”; none where one is written twice."""
    found = [each.partition("=") for each in words.split(";") if each.strip()]
    tags = {name.strip(): re.sub(r"\s+", " ", value).strip() for name, _is, value in found}
    return tags if len(tags) == len(found) else {}
