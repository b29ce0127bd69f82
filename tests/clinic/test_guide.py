"""The guide is true: every command in it is run, in a copy of the project, in its order."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from app.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = (ROOT / "docs" / "MAKE_IT_YOURS.md").read_text(encoding="utf-8")
PATIENCE = 60  # seconds for a server to answer
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", ".*_cache", "__pycache__", ".hypothesis", "instance")


def commands() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)
    return [line.partition("  #")[0].strip() for block in blocks for line in block.splitlines()]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project that shares what is installed."""
    folder = tmp_path_factory.mktemp("clone") / "project"
    shutil.copytree(ROOT, folder, ignore=NOT_COPIED)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    return folder


def free_port() -> str:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return str(taken.getsockname()[1])


def serves(command: str, folder: Path) -> None:
    """Start a server, wait until it answers, and stop it."""
    port = free_port()
    environment = {**os.environ, "PORT": port}
    server = subprocess.Popen(command, shell=True, cwd=folder, env=environment, start_new_session=True)  # noqa: S602  as in a shell
    try:
        assert _page(server, port).startswith("<!doctype html>")
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def _page(server: subprocess.Popen[bytes], port: str) -> str:
    for _try in range(PATIENCE * 10):
        assert server.poll() is None, "the server ended"
        try:
            with urlopen(f"http://127.0.0.1:{port}/") as page:
                return str(page.read().decode())
        except URLError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


def test_guide_commands_run_in_order(clone: Path) -> None:
    for command in commands():
        if "make run" in command:
            serves(command, clone)
        else:
            done = subprocess.run(command, shell=True, cwd=clone, capture_output=True, text=True, check=False)  # noqa: S602  as in a shell
            assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    made = {"our-questions.yaml", "rules.dot", "review.pdf", "review.csv", "waiting-room.pdf", "another.yaml"}
    assert made <= {path.name for path in clone.iterdir()}


def test_guide_names_every_command() -> None:
    text = " ".join(commands())
    for command in ("check", "list", "graph", "review"):
        assert f"flask catalogue {command}" in text
    assert "flask sheet blank" in text


def test_guide_review_block_matches_catalogue() -> None:
    (block,) = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    assert "reviewed_by:" in block
    assert "#   - {name:" in (ROOT / "questions.yaml").read_text(encoding="utf-8")
