"""Signal: one thing that a machine sent, read from its own format and kept within bounds."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, datetime, timedelta
from typing import Any

from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiverings.core.problems import Refused

LABELS_AT_MOST, WORD_AT_MOST, WORDS_AT_MOST, SUMMARY_AT_MOST = 64, 100, 500, 1_000
AHEAD = timedelta(minutes=5)
"""Clocks differ; what begins later than this has not begun."""
NEVER = 1
"""Alertmanager writes the year one where something has not ended."""
SECRET = re.compile(
    r"pass(w|phrase|code)|secret|token|credential|authori[sz]|bearer|cookie|community"
    r"|(?<![a-z])(pass|pwd|pin|auth|psk)(?![a-z])|(?<![a-z])key(?![a-z])|(api|access|private|ssh|auth|license)_?key",
    re.IGNORECASE,
)
"""What a label that holds a secret is called; it is not kept."""


class Feed(models.TextChoices):
    """How a machine speaks to us."""

    ALERTMANAGER = "alertmanager", "Alertmanager"
    PLAIN = "plain", gettext_lazy("a program")


class NotASignal(Refused):
    """What a machine sent cannot be read; the sentence says why."""


@dataclass(frozen=True)
class Signal:
    """What a machine says, whatever it speaks: what it is about stands among the labels."""

    feed: str
    fingerprint: str
    name: str
    severity: str
    summary: str
    labels: Mapping[str, str]
    began_at: datetime
    ended_at: datetime | None

    @classmethod
    def of_alertmanager(cls, alert: Any, *, at: datetime) -> Signal:
        """An alert of its webhook, version 4; NotASignal."""
        given = _table(alert, _("the alert"))
        labels, notes = _words(given, "labels"), _words(given, "annotations")
        if given.get("status") not in ("firing", "resolved"):
            raise NotASignal(_("status is firing or resolved."))
        resolved = given["status"] == "resolved"
        return cls._read(
            Feed.ALERTMANAGER, labels, at=at, fingerprint=given.get("fingerprint", ""),
            name=labels.get("alertname", ""), severity=labels.get("severity", ""),
            summary=notes.get("summary") or notes.get("description", ""), began=given.get("startsAt"),
            ended=(given.get("endsAt") or at.isoformat()) if resolved else None,
        )  # fmt: skip

    @classmethod
    def of_a_program(cls, event: Any, *, at: datetime) -> Signal:
        """Our own plain format; NotASignal."""
        given = _table(event, _("the event"))
        named = {key: str(given[key]) for key in ("asset", "serial") if given.get(key) is not None}
        return cls._read(
            Feed.PLAIN, _words(given, "labels") | named, at=at, fingerprint=given.get("fingerprint", ""),
            name=given.get("name", ""), severity=given.get("severity", ""), summary=given.get("summary", ""),
            began=given.get("began_at"), ended=given.get("ended_at"),
        )  # fmt: skip

    @classmethod
    def _read(cls, feed: str, labels: dict[str, str], *, at: datetime, began: Any, ended: Any, **words: Any) -> Signal:
        said = {key: _line(words[key], key) for key in ("fingerprint", "name", "severity")}
        if not said["name"]:
            raise NotASignal(_("It has no name."))
        began_at, ended_at = _moment(began, "began"), _moment(ended, "ended") if ended else None
        if began_at > at + AHEAD:
            raise NotASignal(_("It begins later than now."))
        if ended_at is not None and ended_at < began_at - AHEAD:
            raise NotASignal(_("It ended before it began."))
        if ended_at is not None and ended_at > at + AHEAD and feed == Feed.PLAIN:
            raise NotASignal(_("It ends later than now: send it again when it is over."))
        fingerprint = said.pop("fingerprint") or _fingerprint(said["name"], labels)
        summary = words["summary"] if isinstance(words["summary"], str) else ""
        return cls(feed, fingerprint, summary=summary[:SUMMARY_AT_MOST], labels=labels, began_at=began_at,
                   ended_at=min(ended_at, at) if ended_at else None, **said)  # fmt: skip


def _table(given: Any, what: str) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise NotASignal(_("{what} is a table of keys.").format(what=what))
    return given


def _words(given: Mapping[str, Any], key: str) -> dict[str, str]:
    found = given.get(key) or {}
    if not isinstance(found, Mapping) or not all(isinstance(each, str) for each in found.values()):
        raise NotASignal(_("{key}: each has a word.").format(key=key))
    too_long = any(len(name) > WORD_AT_MOST or len(words) > WORDS_AT_MOST for name, words in found.items())
    if len(found) > LABELS_AT_MOST or (too_long and key == "labels"):
        raise NotASignal(_("{key}: too many, or too long.").format(key=key))
    kept = {name: words for name, words in found.items() if not SECRET.search(name)}
    return {name.replace("\x00", ""): words.replace("\x00", "") for name, words in kept.items()}


def _line(said: Any, key: str) -> str:
    if not isinstance(said, str) or len(said) > WORDS_AT_MOST or "\x00" in said:
        raise NotASignal(_("{key}: one line, not longer than {most} letters.").format(key=key, most=WORDS_AT_MOST))
    return said.strip()


def _moment(said: Any, key: str) -> datetime:
    try:
        found = parse_datetime(said) if isinstance(said, str) else None
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or not NEVER < found.year < MAXYEAR:
        raise NotASignal(_("{key}: a time with its zone, as 2026-04-30T09:58:00Z.").format(key=key))
    return found.astimezone(UTC)


def _fingerprint(name: str, labels: Mapping[str, str]) -> str:
    """What stands for one that the machine did not name: the same labels are the same."""
    return hashlib.sha256(json.dumps([name, sorted(labels.items())]).encode()).hexdigest()[:32]
