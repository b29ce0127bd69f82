"""gunicorn while many people print, with killed processes, and on SIGTERM."""

from __future__ import annotations

import fcntl
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPException
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.catalogues import JOURNEY_FILE
from tests.server.held_app import MADE
from tools.gunicorn_server import gunicorn
from tools.processes import open_files
from tools.waiting import TIMEOUT_SECONDS, wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future

    from tools.gunicorn_server import Response, Server

PEOPLE = 50
HEAP_OF_A_THREAD = 64 << 20  # bytes of addresses that the C library of GNU reserves, at a multiple of them


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with gunicorn(WORKERS="2", PDFS="1") as running:
        running.begin()
        yield running


@contextmanager
def held(folder: Path) -> Iterator[tuple[Server, Callable[[], None]]]:
    """Run a server whose renderer waits until the function is called."""
    place = folder / "held"
    with (
        place.open("wb") as file,
        gunicorn(
            app="tests.server.held_app:create_app()",
            QUESTIONS_FILE=str(JOURNEY_FILE),
            HELD_BY=str(place),
            WORKERS="2",
            PDFS="1",
        ) as server,
    ):
        fcntl.flock(file, fcntl.LOCK_EX)
        yield server, lambda: fcntl.flock(file, fcntl.LOCK_UN)


def heaps_of_threads(process: int) -> int:
    """Count the heaps of a process besides that of its main thread, by the end of what each reserves."""
    maps = [line.split() for line in Path(f"/proc/{process}/maps").read_text("ascii").splitlines()]
    ends = {int(place.partition("-")[2], 16) for place, access, *_ in maps if access == "---p"}
    starts = {int(place.partition("-")[0], 16) for place, access, *_ in maps if access == "rw-p"}
    return sum(end % HEAP_OF_A_THREAD == 0 and end - HEAP_OF_A_THREAD in starts for end in ends)


def begun(server: Server) -> str:
    """Return the cookie of somebody new."""
    return server.get("/questions").headers["Set-Cookie"].partition(";")[0]


def test_threads_take_memory_from_one_heap(tmp_path: Path) -> None:
    with held(tmp_path) as (server, let_go), ThreadPoolExecutor(PEOPLE) as people:
        printing = [people.submit(server.get, "/sheet.pdf", Cookie=begun(server)) for _person in range(20)]
        for _visit in range(20):
            server.get("/questions")
        assert [heaps_of_threads(worker) for worker in server.workers] == [0, 0]
        let_go()
        assert {each.result().status for each in printing} == {200}


def test_all_render_processes_start_with_the_copy() -> None:
    with gunicorn(QUESTIONS_FILE=str(JOURNEY_FILE), WORKERS="1", PDFS="3") as server:
        wait_until(lambda: len(server.renderers) >= 3, "not all render processes started")


def test_fifty_who_print_at_once_wait_while_forms_go_on(tmp_path: Path) -> None:
    with held(tmp_path) as (server, let_go), ThreadPoolExecutor(PEOPLE) as people:
        cookies = [begun(server) for _person in range(PEOPLE)]
        printing = [people.submit(server.get, "/sheet.pdf", Cookie=cookie) for cookie in cookies]
        for cookie in cookies:
            assert server.get("/step/stage", Cookie=cookie).status == 200
        assert server.get("/blank.pdf").body.startswith(b"%PDF-")  # the usual one, from memory
        assert not any(each.done() for each in printing)
        let_go()
        assert {each.result().status for each in printing} == {200}
        assert {each.result().body for each in printing} == {MADE}


def test_who_presses_again_and_again_is_told_to_wait(tmp_path: Path) -> None:
    with held(tmp_path) as (server, let_go), ThreadPoolExecutor(PEOPLE) as people:
        greedy, other = begun(server), begun(server)
        pressed = [people.submit(server.get, "/sheet.pdf", Cookie=greedy) for _time in range(12)]
        # One is being made, four wait.
        wait_until(lambda: sum(each.done() for each in pressed) >= 7, "not seven were refused")
        another = people.submit(server.get, "/sheet.pdf", Cookie=other)
        let_go()
        assert another.result().status == 200
        refused = [each.result() for each in pressed if each.result().status != 200]
        assert len(refused) == 7
        for answer in refused:
            assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
            assert b"Many sheets are being made right now" in answer.body
            assert b"/sheet/page" in answer.body


def test_a_pdf_comes_complete(server: Server) -> None:
    answer = server.get("/sheet.pdf")
    assert answer.status == 200
    assert answer.body.startswith(b"%PDF-")
    assert answer.body.rstrip().endswith(b"%%EOF")


@pytest.mark.parametrize("kind", ["workers", "renderers", "spoolers"])
def test_what_is_killed_is_replaced(server: Server, kind: str) -> None:
    assert server.get("/sheet.pdf").status == 200
    killed: list[int] = getattr(server, kind)
    with ThreadPoolExecutor(1) as person:
        printing = person.submit(_asked, server)
        assert killed
        for process in killed:
            os.kill(process, signal.SIGKILL)
        printing.result()
    wait_until(
        lambda: len(server.workers) >= 2 and _asked(server) == 200 and not _left(server, killed),
        f"the {kind} were not replaced",
    )


def _left(server: Server, killed: list[int]) -> set[int]:
    """Return those of the killed that are still there: a moment passes until their parent takes note."""
    return set(killed) & {*server.workers, *server.renderers, *server.spoolers}


def _asked(server: Server) -> int | None:
    """Request a PDF; return None if the connection breaks."""
    try:
        return server.get("/sheet.pdf").status
    except (OSError, HTTPException):
        return None


def test_sigterm_waits_for_a_pdf_and_leaves_no_process(tmp_path: Path) -> None:
    with held(tmp_path) as (server, let_go), ThreadPoolExecutor(1) as person:
        server.begin()
        printing: Future[Response] = person.submit(server.get, "/sheet.pdf")
        place = str(tmp_path / "held")
        wait_until(
            lambda: place in chain.from_iterable(map(open_files, server.renderers)), "no PDF was begun"
        )
        processes = [*server.workers, *server.renderers, *server.spoolers]
        server.process.send_signal(signal.SIGTERM)
        for process in processes:  # as some service managers do
            os.kill(process, signal.SIGTERM)
        let_go()
        assert printing.result().body == MADE
        assert server.process.wait(TIMEOUT_SECONDS) == 0
        assert not any(os.path.exists(f"/proc/{process}") for process in processes)  # noqa: PTH110
