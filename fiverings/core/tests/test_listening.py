"""The ear of a process: many streams, few questions, and no answer older than what was heard."""

from __future__ import annotations

import asyncio
import time

from fiverings.core.live import Ear


def test_streams_that_ask_the_same_at_the_same_time_share_one_answer() -> None:
    asked: list[str] = []

    def question(about: str) -> int:
        asked.append(about)
        time.sleep(0.1)
        return len(asked)

    async def many(*since: int) -> list[int]:
        ear = Ear()
        answers = await asyncio.gather(*(ear.ask(each, question, "what changed") for each in since))
        assert not ear.asking, "Nothing is remembered once it is answered"
        return answers

    assert len(set(asyncio.run(many(1, 1, 1)))) == 1 and len(asked) == 1
    asyncio.run(many(1, 2))
    assert len(asked) == 3, "Who heard more does not take an answer from before"
