"""Asking a provider over HTTPS: patiently where it asks for patience, with leave that is renewed when it is over."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from threading import Event as StopSign
from typing import Any
from urllib.parse import urlencode

from ..mail.troubles import ServerRefused, SignInRefused

PATIENCE = 60
LARGEST_ANSWER = 256 * 1024 * 1024
TRIES = 4
WAITS_AT_MOST = 120.0
BUSY = {429, 500, 502, 503, 504}
WORDS_AT_MOST = 500


class Absent(ServerRefused):
    """What was asked for is not there any more (404)."""


class MarkExpired(ServerRefused):
    """The provider does not remember how far we had read: we begin anew, and take nothing twice."""


@dataclass(frozen=True)
class Answer:
    """What a provider answered."""

    status: int
    head: Mapping[str, str]
    body: bytes

    def json(self) -> dict[str, Any]:
        try:
            told = json.loads(self.body)
        except ValueError:
            told = None
        if not isinstance(told, dict):
            raise ServerRefused(f"The answer is no JSON object ({self.status}).")
        return told

    @property
    def words(self) -> str:
        """What it says went wrong: the code of the trouble and its sentence."""
        try:
            told = json.loads(self.body)["error"]
            said = (told.get("code") or told.get("status"), told.get("message"))
        except (ValueError, KeyError, TypeError, AttributeError):
            said = (self.status, self.body.decode("utf-8", "replace").strip())
        return " ".join(str(each) for each in said if each)[:WORDS_AT_MOST]

    def right(self) -> Answer:
        """This answer, if it is one; else the trouble that it tells of."""
        if self.status < 300:
            return self
        kinds = {401: SignInRefused, 404: Absent, 410: MarkExpired}
        raise kinds.get(self.status, ServerRefused)(self.words)


class _NoWay(urllib.request.HTTPRedirectHandler):
    """Leave is shown to whom it was meant for, and to nobody to whom they point."""

    def redirect_request(self, *_: Any) -> None:
        return None


_opener = urllib.request.build_opener(_NoWay)


def ask(url: str, *, head: Mapping[str, str] | None = None, form: Mapping[str, str] | None = None) -> Answer:
    """One question, and whatever is answered; OSError when nobody answers."""
    told = urlencode(form).encode() if form is not None else None
    question = urllib.request.Request(url, data=told, headers=dict(head or {}))
    try:
        with _opener.open(question, timeout=PATIENCE) as answer:
            return _answered(answer)
    except urllib.error.HTTPError as answer:
        with answer:
            return _answered(answer)
    except HTTPException as trouble:
        raise ConnectionError(f"The answer broke off ({type(trouble).__name__}).") from None


def _answered(answer: Any) -> Answer:
    body = answer.read(LARGEST_ANSWER + 1)
    if len(body) > LARGEST_ANSWER:
        raise ServerRefused("The answer is larger than we take.")
    return Answer(answer.status, answer.headers, body)


@dataclass(frozen=True)
class Line:
    """A line to a provider: bears our leave, renews it once when it is refused, and waits where it is asked to."""

    token: Callable[..., str]
    leave: StopSign = field(default_factory=StopSign)

    def get(self, url: str, **head: str) -> Answer:
        """The answer; Absent, MarkExpired, SignInRefused or ServerRefused when there is none."""
        answer = self._patiently(url, head, self.token())
        if answer.status == 401:
            answer = self._patiently(url, head, self.token(anew=True))
        return answer.right()

    def _patiently(self, url: str, head: Mapping[str, str], token: str) -> Answer:
        for tried in range(TRIES):
            answer = ask(url, head={**head, "Authorization": f"Bearer {token}"})
            if not _is_busy(answer) or tried == TRIES - 1:
                break
            waits = _waits(answer, tried)
            if waits > WAITS_AT_MOST or self.leave.wait(waits):
                break
        return answer


def _is_busy(answer: Answer) -> bool:
    """Google says 403 where it means 429, with a reason."""
    return answer.status in BUSY or (answer.status == 403 and b"ateLimitExceeded" in answer.body)


def _waits(answer: Answer, tried: int) -> float:
    said = answer.head.get("Retry-After", "")
    return float(said) if said.isdigit() else 2.0**tried
