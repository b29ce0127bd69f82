"""SIGHUP reads the catalogue anew; with a broken one the one before is served, and the log has the faults."""

from __future__ import annotations

import os
import signal
import socket
import time
from typing import TYPE_CHECKING

import pytest

from tests.catalogues import JOURNEY_FILE
from tools.gunicorn_server import Server, gunicorn
from tools.waiting import TIMEOUT_SECONDS, wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TEXT = JOURNEY_FILE.read_text("utf-8")
NAME = next(line for line in TEXT.splitlines() if line.startswith("name:"))
PERSONAL = "Helga"


class Reloaded:
    """A running gunicorn, its catalogue file, and the log that it writes."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.server, self.file, self.log = server, folder / "mine.yaml", folder / "log"

    def write(self, name: str) -> None:
        self.file.write_text(TEXT.replace(NAME, f"name: {name}"), encoding="utf-8")

    def hang_up(self) -> str:
        """Send SIGHUP, wait until other workers have taken over, and return what was logged meanwhile."""
        before, logged = set(self.server.workers), len(self.log.read_text("utf-8"))
        self.server.process.send_signal(signal.SIGHUP)
        self.until(lambda: not before & set(self.server.workers))
        self.until(self.server.is_up)
        return self.log.read_text("utf-8")[logged:]

    def until(self, true: Callable[[], bool]) -> None:
        wait_until(true, lambda: self.log.read_text("utf-8"))

    def title(self) -> str:
        """Return the title of the start page; the address and a cookie say something that no log may hold."""
        page = self.server.get(f"/?{PERSONAL}", Cookie=f"sheet={PERSONAL}").body.decode()
        return page.partition("<title>")[2].partition("</title>")[0]


@pytest.fixture(scope="module")
def reloaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reloaded]:
    folder = tmp_path_factory.mktemp("reload")
    file, log = folder / "mine.yaml", folder / "log"
    file.write_text(TEXT, encoding="utf-8")
    with (
        log.open("wb") as written,
        gunicorn(written, WORKERS="2", PDFS="1", QUESTIONS_FILE=str(file)) as server,
    ):
        yield Reloaded(server, folder)


def break_yaml(reloaded: Reloaded) -> None:
    reloaded.write("[Broken")


def remove_file(reloaded: Reloaded) -> None:
    reloaded.file.unlink()


def name_no_logo(reloaded: Reloaded) -> None:
    reloaded.file.write_text(TEXT.replace("clinic:", "clinic:\n  theme: {logo: no.png}", 1), encoding="utf-8")


def write_a_letter_without_font(reloaded: Reloaded) -> None:
    reloaded.write("Broken 蛾")


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (break_yaml, "expected"),
        (remove_file, "cannot be read: No such file"),
        (name_no_logo, "the logo cannot be read"),
        (write_a_letter_without_font, "no font here can print 蛾"),
    ],
)
def test_a_broken_catalogue_is_logged_not_served(
    reloaded: Reloaded, damage: Callable[[Reloaded], None], words: str
) -> None:
    reloaded.write("Whole")
    reloaded.hang_up()
    damage(reloaded)
    logged = reloaded.hang_up()
    assert words in logged
    assert "[ERROR] Not reloaded: mine.yaml:" in logged
    assert "Traceback" not in logged
    assert "Whole" in reloaded.title()
    reloaded.write("Whole again")
    assert "Not reloaded" not in reloaded.hang_up()
    assert "Whole again" in reloaded.title()
    assert PERSONAL not in reloaded.log.read_text("utf-8")


def test_a_request_in_flight_is_answered(reloaded: Reloaded) -> None:
    reloaded.write("Before")
    reloaded.hang_up()
    with socket.create_connection(("127.0.0.1", reloaded.server.port), TIMEOUT_SECONDS) as half:
        half.sendall(b"GET /about HTTP/1.1\r\nHost: localhost\r\n")
        time.sleep(0.5)  # a worker waits for the rest
        reloaded.write("After")
        reloaded.server.process.send_signal(signal.SIGHUP)
        reloaded.until(lambda: "After" in reloaded.title())
        half.sendall(b"\r\n")
        answer = half.makefile("rb").read().decode()
    assert answer.startswith("HTTP/1.1 200 ")
    assert "Before</title>" in answer


@pytest.mark.slow
def test_reloads_leave_no_files_and_processes_behind(reloaded: Reloaded) -> None:
    def open_files() -> int:
        return len(os.listdir(f"/proc/{reloaded.server.process.pid}/fd"))  # noqa: PTH208  only their number

    reloaded.write("Again")
    reloaded.hang_up()
    before = open_files()
    for _time in range(3):
        reloaded.hang_up()
    assert open_files() == before
    reloaded.until(lambda: len(reloaded.server.spoolers) == 1)
