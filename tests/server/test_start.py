"""A catalogue or setting that is wrong ends gunicorn, `flask` and every command with its lines."""

from __future__ import annotations

import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet

from app import create_app
from app.content import yaml_file
from app.settings import ROOT, Settings
from tools.gunicorn_server import COMMAND, environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SMALL = ROOT / "tests" / "catalogues" / "small.yaml"
FLASK = [sys.executable, "-m", "flask"]
COMMANDS = {
    "gunicorn": COMMAND,
    "flask": [*FLASK, "--app", "app", "routes"],
    "check": [*FLASK, "catalogue", "check"],
    "list": [*FLASK, "catalogue", "list"],
    "graph": [*FLASK, "catalogue", "graph", "out.dot"],
    "review": [*FLASK, "catalogue", "review", "out.pdf"],
    "blank": [*FLASK, "sheet", "blank", "out.pdf"],
}
FAULTS = {
    "an option": (
        "plants: [roses, trees, not_sure]",
        "plants: [roses, tress]",
        "unknown option 'tress' of plants",
    ),
    "a letter": ("Plants drink.", "Plants 蛾 drink.", "no font here can print 蛾"),
    "a logo": ("paper: a4}", "paper: a4, theme: {logo: no.png}}", "the logo cannot be read"),
    "no YAML": ("name:", "\tname:", "indent with spaces"),
}


def run(command: list[str], **settings: str) -> subprocess.CompletedProcess[str]:
    env = environment(**{"BIND": "127.0.0.1:0", **settings})
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("command", "fault"),
    [*((command, "an option") for command in COMMANDS), *(("gunicorn", fault) for fault in FAULTS)],
)
def test_faulty_catalogue_ends_with_its_lines(tmp_path: Path, command: str, fault: str) -> None:
    old, new, words = FAULTS[fault]
    text = SMALL.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "mine.yaml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    args = [str(tmp_path / part) if part.startswith("out.") else part for part in COMMANDS[command]]
    ended = run(args, QUESTIONS_FILE=str(file))
    assert ended.returncode == 1
    assert words in ended.stderr
    assert all(line.startswith("mine.yaml:") for line in ended.stderr.strip().splitlines())
    assert ended.stdout == ""
    assert list(tmp_path.iterdir()) == [file]


def test_flask_without_a_key_ends_with_one_line() -> None:
    ended = run(COMMANDS["flask"], SECRET_KEYS="")
    assert ended.returncode == 1
    assert ended.stderr.strip() == "SECRET_KEYS is not set. Make a key with `make key` and set it."


@pytest.fixture
def taken() -> Iterator[str]:
    """Return an address at which another program listens."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield f"127.0.0.1:{other.getsockname()[1]}"


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"SECRET_KEYS": ""}, "SECRET_KEYS is not set."),
        ({"SECRET_KEYS": "short"}, "Key 1 of SECRET_KEYS is not 32 bytes"),
        ({"SECRET_KEYS": "", "SECRET_KEY": "x"}, "SECRET_KEY is not a setting. Is it SECRET_KEYS?"),
        ({"WORKERS": "many"}, "WORKERS must be a number of 1 or more, up to 1000, not 'many'."),
        ({"PROXIES": "two"}, "PROXIES must be a number"),
        ({"PDFS": "0"}, "PDFS must be a number of 1 or more"),
        ({"APP_MODE": "trail"}, "APP_MODE must be trial or production, or not be set, not 'trail'."),
        ({"PREFIX": "questions"}, "PREFIX must be a path such as /question-sheet"),
        ({"QUESTIONS_FILE": "/nowhere.yaml"}, "nowhere.yaml:1:1: cannot be read: No such file"),
        ({"QUESTIONS_FILE": str(ROOT)}, "cannot be read: Is a directory"),
        ({"TMPDIR": "/nowhere"}, "TMPDIR must be a folder"),
        ({"BIND": "127.0.0.1:99999"}, "BIND must be such as"),
    ],
)
def test_a_wrong_setting_ends_gunicorn_with_one_line(settings: dict[str, str], words: str) -> None:
    ended = run(COMMANDS["gunicorn"], **settings)
    assert ended.returncode == 1
    (line,) = ended.stderr.strip().splitlines()
    assert words in line


@pytest.mark.parametrize("kind", ["taken", "of another machine", "a folder that is not there"])
def test_an_address_that_cannot_be_had_ends_it(taken: str, kind: str) -> None:
    where = {"taken": taken, "of another machine": "192.0.2.1:80"}.get(kind, "unix:/nowhere/sheet.sock")
    ended = run(COMMANDS["gunicorn"], BIND=where)
    assert ended.returncode == 1
    *greeting, line = ended.stderr.strip().splitlines()
    assert line.startswith(f"BIND={where}: nobody can listen there: ")
    assert all("[INFO] Starting gunicorn" in other for other in greeting)


def test_catalogue_is_read_once_at_start(monkeypatch: pytest.MonkeyPatch) -> None:
    read, files = yaml_file.read, []

    def counted(path: Path) -> yaml_file.YamlFile:
        files.append(path)
        return read(path)

    monkeypatch.setattr(yaml_file, "read", counted)
    create_app(Settings((Fernet.generate_key().decode(),), SMALL))
    assert files == [SMALL]
