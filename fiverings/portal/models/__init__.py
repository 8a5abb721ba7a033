"""The nouns of the portal: codes, the sessions they opened, and what a contact sees of their needs."""

from .asking import NothingWritten
from .code import CodeWrong, PortalCode
from .questions import AskedNow, NotAskedNow
from .requests import Requests
from .seeing import Cost, Next, Request, Said, Step
from .serving import team_of
from .session import PortalSession

__all__ = [
    "AskedNow",
    "CodeWrong",
    "Cost",
    "Next",
    "NotAskedNow",
    "NothingWritten",
    "PortalCode",
    "PortalSession",
    "Request",
    "Requests",
    "Said",
    "Step",
    "team_of",
]
