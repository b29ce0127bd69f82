"""Makes many PDFs with one worker and one renderer, and checks that memory and open files do not grow.

python -m tools.hostile.soak [PDFS]
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet

from app import create_app as _create_app
from app.content.load import load
from app.pdf import spooler
from app.settings import ROOT
from tools.gunicorn_server import gunicorn
from tools.hostile.visitors import largest_person, random_person_with_sheet
from tools.processes import open_files, resident_mib

if TYPE_CHECKING:
    from flask import Flask

    from app.content import Catalogue
    from tools.gunicorn_server import Server
    from tools.hostile.visitors import Person

PDFS, WARMUP_PDFS, STEP = 5000, 500, 250
LARGEST_PDFS = 10  # PDFs of maximum size at the start, so that no later one needs more memory
MAX_GROWTH = 1.05
NO_WORKER_RESTART = "--max-requests 0"  # a restarted worker would hide a memory leak


def create_app() -> Flask:
    """Return the app with a render process that is never replaced: that would hide a memory leak, too."""
    spooler.JOBS = sys.maxsize
    return _create_app()


def main() -> int:
    total = int(sys.argv[1]) if len(sys.argv) > 1 else PDFS
    key = Fernet.generate_key().decode()
    with (
        tempfile.TemporaryFile() as log,
        gunicorn(
            log,
            app="tools.hostile.soak:create_app()",
            WORKERS="1",
            PDFS="1",
            SECRET_KEYS=key,
            GUNICORN_CMD_ARGS=NO_WORKER_RESTART,
        ) as server,
    ):
        samples = _measure(server, key, total)
    return _exit_code(samples)


def _measure(server: Server, key: str, total: int) -> list[tuple[float, int]]:
    """Return resident memory and the number of open files, after the warm-up and then every STEP PDFs."""
    catalogue, rng = load(ROOT / "questions.yaml").catalogue, random.Random(1)  # noqa: S311  reproducible
    (worker,), samples = server.workers, []
    _print_one(server, largest_person(catalogue), key, catalogue, 0)
    (renderer,) = server.renderers
    for count in range(1, total + 1):
        person = (
            largest_person(catalogue) if count <= LARGEST_PDFS else random_person_with_sheet(catalogue, rng)
        )
        _print_one(server, person, key, catalogue, count)
        if count >= WARMUP_PDFS and count % STEP == 0:
            samples.append((resident_mib(worker) + resident_mib(renderer), _open_files(worker, renderer)))
            print(f"{count:5} PDFs  {samples[-1][0]:7.1f} MiB  {samples[-1][1]} open files", flush=True)  # noqa: T201  output of a command
    assert (server.workers, server.renderers) == ([worker], [renderer]), "a process was replaced"
    return samples


def _print_one(server: Server, person: Person, key: str, catalogue: Catalogue, count: int) -> None:
    cookies = person.cookies(key, catalogue)
    answer = server.get("/sheet.pdf", Cookie="; ".join(f"{n}={v}" for n, v in cookies.items()))
    assert answer.status == 200, f"PDF {count} answers {answer.status}"
    assert answer.body.startswith(b"%PDF-")


def _open_files(*processes: int) -> int:
    """Return the lowest of five counts: the worker may not have closed the last connection yet."""
    counts = []
    for _try in range(5):
        time.sleep(0.02)
        counts.append(sum(len(list(open_files(process))) for process in processes))
    return min(counts)


def _exit_code(samples: list[tuple[float, int]]) -> int:
    (first, files), (last, files_at_end) = samples[0], samples[-1]
    print(f"memory at the end is {last / first:.3f} of that after {WARMUP_PDFS} PDFs (at most {MAX_GROWTH})")  # noqa: T201
    return int(last > first * MAX_GROWTH or files_at_end != files)


if __name__ == "__main__":
    sys.exit(main())
