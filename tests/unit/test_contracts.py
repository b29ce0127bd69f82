"""The import contracts and lint rules of pyproject.toml refuse what they are there to refuse."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from app.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def tool(name: str) -> str:
    """Return a program that is installed beside the Python that runs the tests."""
    found = shutil.which(name, path=str(sys.prefix) + "/bin")
    assert found, f"{name} is not installed"
    return found


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A copy of the program that a test may spoil."""
    shutil.copytree(ROOT / "app", tmp_path / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def contracts(program: Path) -> subprocess.CompletedProcess[str]:
    command = [tool("lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=program, capture_output=True, text=True, check=False)


def lint(program: Path, file: str) -> str:
    command = [tool("ruff"), "check", "--no-cache", "--output-format", "concise", file]
    return subprocess.run(command, cwd=program, capture_output=True, text=True, check=False).stdout


def add(program: Path, file: str, line: str) -> None:
    path = program / file
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{text}\n{line}\n", encoding="utf-8")


def name_in_contract(program: Path, old: str, new: str) -> None:
    file = program / "pyproject.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_copy_keeps_all_contracts(program: Path) -> None:
    result = contracts(program)
    assert result.returncode == 0, result.stdout
    assert " 0 broken" in result.stdout


def test_flask_through_another_module_is_refused(program: Path) -> None:
    add(program, "app/core/reasons.py", "from app.content import unknown_names")
    add(program, "app/content/unknown_names.py", "import flask")
    result = contracts(program)
    assert result.returncode == 1
    assert "app.content.unknown_names -> flask" in result.stdout


def test_new_helper_that_imports_flask_is_refused(program: Path) -> None:
    add(program, "app/core/sheet/helper.py", "import flask")
    add(program, "app/core/sheet/build.py", "from app.core.sheet import helper")
    name_in_contract(program, "| wording | parts", "| wording | parts | helper")
    result = contracts(program)
    assert result.returncode == 1
    assert "app.core.sheet.helper -> flask" in result.stdout


def test_module_in_no_contract_is_refused(program: Path) -> None:
    add(program, "app/core/sheet/helper.py", "ANSWER = 1")
    result = contracts(program)
    assert result.returncode == 1
    assert "app.core.sheet.helper" in result.stdout


def test_loose_module_at_the_root_is_refused(program: Path) -> None:
    add(program, "app/misc.py", "ANSWER = 1")
    result = contracts(program)
    assert result.returncode == 1
    assert "misc" in result.stdout


@pytest.mark.parametrize(
    "line",
    [
        "import random",
        "import uuid",
        "import socket",
        "import time",
        "import datetime as dt\nD = dt.date.today()",
        "import datetime as dt\nD = dt.datetime.now(tz=dt.UTC)",
    ],
)
def test_core_may_not_ask_chance_or_clock(program: Path, line: str) -> None:
    add(program, "app/core/reasons.py", line)
    assert "TID251" in lint(program, "app/core/reasons.py")
    add(program, "app/web/log.py", line)
    assert "TID251" not in lint(program, "app/web/log.py")
