"""A visit leaves no files on the server, opens no connections and starts no programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from app.settings import ROOT
from tests.promises.hooks import PROC_IO
from tests.promises.marks import SENT, TYPED, found

if TYPE_CHECKING:
    from pathlib import Path

# Fields of a file that is sent back are read by a process of its own, without files, programs or connections.
# What it read comes back through a pipe, which the kernel counts as bytes written.
READING = ["os.fork ()", "41 bytes written"]
HOMES = ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
HOOKED = {
    "a file": "open(folder / 'note', 'w')",
    "a file, by number": "os.open(folder / 'note', os.O_CREAT | os.O_WRONLY)",
    "more in a file": "open(sys.argv[1] + '/there', 'a')",
    "another name": "os.rename(folder / 'there', folder / 'gone')",
    "no file any more": "os.remove(folder / 'there')",
    "a folder": "os.mkdir(folder / 'new')",
    "a temporary file": "tempfile.TemporaryFile()",
    "a connection": "socket.socket().connect(('127.0.0.1', 1))",
    "a question for an address": "socket.getaddrinfo('localhost', 80)",
    "a datagram": "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
    "a program": "subprocess.run(['true'])",
    "a shell": "os.system('true')",
    "a child": "os.fork() or os._exit(0)",
}
UNHOOKED = {
    "bytes written in C": "os.write(pipe, b'x')",
    "a file changed in C": "libc.creat(bytes(folder / 'note'), 0o600)",
}
FAULT = """
import ctypes, os, socket, subprocess, sys, tempfile
from contextlib import suppress
from pathlib import Path
from tests.promises.hooks import Watch
folder = Path(sys.argv[1])
(folder / 'there').touch()
libc, (_out, pipe) = ctypes.CDLL(None), os.pipe()
watch = Watch([folder])
watch.begin()
with suppress(OSError):
    {fault}
print(chr(10).join(watch.done()))
"""


def run(folder: Path, *command: str) -> str:
    home = {name: str(folder) for name in HOMES}
    done = subprocess.run(
        [sys.executable, *command, str(folder)],
        env={**os.environ, **home}, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(
        run(tmp_path_factory.mktemp("home"), "-m", "tests.promises.watched_app")
    )
    return report


def test_visit_leaves_no_trace(visit: dict[str, Any]) -> None:
    assert {200, 303, 400, 403, 404, 405, 413, 500, 503} <= set(visit["met"])
    assert visit["left"] == READING


def test_visit_log_has_no_personal_data(visit: dict[str, Any]) -> None:
    log = "\n".join(visit["log"])
    assert "RuntimeError at " in log
    assert found(TYPED | SENT, log) == set()


@pytest.mark.parametrize("fault", HOOKED.values(), ids=HOOKED)
def test_a_trace_that_is_left_on_purpose_is_found(tmp_path: Path, fault: str) -> None:
    assert run(tmp_path, "-c", FAULT.format(fault=fault)).strip()


@pytest.mark.skipif(not PROC_IO.exists(), reason="only Linux counts what a process writes")
@pytest.mark.parametrize("fault", UNHOOKED.values(), ids=UNHOOKED)
def test_trace_outside_audit_hooks_is_found(tmp_path: Path, fault: str) -> None:
    assert run(tmp_path, "-c", FAULT.format(fault=fault)).strip()


def test_no_trace_is_found_where_none_is(tmp_path: Path) -> None:
    assert not run(tmp_path, "-c", FAULT.format(fault="(folder / 'there').read_bytes()")).strip()
