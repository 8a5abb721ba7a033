"""The nouns of conversations."""

from .apart import seal_for, unsealed
from .attachment import Attachment, Blob
from .calling import Call, NothingTalkedAbout
from .dividing import Division
from .drafting import Draft, DraftVersion, Kept
from .filling import NothingKnown, about_us, first_name, nearest
from .formatting import shown
from .journey import Journey
from .message import Direction, Message, Visibility
from .noting import Note, NothingSaid
from .outbox import TELLS_AFTER, Outbox
from .participant import Participant
from .pictures import picture_kind
from .picturing import NoPictures, PictureShowing
from .planning import NotLater
from .previewing import Preview, example
from .receiving import NotBeside
from .separating import Separation, SpokenSince
from .signed import without_signed_links
from .subjects import plain_subject, says_something
from .telling import Story
from .template import FIELDS, OF_US, NotATemplate, Template, TemplateVersion, UnknownField, Withdrawn
from .thread import Channel, Thread
from .told import TheirWords, Told
from .transferring import Transfer
from .why_here import FiledBy, WhyHere
from .writing import AlreadyTold, NoAddress, signature_below

__all__ = [
    "FIELDS",
    "OF_US",
    "TELLS_AFTER",
    "AlreadyTold",
    "Attachment",
    "Blob",
    "Call",
    "Channel",
    "Direction",
    "Division",
    "Draft",
    "DraftVersion",
    "FiledBy",
    "Journey",
    "Kept",
    "Message",
    "NoAddress",
    "NoPictures",
    "NotATemplate",
    "NotBeside",
    "NotLater",
    "Note",
    "NothingKnown",
    "NothingSaid",
    "NothingTalkedAbout",
    "Outbox",
    "Participant",
    "PictureShowing",
    "Preview",
    "Separation",
    "SpokenSince",
    "Story",
    "Template",
    "TemplateVersion",
    "TheirWords",
    "Thread",
    "Told",
    "Transfer",
    "UnknownField",
    "Visibility",
    "WhyHere",
    "Withdrawn",
    "about_us",
    "example",
    "first_name",
    "nearest",
    "picture_kind",
    "plain_subject",
    "says_something",
    "seal_for",
    "shown",
    "signature_below",
    "unsealed",
    "without_signed_links",
]
