"""The server with little memory, and with no disk to write to."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet

from app.content.load import load
from app.settings import ROOT
from tests.hostile.sandbox import fill, of_memory, without_a_disk
from tools.gunicorn_server import gunicorn
from tools.hostile.raw_http import ask
from tools.hostile.target import once, post, with_token
from tools.hostile.visitors import Person, anyone

if TYPE_CHECKING:
    from tools.gunicorn_server import Server

MIB = 1024 * 1024
KEY = Fernet.generate_key().decode()


def serves_forms_and_paper(server: Server) -> None:
    """Go through what a visitor does; a worker that is ended for its memory would break one of these."""
    catalogue = load(ROOT / "questions.yaml").catalogue
    workers = server.all_workers(2)
    medium = Person(answers={"length": ["medium"]})
    for person in (medium, anyone(catalogue, random.Random(3)), medium):  # noqa: S311  the same each time
        cookie = "; ".join(f"{name}={value}" for name, value in person.cookies(KEY).items())
        for page in ("/", "/questions", "/sheet", "/sheet/page"):
            assert server.get(page, Cookie=cookie).status == 200
        step = catalogue.steps[0]
        form = with_token([(step.fields[0].id, next(iter(step.fields[0].options)))])
        assert ask(server.port, once(post(f"/step/{step.id}", form, cookie))).status == 303
        paper = server.get("/sheet.pdf", Cookie=cookie)
        assert (paper.status, paper.body[:5]) == (200, b"%PDF-")
    assert server.workers == workers


def test_with_256_mib_for_all_processes_two_workers_serve_forms_and_paper() -> None:
    with of_memory(256 * MIB) as inside, gunicorn(inside=inside, WORKERS="2", SECRET_KEYS=KEY) as server:
        serves_forms_and_paper(server)


def test_with_a_full_disk_forms_and_paper_are_served() -> None:
    inside = without_a_disk()
    with (
        tempfile.TemporaryFile() as log,
        gunicorn(log, inside, WORKERS="2", SECRET_KEYS=KEY, HOME="/nowhere", TMPDIR="/tmp") as server,  # noqa: S108  the small one
    ):
        fill(server.process.pid)
        seen = Path(f"/proc/{server.process.pid}/root")
        for place in ("tmp/more", "dev/shm/more", str(ROOT / "more")[1:]):
            with pytest.raises(OSError, match=r"No space left|Read-only"):
                (seen / place).write_text("text", encoding="ascii")
        serves_forms_and_paper(server)
        log.seek(0)
        assert b"Traceback" not in log.read()
