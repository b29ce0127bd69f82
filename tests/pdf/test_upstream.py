"""The faults of WeasyPrint that docs/upstream shows are still there; one that is mended fails here."""

from __future__ import annotations

import re
import subprocess
import sys
from ctypes import CDLL

import pytest
from weasyprint.text.ffi import pango

from app.settings import ROOT

FOLDER = ROOT / "docs" / "upstream"
EXAMPLES = sorted(FOLDER.glob("*.py"))
PANGO_WITH_A_THREAD = 15200  # 1.52
MENDED = "mended upstream: take it out of docs/upstream and of Limits in README.md, with what works around it"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_fault_is_still_there(example: object) -> None:
    if "/font_" in str(example) and not hasattr(CDLL(None), "mallinfo2"):
        pytest.skip("only the GNU C library 2.33 or later counts what is allocated")
    ran = subprocess.run([sys.executable, str(example)], capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    assert ran.stdout.startswith("WeasyPrint ")
    if "after_fork" in str(example) and pango.pango_version() < PANGO_WITH_A_THREAD:
        pytest.skip("this Pango has no thread for fonts")
    assert ran.returncode == 1, MENDED


def test_each_example_is_described() -> None:
    described = re.findall(r"^\| `(\w+\.py)`", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(described) == [example.name for example in EXAMPLES]
