"""The reckoning after a killing: whatever was acknowledged is there, and whatever is there is there once."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from fiverings.core.running.places import PROJECT
from tests.journeys.acts import Act
from tests.journeys.installing import Installation
from tests.journeys.solving import ONCE, SOLVED, Solver
from tests.journeys.writers import Advocate, Correspondent

UNDONE = """
    SELECT 'arrival', count(*) FROM channels_arrival WHERE outcome = ''
    UNION ALL SELECT 'outbox', count(*) FROM conversations_outbox
    UNION ALL SELECT 'delivery', count(*) FROM channels_delivery WHERE state = 'waiting'
    UNION ALL SELECT 'job', count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')
    UNION ALL SELECT 'failed reaction', count(*) FROM core_failedreaction"""
FILED = """
    SELECT m.message_id, count(DISTINCT m.id), count(DISTINCT a.id), min(a.outcome), count(DISTINCT heard.id)
    FROM conversations_message m
    LEFT JOIN channels_arrival a ON a.message_id = m.id
    LEFT JOIN core_entry heard ON heard.kind = 'cases.CustomerSpoke'
      AND heard.payload -> 'message' = to_jsonb('conversations.message#' || m.id)
    WHERE m.direction = 'in' AND m.message_id = ANY(%s) GROUP BY m.message_id"""
ARRIVED = "SELECT count(*) FROM channels_arrival"
OWNED = """
    SELECT j.id, count(c.id), count(c.owner_id), bool_and(p.is_active),
      (SELECT count(*) FROM core_entry e
        WHERE e.kind = 'cases.CaseOpened' AND e.subject_label = 'cases.case' AND e.subject_id = min(c.id))
    FROM conversations_journey j
    LEFT JOIN cases_case c ON c.journey_id = j.id
    LEFT JOIN people_person p ON p.id = c.owner_id
    WHERE EXISTS (SELECT FROM conversations_thread t JOIN conversations_message m ON m.thread_id = t.id
                  WHERE t.journey_id = j.id)
    GROUP BY j.id"""
MET = "SELECT address, count(*) FROM customers_contactaddress WHERE address = ANY(%s) GROUP BY address"
SENT = """
    SELECT m.message_id, m."to"[1], m.sent_at IS NOT NULL, count(t.id), count(t.id) FILTER (WHERE t.ended_at IS NULL),
      bool_or(d.state = 'withheld' AND m.auto NOT IN ('', 'promise'))
    FROM conversations_message m
    LEFT JOIN channels_delivery d ON d.message_id = m.id LEFT JOIN channels_attempt t ON t.delivery_id = d.id
    WHERE m.direction = 'out' GROUP BY m.id"""
ALLOWED: dict[str, set[Any]] = {"acknowledged": {(1, 1)}, "refused": {None}, "cut_short": {None, (1, 1)}}
"""How many rows and lines an act may have left, by what was answered."""


def arrivals(installation: Installation) -> int:
    """How many mails ever arrived."""
    ((arrived,),) = installation.ask(ARRIVED)
    return int(arrived)


@dataclass
class Aftermath:
    """What the writers were told while the house was being killed, and what they find there now."""

    installation: Installation
    customers: Sequence[Correspondent]
    advocates: Sequence[Advocate] = ()
    solvers: Sequence[Solver] = ()
    arrived_before: int = 0

    @property
    def accepted(self) -> list[str]:
        """The Message-IDs of all mails that were said to be safe."""
        return [each for customer in self.customers for each in customer.acknowledged]

    def mails_not_filed_once(self) -> list[str]:
        """Each mail is one arrival, one message, heard once by one case."""
        filed = {id_: tuple(counts) for id_, *counts in self.installation.ask(FILED, self.accepted)}
        wrong = [f"mail {id_}: {filed.get(id_)}" for id_ in self.accepted if filed.get(id_) != (1, 1, "filed", 1)]
        arrived = arrivals(self.installation) - self.arrived_before
        return wrong + ([f"{arrived} arrivals of {len(self.accepted)}"] if arrived != len(self.accepted) else [])

    def needs_without_one_owner(self) -> list[str]:
        """Each need is one case, opened once, with one owner who works here."""
        owned = self.installation.ask(OWNED)
        return [f"journey {id_}: {counts}" for id_, *counts in owned if counts != [1, 1, True, 1]]

    def strangers_not_met_once(self, addresses: Iterable[str]) -> list[str]:
        met = dict(self.installation.ask(MET, list(addresses)))
        return [f"{address}: {met.get(address, 0)}" for address in addresses if met.get(address) != 1]

    @property
    def met(self) -> list[str]:
        """The needs of which the customers were told that their “it works” is written down."""
        return [each for solver in self.solvers for each in solver.met]

    def needs_not_met_once(self) -> list[str]:
        """Each is one case that passed the gate, was solved, and was confirmed once, in its rows and in the journal."""
        found = {need: tuple(counts) for need, *counts in self.installation.ask(SOLVED, self.met)}
        return [f"{need}: {found.get(need)}" for need in self.met if found.get(need) != ONCE]

    def acts_not_done_once(self) -> list[str]:
        """What was acknowledged is one row with one line, what was refused none, what was cut short at most one."""
        wrong = []
        for act, deeds in self._deeds().items():
            all_words = [words for many in deeds.values() for words in many]
            found = {words: tuple(counts) for words, *counts in self.installation.ask(act.counts, all_words)}
            for answer, many in deeds.items():
                allowed = ALLOWED[answer]
                wrong += [f"{act.name} {answer}: {found.get(w)} {w}" for w in many if found.get(w) not in allowed]
        return wrong

    def letters_not_carried_once(self) -> list[str]:
        """Each message of ours is with its reader under one Message-ID, twice only when a try was cut short.

        What nobody wrote, and would have been the sixth such letter to them in an hour, is withheld.
        """
        copies = self._copies()
        return [
            f"{id_} to {to}: sent {sent}, {copies[id_, to]} copies, {tries} tries, {cut} cut short"
            for id_, to, sent, tries, cut, withheld in self.installation.ask(SENT)
            if not ((withheld and not copies[id_, to]) or (sent and 1 <= copies[id_, to] <= 1 + cut))
        ]

    def letters_withheld(self) -> list[str]:
        """What was not sent, because it would have been too much of what nobody wrote."""
        return [str(id_) for id_, *_others, withheld in self.installation.ask(SENT) if withheld]

    def letters_with_copies(self) -> list[str]:
        """The Message-IDs that a reader got more than once."""
        return [id_ for (id_, _to), many in self._copies().items() if many > 1]

    def audits_that_find_something(self) -> list[str]:
        """The house's own audits, as an administrator asks for them."""
        return [said for words in (("audit",), ("audit", "--rebuild")) if (said := self._asked(*words))]

    def counted(self, answer: str) -> Counter[str]:
        """How many acts of each verb were answered so."""
        return Counter({act.name: len(deeds[answer]) for act, deeds in self._deeds().items()})

    def _copies(self) -> Counter[tuple[str, str]]:
        letters = self.installation.mailboxes.letters
        return Counter((str(letter["Message-ID"]).strip("<>"), str(letter["To"])) for letter in letters)

    def _deeds(self) -> dict[Act, dict[str, list[str]]]:
        done: dict[Act, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for advocate in self.advocates:
            for answer, acts in vars(advocate.deeds).items():
                for act, many in acts.items():
                    done[act][answer] += many
        return done

    def _asked(self, *words: str) -> str:
        command = [sys.executable, "-m", "fiverings", *words]
        environment = self.installation.house.environment()
        ran = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True)
        return ran.stdout + ran.stderr if ran.returncode else ""
