"""The server with little memory, and with a full disk."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet

from app.settings import ROOT
from tests.catalogues import real
from tests.hostile.sandbox import fill_tmp, memory_limit, read_only_disk
from tools.gunicorn_server import gunicorn
from tools.hostile.raw_http import ask
from tools.hostile.target import post, single_chunk, with_token
from tools.hostile.visitors import Person, random_person_with_sheet

if TYPE_CHECKING:
    from tools.gunicorn_server import Server

MIB = 1024 * 1024
KEY = Fernet.generate_key().decode()
NOWHERE = {"HOME": "/nowhere", "TMPDIR": "/tmp"}  # noqa: S108  inside the sandbox


def unpacked_fonts(process: int) -> set[str]:
    """The files of fonts that a process holds open after their folder was removed."""
    lines = Path(f"/proc/{process}/maps").read_text(encoding="utf-8").splitlines()
    return {line for line in lines if "/weasyprint-" in line and line.endswith("(deleted)")}


def wait_for_fonts(server: Server) -> None:
    """Print once, so that there is a process with fonts of its own."""
    server.begin()
    assert server.get("/sheet.pdf").status == 200
    (renderer,) = server.renderers
    assert unpacked_fonts(renderer) - unpacked_fonts(server.process.pid)
    server.cookie = ""


def serves_forms_and_paper(server: Server) -> None:
    """Send the requests of a visitor, and check that no worker was killed meanwhile."""
    catalogue = real()
    workers = server.wait_for_workers(2)
    medium = Person(answers={"length": ["medium"]})
    for person in (medium, random_person_with_sheet(catalogue, random.Random(3)), medium):  # noqa: S311  reproducible
        cookie = "; ".join(f"{name}={value}" for name, value in person.cookies(KEY, catalogue).items())
        for page in ("/", "/questions", "/sheet", "/sheet/page"):
            assert server.get(page, Cookie=cookie).status == 200
        step = catalogue.steps[0]
        form = with_token([(step.fields[0].id, next(iter(step.fields[0].options)))])
        assert ask(server.port, single_chunk(post(f"/step/{step.id}", form, cookie))).status == 303
        paper = server.get("/sheet.pdf", Cookie=cookie)
        assert (paper.status, paper.body[:5]) == (200, b"%PDF-")
    assert server.workers == workers


def test_two_workers_serve_within_256_mib() -> None:
    with (
        memory_limit(256 * MIB) as wrapper,
        gunicorn(wrapper=wrapper, WORKERS="2", PDFS="1", SECRET_KEYS=KEY) as server,
    ):
        serves_forms_and_paper(server)


def test_server_works_with_a_full_disk() -> None:
    wrapper = read_only_disk()
    with (
        tempfile.TemporaryFile() as log,
        gunicorn(log, wrapper, WORKERS="2", PDFS="1", SECRET_KEYS=KEY, **NOWHERE) as server,
    ):
        wait_for_fonts(server)
        fill_tmp(server.process.pid)
        root = Path(f"/proc/{server.process.pid}/root")
        for place in ("tmp/more", "dev/shm/more", str(ROOT / "more")[1:]):
            with pytest.raises(OSError, match=r"No space left|Read-only"):
                (root / place).write_text("text", encoding="ascii")
        serves_forms_and_paper(server)
        log.seek(0)
        assert b"Traceback" not in log.read()
