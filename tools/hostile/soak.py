"""Many PDFs in a row from one worker of the real server, each for someone else: does its memory stay flat?

python -m tools.hostile.soak [PDFS]
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet

from app.content.load import load
from app.settings import ROOT
from tools.gunicorn_server import gunicorn
from tools.hostile.processes import descriptors, resident
from tools.hostile.visitors import anyone, largest

if TYPE_CHECKING:
    from tools.gunicorn_server import Server

PDFS, SETTLED, STEP = 2000, 50, 100
LARGEST = 10  # of the first sheets are as large as a sheet can be: no later one may need more room
GROWTH = 1.05
ENDLESS = "--max-requests 0"  # the same worker to the end: a new one would hide what the old one kept


def main() -> int:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else PDFS
    key = Fernet.generate_key().decode()
    with (
        tempfile.TemporaryFile() as log,
        gunicorn(log, WORKERS="1", SECRET_KEYS=key, GUNICORN_CMD_ARGS=ENDLESS) as server,
    ):
        curve = _curve(server, key, most)
    return _verdict(curve)


def _curve(server: Server, key: str, most: int) -> list[tuple[float, int]]:
    """Return resident memory and open files, first when settled and then every hundred PDFs."""
    catalogue, chance = load(ROOT / "questions.yaml").catalogue, random.Random(1)  # noqa: S311  the same each time
    (worker,), curve = server.workers, []
    for count in range(1, most + 1):
        someone = largest(catalogue) if count <= LARGEST else anyone(catalogue, chance)
        cookies = someone.cookies(key)
        answer = server.get("/sheet.pdf", Cookie="; ".join(f"{n}={v}" for n, v in cookies.items()))
        assert answer.status == 200, f"PDF {count} answers {answer.status}"
        assert answer.body.startswith(b"%PDF-")
        if count == SETTLED or count % STEP == 0:
            curve.append((resident(worker), _open_files(worker)))
            print(f"{count:5} PDFs  {curve[-1][0]:7.1f} MiB  {curve[-1][1]} open files", flush=True)  # noqa: T201  what a command says
    assert server.workers == [worker], "the worker was replaced"
    return curve


def _open_files(worker: int) -> int:
    """Return the fewest of a few looks: the worker may not have closed the last connection yet."""
    looks = []
    for _look in range(5):
        time.sleep(0.02)
        looks.append(descriptors(worker))
    return min(looks)


def _verdict(curve: list[tuple[float, int]]) -> int:
    (first, files), (last, files_then) = curve[0], curve[-1]
    print(f"memory at the end is {last / first:.3f} of that after {SETTLED} PDFs (at most {GROWTH})")  # noqa: T201
    return int(last > first * GROWTH or files_then != files)


if __name__ == "__main__":
    sys.exit(main())
