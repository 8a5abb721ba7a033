"""Excerpt: the piece of a text where the words stand that somebody asked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
READS_AT_MOST = 20_000
LONGEST = 160
LEADS_IN = 50


@lru_cache(maxsize=20_000)
def folded(word: str) -> str:
    """A word without accents, in small letters."""
    letters = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


class Excerpt:
    """Some 160 letters of a text around the first place where the most different words stand together."""

    def __init__(self, text: str, asked: str) -> None:
        self.text = " ".join(text[:READS_AT_MOST].split())
        *whole, last = [folded(word) for word in WORD.findall(asked)] or [""]
        self.whole, self.last = {*whole, last}, last
        self.hits = [each.span() for each in WORD.finditer(self.text) if self._is_asked(each[0])]

    def __bool__(self) -> bool:
        return bool(self.hits)

    def pieces(self) -> list[tuple[str, bool]]:
        """The excerpt in pieces: its words, and whether they are those that were asked for."""
        start, end = self._window()
        return list(self._cut(start, end))

    def _is_asked(self, word: str) -> bool:
        plain = folded(word)
        return plain in self.whole or (len(self.last) > 2 and plain.startswith(self.last))

    def _window(self) -> tuple[int, int]:
        """Where the excerpt begins and ends: at the hit from which on the most different words are near."""
        best = max(self.hits, key=self._near, default=(0, 0))
        start = self.text.find(" ", max(0, best[0] - LEADS_IN)) + 1 if best[0] > LEADS_IN else 0
        start = min(start, best[0])
        end = start + LONGEST
        return start, (self.text.rfind(" ", start, end) if len(self.text) > end else len(self.text))

    def _near(self, hit: tuple[int, int]) -> int:
        reach = hit[0] + LONGEST - LEADS_IN
        return len({folded(self.text[a:b]) for a, b in self.hits if hit[0] <= a and b <= reach})

    def _cut(self, start: int, end: int) -> Iterator[tuple[str, bool]]:
        if start:
            yield "… ", False
        at = start
        for a, b in self.hits:
            if start <= a and b <= end:
                yield self.text[at:a], False
                yield self.text[a:b], True
                at = b
        yield self.text[at:end] + (" …" if end < len(self.text) else ""), False
