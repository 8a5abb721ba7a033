"""The nouns of insight."""

from .document import Document
from .excerpt import Excerpt
from .search import Search, Sight

__all__ = ["Document", "Excerpt", "Search", "Sight"]
