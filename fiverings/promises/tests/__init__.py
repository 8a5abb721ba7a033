"""Promises are told, kept, broken and changed as they say."""
