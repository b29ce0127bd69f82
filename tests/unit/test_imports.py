"""Content and tests apart: no module reads the real catalogue while it is imported."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from app.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path

IMPORT = """
import importlib, sys
def refuse(event, args):
    if event == "open" and str(args[0]).endswith("questions.yaml"):
        raise SystemExit(f"{name} opens {args[0]}")
sys.addaudithook(refuse)
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:  # these are only for some commands of make
        if error.name.partition(".")[0] not in {"fpdf", "matplotlib", "orca", "reportlab", "typst"}:
            raise
"""
MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for room in ("tests", "tools")
    for path in sorted((ROOT / room).rglob("*.py"))
]


def imported(*modules: str, folder: str = "") -> str:
    """Import these modules and return what stops it."""
    command = [sys.executable, "-c", IMPORT, *modules]
    path = {**os.environ, "PYTHONPATH": folder}
    return subprocess.run(command, cwd=ROOT, env=path, capture_output=True, text=True, check=False).stderr


@pytest.mark.slow
def test_no_module_reads_the_content_at_import() -> None:
    assert len(MODULES) > 150
    assert imported(*MODULES) == ""


def test_a_module_that_reads_it_is_found(tmp_path: Path) -> None:
    (tmp_path / "early.py").write_text("from tests.catalogues import real\n\nreal()\n", encoding="utf-8")
    assert "early opens" in imported("early", folder=str(tmp_path))
