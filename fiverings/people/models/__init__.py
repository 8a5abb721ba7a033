"""The nouns of people."""

from .person import Person, Role

__all__ = ["Person", "Role"]
