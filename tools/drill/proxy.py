"""Debian's nginx with the configuration that we ship, in a folder of its own and without rights."""

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
from tools.gunicorn_server import PATIENCE, Server, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tools.drill.copies import Copy

SHIPPED = ROOT / "deploy" / "nginx.conf"
FIRST = re.compile(r"^( +)server app-1:8000 (.*;)\n", re.MULTILINE)
OTHERS = re.compile(r"^ +server app-\d+:8000 .*;\n", re.MULTILINE)
LINE = re.compile(r"(?P<status>\d{3}) by (?P<asked>[^ ]+(?:, [^ ]+)*): .*")


@dataclass
class Proxy:
    """A running nginx, and what it counted."""

    port: int
    counted: Path

    def lines(self) -> list[re.Match[str]]:
        """One match for each answer. A line of another form could say more about a person than we allow."""
        lines = self.counted.read_text(encoding="utf-8").splitlines()
        matches = [LINE.fullmatch(line) for line in lines]
        return [match for match in matches if match] if all(matches) else _unknown(lines)

    def served(self) -> int:
        return len(self.lines())

    def by_copy(self) -> Counter[str]:
        """How many requests each address answered in the end."""
        return Counter(line["asked"].split(", ")[-1] for line in self.lines())

    def failed(self) -> Counter[str]:
        """The answers that nginx had to give itself, as “502 by …: 502, 502 in …”."""
        return Counter(line.string for line in self.lines() if line["status"] in {"502", "504"})

    def helped(self) -> int:
        """How many requests a second copy was asked for."""
        return sum("," in line["asked"] for line in self.lines())


def _unknown(lines: list[str]) -> list[re.Match[str]]:
    wrong = next(line for line in lines if not LINE.fullmatch(line))
    raise DrillError(f"nginx writes a line of another form: {wrong}")


def settings(shipped: str, folder: Path, port: int, copies: list[Copy]) -> str:
    """Put the places of this drill into the configuration that we ship; everything else stays."""
    text = shipped.replace("/tmp/", f"{folder}/")  # noqa: S108  a container's place, here replaced
    for theirs, ours in (
        ("listen 8080;", f"listen 127.0.0.1:{port};"),
        ("access_log /dev/stdout ", f"access_log {folder}/counted "),
    ):
        if text.count(theirs) != 1:
            raise DrillError(f"{SHIPPED.name} does not hold “{theirs}” once")
        text = text.replace(theirs, ours)
    if not FIRST.search(text):
        raise DrillError(f"{SHIPPED.name} names no copy")
    return OTHERS.sub("", FIRST.sub(lambda line: _each(copies, line), text))


def _each(copies: list[Copy], line: re.Match[str]) -> str:
    return "".join(f"{line[1]}server {copy.address} {line[2]}\n" for copy in copies)


@contextmanager
def nginx(folder: Path, copies: list[Copy]) -> Iterator[Proxy]:
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        raise DrillError("no nginx is here; install it: apt-get install nginx")
    folder.mkdir()
    port, conf = free_port(), folder / "nginx.conf"
    conf.write_text(settings(SHIPPED.read_text("utf-8"), folder, port, copies), encoding="utf-8")
    user = "nobody" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    command = [program, "-p", str(folder), "-c", str(conf), "-e", "stderr", "-g", "daemon off;"]
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(
            command, stdout=said, stderr=said, user=user, extra_groups=[] if user else None
        )
    try:
        _await(Server(process, port), folder / "said")
        yield Proxy(port, folder / "counted")
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _await(server: Server, said: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.process.poll() is not None:
            raise DrillError(f"nginx ended: {said.read_text('utf-8')}")
        try:
            server.get("/healthz")
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise DrillError("nginx does not answer")
