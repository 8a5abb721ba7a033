"""The nouns of the portal: codes that were asked for, and sessions they opened."""

from .code import CodeWrong, PortalCode
from .session import PortalSession

__all__ = ["CodeWrong", "PortalCode", "PortalSession"]
