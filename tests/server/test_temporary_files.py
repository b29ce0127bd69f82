"""Nothing lies in the folder for temporary files: not while the app runs, and not after it has ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from app.content.types import SIZES
from app.settings import ROOT
from tests.catalogues import SMALL_FILE
from tools.gunicorn_server import COMMAND, Server, environment, free_port, gunicorn
from tools.waiting import TIMEOUT_SECONDS, wait_until
from tools.walk.browser import Browser
from tools.walk.typed import NAMES, printed_words, typed_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)
FLASK = [sys.executable, "-m", "flask"]
COMMANDS = {
    "gunicorn": COMMAND,
    "flask": [*FLASK, "--app", "app", "routes"],
    "blank": [*FLASK, "sheet", "blank", "out.pdf"],
    "review": [*FLASK, "catalogue", "review", "out.pdf"],
}
# The shell counts in blocks of 512 bytes: no file may be larger than 51 kB, as if the disk were full.
ON_A_FULL_DISK = ["sh", "-c", 'ulimit -f 100; exec "$@"', "sh"]


def on(folder: Path) -> dict[str, str]:
    """Return the settings of a copy with a small catalogue and this folder for temporary files."""
    return {"TMPDIR": str(folder), "QUESTIONS_FILE": str(SMALL_FILE)}


@pytest.fixture(autouse=True)
def sigint_ends() -> Iterator[None]:
    """Have commands end by SIGINT, as in a terminal: what a shell starts in the background ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def wait_for(server: Server) -> None:
    wait_until(server.is_up, "the server does not respond")


def wait_until_empty(folder: Path) -> None:
    """Wait for a process that has just been started: it unpacks fonts, and takes the files away."""
    wait_until(lambda: not list(folder.iterdir()), "files are left")


def test_names_are_printed_and_nothing_is_left(tmp_path: Path) -> None:
    with gunicorn(None, (), WORKERS="1", PDFS="1", **on(tmp_path)) as server:
        wait_until_empty(tmp_path)
        for size in SIZES:
            pdf = typed_sheet(Browser(f"http://127.0.0.1:{server.port}"), size)
            assert set(NAMES) <= printed_words(pdf), size
        assert list(tmp_path.iterdir()) == []


def test_renewed_worker_prints_names_too(tmp_path: Path) -> None:
    with gunicorn(None, (), WORKERS="1", PDFS="1", **on(tmp_path)) as server:
        (first,) = server.wait_for_workers(1)
        os.kill(first, signal.SIGTERM)
        wait_until(lambda: server.workers not in ([], [first]), "no other worker came")
        wait_for(server)
        pdf = typed_sheet(Browser(f"http://127.0.0.1:{server.port}"))
        assert set(NAMES) <= printed_words(pdf)
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", ENDING)
def test_each_way_to_stop_leaves_nothing(tmp_path: Path, number: int) -> None:
    with gunicorn(None, (), WORKERS="2", PDFS="1", **on(tmp_path)) as server:
        server.process.send_signal(number)
        assert server.process.wait(TIMEOUT_SECONDS) == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_flask_run_leaves_nothing(tmp_path: Path, number: int) -> None:
    port = free_port()
    command = [*FLASK, "--app", "app", "run", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(**on(tmp_path)), stderr=subprocess.DEVNULL)
    wait_for(Server(process, port))
    process.send_signal(number)
    process.wait(TIMEOUT_SECONDS)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["blank", "review"])
def test_commands_leave_nothing(tmp_path: Path, name: str) -> None:
    folder, out = tmp_path / "temporary", tmp_path / "out.pdf"
    folder.mkdir()
    command = [*COMMANDS[name][:-1], str(out)]
    subprocess.run(command, cwd=ROOT, env=environment(**on(folder)), capture_output=True, check=True)
    assert out.stat().st_size
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_full_disk_is_told_in_a_line(tmp_path: Path, command: list[str]) -> None:
    env = environment(**on(tmp_path), BIND="127.0.0.1:0")
    whole = [*ON_A_FULL_DISK, *command]
    ended = subprocess.run(whole, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    (line,) = ended.stderr.strip().splitlines()
    assert "The fonts of the PDF cannot be unpacked" in line
    assert "Set TMPDIR" in line
    assert list(tmp_path.iterdir()) == []
