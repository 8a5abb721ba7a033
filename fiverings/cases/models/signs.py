"""Signs: what speaks for it that a case is worse than we say, read from what happened since that was said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from fiverings.conversations.models import Message
from fiverings.diagnosis.models import DiagnosisSession, Guide, Said, TelemetryEvent
from fiverings.diagnosis.models.alarmed import gravest
from fiverings.diagnosis.models.doubting import still_likely
from fiverings.diagnosis.models.guide import PLAIN
from fiverings.promises.models import BreachWarning, Expectation, Outstanding

from .doubt import Sign
from .kind import Kind
from .parentage import Parentage
from .states import OPEN_STATES

if TYPE_CHECKING:
    from .case import Case

WORST = 1
SOONER_BY = 2
"""They need it in less than this part of the time that we promised."""
LETTERS_AT_MOST = 10


@dataclass(frozen=True)
class Signed:
    """A sign that holds, with the words of theirs that show it, where there are any."""

    sign: Sign
    quote: str = ""


def signs_of_worse(case: Case, *, since: datetime) -> list[Signed]:
    """All that hold by what happened since then, the plainest first; nothing where it cannot be worse."""
    if case.severity is None or case.severity == WORST or case.is_closed:
        return []
    return [signed for sign, read in READ.items() for signed in read(case, since, sign)]


def words_of_an_outage(words: str) -> str:
    """The sentence of theirs that bears on a question of which one answer makes it the worst, and denies nothing."""
    grave = {rule.when[0].question for rule in Guide.named(PLAIN).asks.rules if len(rule.when) == 1}
    found = (each.words for each in Said.in_words(words).values() if each.question in grave and each.answer != "no")
    return next(found, "")


def _words_of_an_outage(case: Case, since: datetime, sign: Sign) -> Iterator[Signed]:
    written = Message.objects.filter(thread__journey=case.journey_id, direction="in", is_beside=False, auto="")
    for message in written.filter(at__gt=since).order_by("-at", "-id")[:LETTERS_AT_MOST]:
        if quote := words_of_an_outage(message.words):
            yield Signed(sign, quote)
            return


def _chases(case: Case, since: datetime, sign: Sign) -> Iterator[Signed]:
    if case.chases.filter(at__gt=since).exists():
        yield Signed(sign)


def _answers(case: Case, since: datetime, sign: Sign) -> Iterator[Signed]:
    """What was answered since, by whom or what ever, does not let it be called so mild any more."""
    session = case.last_session()
    if session is not None and _was_answered(session, since) and _speaks_against(session, case.severity or WORST):
        yield Signed(sign)


def _was_answered(session: DiagnosisSession, since: datetime) -> bool:
    return any(each.at > since for each in session.evidence.all())


def _speaks_against(session: DiagnosisSession, level: int) -> bool:
    finding = session.finding()
    if finding.not_ruled_out(level):
        return True
    return finding.sequencing is not None and bool(still_likely(finding.sequencing, level))


def _alarms(case: Case, since: datetime, sign: Sign) -> Iterator[Signed]:
    """A machine said since that something fails which is graver than we call it; no matter of a mere request."""
    if case.kind not in (Kind.INCIDENT, Kind.UNSORTED):
        return
    said = TelemetryEvent.objects.standing().filter(account=case.account_id, said_at__gt=since)
    level = gravest(case.account) if said.exists() else None
    if level is not None and level < (case.severity or WORST):
        yield Signed(sign)


def _worse_of_the_same_cause(case: Case, since: datetime, sign: Sign) -> Iterator[Signed]:
    """Another open case of its outage is called worse."""
    links = Parentage.objects.standing()
    parents = {case.pk, *links.filter(child=case).values_list("parent", flat=True)}
    family = links.filter(parent__in=parents).values_list("child", flat=True)
    others = type(case).objects.filter(pk__in={*parents, *family}, state__in=OPEN_STATES).exclude(pk=case.pk)
    if others.filter(severity__lt=case.severity).exists():
        yield Signed(sign)


def _needed_sooner(case: Case, since: datetime, sign: Sign) -> Iterator[Signed]:
    """They said since that they need it in less than half the time that the next promise leaves."""
    expected = Expectation.current(case)
    if expected is None or expected.by_at is None or expected.at <= since:
        return
    owed = Outstanding.objects.of(case).select_related("promise").order_by("due_at")
    promise = next((each.promise for each in owed if not each.promise.is_internal), None)
    if promise is not None and (expected.by_at - expected.at) * SOONER_BY < promise.due_at - expected.at:
        yield Signed(sign)


def _half_a_promise_in_silence(case: Case, since: datetime, sign: Sign) -> Iterator[Signed]:
    warned = BreachWarning.objects.about(type(case), case.pk).filter(reason=BreachWarning.Reason.QUIET, at__gt=since)
    if warned.exists():
        yield Signed(sign)


READ: dict[Sign, Callable[[Case, datetime, Sign], Iterator[Signed]]] = {
    Sign.OUTAGE_WORDS: _words_of_an_outage,
    Sign.EVIDENCE: _answers,
    Sign.TELEMETRY: _alarms,
    Sign.LINKED: _worse_of_the_same_cause,
    Sign.CHASED: _chases,
    Sign.SOONER: _needed_sooner,
    Sign.QUIET: _half_a_promise_in_silence,
}
