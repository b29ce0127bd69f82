from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli import command_line
from tests.unit.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

RUN = command_line().test_cli_runner()


def test_a_good_catalogue_passes_and_says_so() -> None:
    result = RUN.invoke(args=["catalogue", "check"])
    assert result.exit_code == 0
    assert result.output == "questions.yaml: 70 questions, 42 words, no fault\n"


def test_a_broken_catalogue_fails_with_every_fault_on_its_own_line(tmp_path: Path) -> None:
    text = (ROOT / "questions.yaml").read_text(encoding="utf-8")
    broken = tmp_path / "mine.yaml"
    broken.write_text(text.replace("current_meds: [steroid]", "current_meds: [steriod]"), encoding="utf-8")
    result = RUN.invoke(args=["catalogue", "check", str(broken)])
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert len(lines) == 3  # in `when`, in `lift` and among the answers of a worked person
    assert all("unknown option 'steriod' of current_meds; did you mean 'steroid'?" in line for line in lines)
