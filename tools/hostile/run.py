"""Sends hostile requests to the running server and judges the answers, the log and the memory."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet

from tools.gunicorn_server import gunicorn
from tools.hostile import bodies, malformed, well_formed
from tools.hostile.processes import proportional
from tools.hostile.raw_http import ask
from tools.hostile.target import MARK, House

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tools.gunicorn_server import Server
    from tools.hostile.raw_http import Reply, Sent

    Kind = Callable[[House, random.Random], Sent]

KINDS: tuple[Kind, ...] = (*well_formed.KINDS, *bodies.KINDS, *malformed.KINDS)
VISITS = {
    well_formed.a_visitor_reads: {200, 404},
    well_formed.a_visitor_answers: {303, 404},
    well_formed.a_visitor_prints: {200, 503},
}
PAPER_EVERY = 100  # requests; paper takes a hundred times as long as a page
GATEWAY = {501, 505}  # gunicorn's own words about a protocol that it does not speak
BATCH = 1000
SETTLED = 3000  # requests after which memory should not grow any more: by then both workers have printed much
GROWTH = 1.1
SENDERS = 4
ENDLESS = "--max-requests 0"  # the same workers to the end: new ones would hide what the old ones kept
BAD_LOG = (b"Traceback", b"[ERROR]", b"[CRITICAL]", b"Error at", b"Exception")


@dataclass
class Outcome:
    """How often each kind was answered with each status, what went wrong, and memory on the way in MiB."""

    counts: Counter[tuple[str, int]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    memory: dict[int, float] = field(default_factory=dict)


def run(seed: int, requests: int, kinds: Sequence[Kind] = KINDS) -> Outcome:
    outcome, house = Outcome(), House(Fernet.generate_key().decode())
    with tempfile.TemporaryFile() as log:
        with gunicorn(log, WORKERS="2", SECRET_KEYS=house.key, GUNICORN_CMD_ARGS=ENDLESS) as server:
            _send_all(server, outcome, Sender(server.port, house, seed, kinds), requests)
        log.seek(0)
        lines = log.read().splitlines()
    outcome.faults += [f"the log says {line!r}" for line in lines if any(bad in line for bad in BAD_LOG)]
    return outcome


@dataclass(frozen=True)
class Sender:
    """Sends the request that this seed has under a number: always the same one."""

    port: int
    house: House
    seed: int
    kinds: Sequence[Kind]

    def __call__(self, number: int) -> tuple[str, int, Reply]:
        chance = random.Random(f"{self.seed}:{number}")  # noqa: S311  the same for the same seed
        kind = well_formed.a_visitor_prints if number % PAPER_EVERY == 0 else chance.choice(self.kinds)
        return kind.__name__.replace("_", " "), number, ask(self.port, kind(self.house, chance))


def _send_all(server: Server, outcome: Outcome, sender: Sender, requests: int) -> None:
    workers = server.all_workers(2)
    with ThreadPoolExecutor(SENDERS) as senders:
        for start in range(0, requests, BATCH):
            numbers = range(start, min(start + BATCH, requests))
            for name, number, reply in senders.map(sender, numbers):
                outcome.counts[name, reply.status] += 1
                outcome.faults += [f"request {number}, {name}: {fault}" for fault in faults(name, reply)]
            outcome.memory[numbers.stop] = sum(proportional(worker) for worker in server.workers)
    if server.workers != workers:
        outcome.faults.append("a worker died")
    settled, last = outcome.memory.get(SETTLED), outcome.memory[requests]
    if settled and last > settled * GROWTH:
        outcome.faults.append(f"memory grew from {settled:.0f} to {last:.0f} MiB")


def faults(name: str, reply: Reply) -> Iterator[str]:
    """Yield what is wrong with the answer to a request of this kind."""
    visits = {kind.__name__.replace("_", " "): fine for kind, fine in VISITS.items()}
    if reply.status >= 500 and reply.status not in GATEWAY and "print" not in name:
        yield f"answers {reply.status}"
    if reply.status not in visits.get(name, {reply.status}):
        yield f"a visitor in between gets {reply.status}"
    if reply.after:
        yield f"more than one answer came: {reply.after[:60]!r}"
    if "evil.example" in reply.header("Location"):
        yield f"leads away to {reply.header('Location')}"
    if MARK.encode() in reply.body and "html" in reply.header("Content-Type"):
        yield "what was sent stands on the page as a tag"
    if "a=b" in reply.header("Set-Cookie"):
        yield "a header was slipped in"
