"""Every operation by everybody: who may not, learns nothing, leaves nothing, and cannot tell what is there."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from fiverings.customers.models import Account
from tests.calling import Operation, Place, Unfilled, operations
from tests.scene import SECRET, Caller, Stage, written
from tests.undoing import undone

NOT_LET_IN = {401, 403, 404}
UNDERSTOOD = {200, 201, 202, 204, 409}


class Told(NamedTuple):
    """What was answered, and how many lines the journal and the kept answers hold since."""

    status: int
    words: bytes
    written: int


@pytest.fixture(scope="module")
def stage(lasting: None) -> Stage:
    """One scene for all operations: each call is undone, and the scene at the end."""
    return Stage.set()


def is_let_in(caller: Caller, operation: Operation) -> bool:
    return caller.may(operation.said["x-scope"], operation.said.get("x-right", ""))


def may(caller: Caller, operation: Operation, scene: dict[str, Place]) -> bool:
    acting = not operation.is_reading
    return is_let_in(caller, operation) and all(caller.sees(each, acting=acting) for each in operation.about(scene))


def call(operation: Operation, caller: Caller, scene: dict[str, Place], *, here: bool) -> Told:
    with undone():
        answer = operation.call(caller.client, scene, here=here)
        return Told(answer.status_code, answer.content, written())


def scenes(stage: Stage, caller: Caller, operation: Operation) -> list[dict[str, Place]]:
    """Whom the door lets in, we ask about both; whom it does not, it has not let see what they ask about."""
    return [stage.shown, stage.hidden] if is_let_in(caller, operation) else [stage.hidden]


def refusal_of(caller: Caller, operation: Operation) -> int:
    """How somebody is told no: unknown, not allowed, or nothing there, which is the same as nothing to see."""
    return 401 if caller.person is None else 404 if is_let_in(caller, operation) else 403


@pytest.mark.parametrize("operation", list(operations()), ids=str)
def test_whoever_may_not_is_told_the_same_as_if_there_were_nothing(stage: Stage, operation: Operation) -> None:
    welcome = set()
    for caller in stage.callers:
        nowhere = call(operation, caller, stage.shown, here=False)
        for scene in scenes(stage, caller, operation):
            told = call(operation, caller, scene, here=True)
            if may(caller, operation, scene):
                assert told.status not in NOT_LET_IN and told.status < 500, (caller.name, told)
                welcome.add(told.status)
            else:
                assert told == nowhere, caller.name
                assert told.status == refusal_of(caller, operation), (caller.name, told)
                assert told.written == stage.written, (caller.name, told)
            assert SECRET.encode() not in told.words or caller.sees(stage.hidden["number"]), caller.name
    assert welcome & UNDERSTOOD, "what was sent as the description says is not understood by anybody"


ACTS = [each for each in operations() if not each.is_reading]


def close_off(scene: dict[str, Place]) -> None:
    """The account of the scene is confidential from now on, and nobody was given access."""
    account: Account = scene["account"].record  # type: ignore[assignment]
    Account.objects.filter(pk=account.pk).update(is_confidential=True)
    account.accesses.all().delete()


def sent_again(operation: Operation, caller: Caller, scene: dict[str, Place]) -> tuple[list[Told], bool]:
    """What was answered first, again, and once all of it was closed off; and whether that is out of sight then."""
    told = []
    with undone():
        for comes_before in (None, None, close_off):
            if comes_before:
                comes_before(scene)
            answer = operation.call(caller.client, scene, here=True, token="the same")
            told.append(Told(answer.status_code, answer.content, written()))
        unseen = any(not each.is_seen_by(caller.reader()) for each in operation.about(scene))
    return told, unseen


@pytest.mark.parametrize("operation", ACTS, ids=str)
def test_what_was_done_is_told_again_only_to_whoever_may_still_see_it(stage: Stage, operation: Operation) -> None:
    acting = [each for each in stage.callers if may(each, operation, stage.shown)]
    for caller in acting:
        (first, again, later), is_unseen = sent_again(operation, caller, stage.shown)
        if first.status in UNDERSTOOD:
            nowhere = call(operation, caller, stage.shown, here=False)
            assert again == first, caller.name
            assert (later.status, later.words) == ((404, nowhere.words) if is_unseen else first[:2]), caller.name
            break
    else:
        pytest.fail("what was sent as the description says is not understood by anybody")


def test_an_operation_that_names_something_unknown_fails_and_says_what_to_add(stage: Stage) -> None:
    strange = Operation("get", "/api/whales/{whale}", {"parameters": [{"name": "whale", "in": "path"}]}, {})
    with pytest.raises(Unfilled, match=r"names no record for {whale}"):
        strange.call(stage.callers[0].client, stage.shown, here=True)
