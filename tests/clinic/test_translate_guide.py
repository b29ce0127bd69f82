"""The guide for translators is true: its commands are run in its order, with what it says to write."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

from app.settings import ROOT
from tests.catalogues import SMALL_FILE

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = (ROOT / "docs" / "TRANSLATE.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", GUIDE, re.DOTALL)


def test_its_commands_run_in_order(tmp_path: Path) -> None:
    for name in ("app", "templates", "static", "translations"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("questions.yaml", ".flaskenv"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    language, _reviewed = blocks("yaml")
    garden = tmp_path / "garden.yaml"  # a pack of the whole content takes a minute
    garden.write_text(SMALL_FILE.read_text("utf-8") + f"languages:\n{language}", "utf-8")
    for command in blocks("sh"):
        small = {"QUESTIONS_FILE": str(garden)} if "review" in command else {}
        done = subprocess.run(  # noqa: S602  as in a shell
            command, shell=True, cwd=tmp_path, env={"PYTHONPATH": str(tmp_path), "PATH": "", **small},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        if "translate" in command:
            questions = tmp_path / "questions.yaml"
            text = questions.read_text("utf-8")
            questions.write_text(
                text if language in text else text.replace("\nlanguages:\n", f"\nlanguages:\n{language}"),
                "utf-8",
            )
        elif "review" in command:
            assert (tmp_path / "review-vi.pdf").read_bytes().startswith(b"%PDF")
        else:
            assert re.search(
                r"^vi: \d+ texts, 0 done, 0 out of date, \d+ missing \(draft\)$", done.stdout, re.MULTILINE
            )
    assert {file.name for file in (tmp_path / "translations" / "vi").iterdir()} == {
        "content.po",
        "messages.po",
    }


def test_the_entry_that_it_shows_is_one() -> None:
    (entry,) = [block for block in blocks("") if "msgctxt" in block]
    ours = (ROOT / "translations" / "es" / "content.po").read_text("utf-8")
    assert entry.rpartition("msgstr")[0] in ours
