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
def house(tmp_path: Path) -> Path:
    """A copy of the program that a test may spoil."""
    shutil.copytree(ROOT / "app", tmp_path / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def contracts(house: Path) -> subprocess.CompletedProcess[str]:
    command = [tool("lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=house, capture_output=True, text=True, check=False)


def lint(house: Path, file: str) -> str:
    command = [tool("ruff"), "check", "--no-cache", "--output-format", "concise", file]
    return subprocess.run(command, cwd=house, capture_output=True, text=True, check=False).stdout


def add(house: Path, file: str, line: str) -> None:
    path = house / file
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{text}\n{line}\n", encoding="utf-8")


def test_copy_keeps_all_contracts(house: Path) -> None:
    result = contracts(house)
    assert result.returncode == 0, result.stdout
    assert " 0 broken" in result.stdout


def test_helper_that_imports_flask_is_refused(house: Path) -> None:
    add(house, "app/core/reasons.py", "from app.content import suggestions")
    add(house, "app/content/suggestions.py", "import flask")
    result = contracts(house)
    assert result.returncode == 1
    assert "app.content.suggestions -> flask" in result.stdout


def test_module_in_no_contract_is_refused(house: Path) -> None:
    add(house, "app/core/sheet/helper.py", "import flask")
    add(house, "app/core/sheet/build.py", "from app.core.sheet import helper")
    result = contracts(house)
    assert result.returncode == 1
    assert "app.core.sheet.helper" in result.stdout


def test_loose_module_at_the_root_is_refused(house: Path) -> None:
    add(house, "app/misc.py", "ANSWER = 1")
    result = contracts(house)
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
    ],
)
def test_core_may_not_ask_chance_or_clock(house: Path, line: str) -> None:
    add(house, "app/core/reasons.py", line)
    assert "TID251" in lint(house, "app/core/reasons.py")
    add(house, "app/web/log.py", line)
    assert "TID251" not in lint(house, "app/web/log.py")
