"""What can happen to a promise, and to what a customer expects, pays and waits for."""

from .beside import (
    ChargeAcknowledged,
    ChargeDisclosed,
    ExpectationAsked,
    ExpectationHeard,
    PauseBegun,
    PauseEnded,
    StandardSet,
)
from .promising import (
    PromiseAttempted,
    PromiseBroken,
    PromiseConsented,
    PromiseFulfilledLate,
    PromiseKept,
    PromiseMayBreak,
    PromiseReleased,
    PromiseReplaced,
    PromiseTold,
)

__all__ = [
    "ChargeAcknowledged",
    "ChargeDisclosed",
    "ExpectationAsked",
    "ExpectationHeard",
    "PauseBegun",
    "PauseEnded",
    "PromiseAttempted",
    "PromiseBroken",
    "PromiseConsented",
    "PromiseFulfilledLate",
    "PromiseKept",
    "PromiseMayBreak",
    "PromiseReleased",
    "PromiseReplaced",
    "PromiseTold",
    "StandardSet",
]
