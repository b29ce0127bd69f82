"""gunicorn under load, with a killed worker, and on SIGTERM."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from typing import TYPE_CHECKING

import pytest

from app.content.types import SIZES
from tools.gunicorn_server import TIMEOUT_SECONDS, gunicorn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.gunicorn_server import Server


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with gunicorn(WORKERS="4", PDFS="1") as running:
        running.begin()
        yield running


def test_busy_pdfs_get_503_while_forms_work(server: Server) -> None:
    with ThreadPoolExecutor(16) as people:
        printing = [people.submit(server.get, "/sheet.pdf") for _person in range(24)]
        handed_out = [people.submit(server.get, f"/blank.pdf?size={size}") for size in SIZES]
        forms = [people.submit(server.get, "/step/stage") for _person in range(8)]
        printed = [each.result() for each in printing]
    assert {each.result().status for each in forms} == {200}
    assert {each.result().status for each in handed_out} == {200}
    assert {answer.status for answer in printed} == {200, 503}
    for answer in printed:
        if answer.status == 200:
            assert answer.body.startswith(b"%PDF-")
            assert answer.body.rstrip().endswith(b"%%EOF")
        else:
            assert answer.headers["Retry-After"] == "5"
            assert b"Many sheets are being made right now" in answer.body
            assert b"/sheet/page" in answer.body


def test_pdfs_work_again_after_the_load(server: Server) -> None:
    assert [server.get("/sheet.pdf").status for _person in range(3)] == [200, 200, 200]


def test_killed_worker_is_replaced_and_frees_slot(server: Server) -> None:
    with ThreadPoolExecutor(1) as person:
        printing = person.submit(_asked, server)
        time.sleep(0.05)
        for worker in server.workers:
            os.kill(worker, signal.SIGKILL)
        printing.result()
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while len(server.workers) < 4 or not server.is_up():
        assert time.monotonic() < deadline, "the workers were not replaced"
        time.sleep(0.05)
    assert server.get("/sheet.pdf").status == 200


def _asked(server: Server) -> int | None:
    """Request a PDF; return None if the connection breaks."""
    try:
        return server.get("/sheet.pdf").status
    except (OSError, HTTPException):
        return None


def test_sigterm_waits_for_running_pdf() -> None:
    with gunicorn(WORKERS="2", PDFS="1") as server, ThreadPoolExecutor(1) as person:
        server.begin()
        printing = person.submit(server.get, "/sheet.pdf")
        time.sleep(0.06)  # long enough for a worker to accept it, a third of the time of a PDF
        server.process.send_signal(signal.SIGTERM)
        assert printing.result().body.startswith(b"%PDF-")
        assert server.process.wait(TIMEOUT_SECONDS) == 0
