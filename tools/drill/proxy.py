"""Runs nginx with deploy/nginx.conf in a temporary folder, as `nobody` if root runs the drill."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.settings import ROOT
from tools.drill.copies import DrillError
from tools.gunicorn_server import Server, free_port
from tools.waiting import TIMEOUT_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tools.drill.copies import Copy

CONFIG = ROOT / "deploy" / "nginx.conf"
FIRST_SERVER = re.compile(r"^( +)server app-1:8000 (.*;)\n", re.MULTILINE)
OTHER_SERVERS = re.compile(r"^ +server app-\d+:8000 .*;\n", re.MULTILINE)
LOG_LINE = re.compile(r"(?P<status>\d{3}) by (?P<asked>[^ ]+(?:, [^ ]+)*): .*")


@dataclass
class Proxy:
    """A running nginx and its access log."""

    port: int
    access_log: Path

    def lines(self) -> list[re.Match[str]]:
        """Return a match per response. Any other line raises DrillError: it could contain personal data."""
        lines = self.access_log.read_text(encoding="utf-8").splitlines()
        matches = [LOG_LINE.fullmatch(line) for line in lines]
        return [match for match in matches if match] if all(matches) else _raise_unknown(lines)

    def served(self) -> int:
        return len(self.lines())

    def by_copy(self) -> Counter[str]:
        """Return the number of requests that each address answered last."""
        return Counter(line["asked"].split(", ")[-1] for line in self.lines())

    def failed(self) -> Counter[str]:
        """Return the 502 and 504 responses by log line, such as “502 by …: 502, 502 in …”."""
        return Counter(line.string for line in self.lines() if line["status"] in {"502", "504"})

    def retried(self) -> int:
        """Return the number of requests that nginx sent to a second copy."""
        return sum("," in line["asked"] for line in self.lines())


def _raise_unknown(lines: list[str]) -> list[re.Match[str]]:
    wrong = next(line for line in lines if not LOG_LINE.fullmatch(line))
    raise DrillError(f"unexpected line in the access log of nginx: {wrong}")


def local_config(shipped: str, folder: Path, port: int, copies: list[Copy]) -> str:
    """Return the shipped configuration with the folder, port and copies of this drill."""
    text = shipped.replace("/tmp/", f"{folder}/")  # noqa: S108  the path in the container
    for shipped_text, local_text in (
        ("listen 8080;", f"listen 127.0.0.1:{port};"),
        ("access_log /dev/stdout ", f"access_log {folder}/access.log "),
    ):
        if text.count(shipped_text) != 1:
            raise DrillError(f"{CONFIG.name} does not contain “{shipped_text}” exactly once")
        text = text.replace(shipped_text, local_text)
    if not FIRST_SERVER.search(text):
        raise DrillError(f"{CONFIG.name} has no server line")
    return OTHER_SERVERS.sub("", FIRST_SERVER.sub(lambda line: _server_lines(copies, line), text))


def _server_lines(copies: list[Copy], line: re.Match[str]) -> str:
    return "".join(f"{line[1]}server {copy.address} {line[2]}\n" for copy in copies)


@contextmanager
def nginx(folder: Path, copies: list[Copy]) -> Iterator[Proxy]:
    executable = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if executable is None:
        raise DrillError("nginx is not installed; install it: apt-get install nginx")
    folder.mkdir()
    port, conf = free_port(), folder / "nginx.conf"
    conf.write_text(local_config(CONFIG.read_text("utf-8"), folder, port, copies), encoding="utf-8")
    user = "nobody" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    command = [executable, "-p", str(folder), "-c", str(conf), "-e", "stderr", "-g", "daemon off;"]
    with (folder / "error.log").open("wb") as error_log:
        process = subprocess.Popen(
            command, stdout=error_log, stderr=error_log, user=user, extra_groups=[] if user else None
        )
    try:
        _wait_until_up(Server(process, port), folder / "error.log")
        yield Proxy(port, folder / "access.log")
    finally:
        process.terminate()
        process.wait(TIMEOUT_SECONDS)


def _wait_until_up(server: Server, error_log: Path) -> None:
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            raise DrillError(f"nginx exited: {error_log.read_text('utf-8')}")
        try:
            server.get("/healthz")
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise DrillError("nginx does not respond")
