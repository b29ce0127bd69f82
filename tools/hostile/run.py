"""Sends hostile requests to a server and checks its responses, log and memory."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet

from tools.gunicorn_server import gunicorn
from tools.hostile import bodies, malformed, well_formed
from tools.hostile.raw_http import ask
from tools.hostile.target import INJECTED_TAG, Target
from tools.hostile.visitors import largest_person
from tools.processes import pss_mib

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tools.gunicorn_server import Server
    from tools.hostile.raw_http import RawRequest, Reply

    Kind = Callable[[Target, random.Random], RawRequest]

KINDS: tuple[Kind, ...] = (*well_formed.KINDS, *bodies.KINDS, *malformed.KINDS)
NORMAL_STATUSES = {
    well_formed.a_visitor_reads: {200, 303, 404},  # 303 for those for whom there is no sheet
    well_formed.a_visitor_answers: {303, 404},
    well_formed.a_visitor_prints: {200, 303, 503},
}
PDF_EVERY = 100  # requests; a PDF takes a hundred times as long as a page
PROTOCOL_ERRORS = {501, 505}  # gunicorn's responses to protocols that it does not support
BATCH_SIZE = 1000
WARMUP_REQUESTS = 3000  # memory must be stable after these: both workers have made many PDFs
MAX_GROWTH = 1.1
LARGEST_PDFS = 20  # of both workers together
THREADS = 4
NO_WORKER_RESTART = "--max-requests 0"  # a restarted worker would hide a memory leak
LOG_ERRORS = (b"Traceback", b"[ERROR]", b"[CRITICAL]", b"Error at", b"Exception")


@dataclass
class Outcome:
    """`counts` is by kind and status, `memory` in MiB by the number of requests sent."""

    counts: Counter[tuple[str, int]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    memory: dict[int, float] = field(default_factory=dict)


def run(seed: int, requests: int, kinds: Sequence[Kind] = KINDS) -> Outcome:
    outcome, target = Outcome(), Target(Fernet.generate_key().decode())
    with tempfile.TemporaryFile() as log:
        with gunicorn(
            log, WORKERS="2", PDFS="1", SECRET_KEYS=target.key, GUNICORN_CMD_ARGS=NO_WORKER_RESTART
        ) as server:
            server.rest()
            _print_largest(server, target)
            _send_all(server, outcome, Sender(server.port, target, seed, kinds), requests)
        log.seek(0)
        lines = log.read().splitlines()
    outcome.faults += [f"the log has {line!r}" for line in lines if any(bad in line for bad in LOG_ERRORS)]
    return outcome


@dataclass(frozen=True)
class Sender:
    """Sends the request with a given number; seed and number determine it."""

    port: int
    target: Target
    seed: int
    kinds: Sequence[Kind]

    def __call__(self, number: int) -> tuple[str, int, Reply]:
        rng = random.Random(f"{self.seed}:{number}")  # noqa: S311  reproducible
        kind = well_formed.a_visitor_prints if number % PDF_EVERY == 0 else rng.choice(self.kinds)
        return kind.__name__.replace("_", " "), number, ask(self.port, kind(self.target, rng))


def _print_largest(server: Server, target: Target) -> None:
    """Make the largest sheets first, so that no later one needs more memory: few of the requests print."""
    cookies = largest_person(target.catalogue).cookies(target.key, target.catalogue)
    header = "; ".join(f"{name}={value}" for name, value in cookies.items())
    for _sheet in range(LARGEST_PDFS):
        answer = server.get("/sheet.pdf", Cookie=header)
        assert answer.status == HTTPStatus.OK, f"the largest sheet answers {answer.status}"


def _send_all(server: Server, outcome: Outcome, sender: Sender, requests: int) -> None:
    workers = server.wait_for_workers(2)
    with ThreadPoolExecutor(THREADS) as pool:
        for start in range(0, requests, BATCH_SIZE):
            numbers = range(start, min(start + BATCH_SIZE, requests))
            for name, number, reply in pool.map(sender, numbers):
                outcome.counts[name, reply.status] += 1
                outcome.faults += [f"request {number}, {name}: {fault}" for fault in faults(name, reply)]
            outcome.memory[numbers.stop] = pss_mib([*server.workers, *server.renderers])
    if server.workers != workers:
        outcome.faults.append("a worker was restarted")
    baseline, last = outcome.memory.get(WARMUP_REQUESTS), outcome.memory[requests]
    if baseline and last > baseline * MAX_GROWTH:
        outcome.faults.append(f"memory grew from {baseline:.0f} to {last:.0f} MiB")


def faults(name: str, reply: Reply) -> Iterator[str]:
    """Yield the faults in the response to a request of this kind."""
    normal = {kind.__name__.replace("_", " "): statuses for kind, statuses in NORMAL_STATUSES.items()}
    if reply.status >= 500 and reply.status not in PROTOCOL_ERRORS and "print" not in name:
        yield f"status {reply.status}"
    if reply.status not in normal.get(name, {reply.status}):
        yield f"a normal request gets {reply.status}"
    if reply.after:
        yield f"more than one response: {reply.after[:60]!r}"
    if "evil.example" in reply.header("Location"):
        yield f"redirects to {reply.header('Location')}"
    if INJECTED_TAG.encode() in reply.body and "html" in reply.header("Content-Type"):
        yield "the injected tag is in the page unescaped"
    if "a=b" in reply.header("Set-Cookie"):
        yield "a header was injected"
