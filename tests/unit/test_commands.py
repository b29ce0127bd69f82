"""What all commands have in common: the catalogue they take, and how they render."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NoReturn

import pytest

from app.cli import command_line
from app.cli.render import render
from app.pdf import Renderer
from app.pdf.progress import STEPS, progress_reports
from app.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

HTML = '<html lang="en"><title>t</title><body><p id="end">a'
SMALL = ROOT / "tests" / "catalogues" / "small.yaml"


@pytest.fixture(autouse=True)
def garden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUESTIONS_FILE", str(SMALL))


def run(*args: str) -> Result:
    return command_line().test_cli_runner().invoke(args=args)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("command", ["check", "list", "graph", "review", "blank"])
def test_commands_take_the_file_of_the_host(tmp_path: Path, command: str) -> None:
    out = tmp_path / "out.dot"
    args = {
        "check": ["catalogue", "check"],
        "list": ["catalogue", "list"],
        "graph": ["catalogue", "graph", str(out)],
        "review": ["catalogue", "review", str(out)],
        "blank": ["sheet", "blank", str(out)],
    }[command]
    result = run(*args)
    assert result.exit_code == 0, result.output
    said = result.output + (out.read_bytes().decode("latin-1") if out.suffix and command == "graph" else "")
    expected = {"check": "small.yaml:", "list": "what-first", "graph": "q what-first", "review": "questions,"}
    assert expected.get(command, "questions") in said


@pytest.mark.parametrize("args", [("catalogue", "review"), ("sheet", "blank")])
def test_commands_have_no_limit_of_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, str]
) -> None:
    limits: list[float | None] = []
    original = Renderer.render

    def noted(renderer: Renderer, html: str, *, max_seconds: float | None = None) -> bytes:
        limits.append(max_seconds)
        return original(renderer, html, max_seconds=max_seconds)

    monkeypatch.setattr(Renderer, "render", noted)
    assert run(*args, str(tmp_path / "out.pdf")).exit_code == 0
    assert limits == [None]


@pytest.mark.parametrize("args", [("catalogue", "review"), ("sheet", "blank")])
def test_pdf_that_fails_ends_with_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, str]
) -> None:
    def fail(*_args: object, **_named: object) -> NoReturn:
        raise MemoryError

    monkeypatch.setattr(Renderer, "_render", fail)
    result = run(*args, str(tmp_path / "out.pdf"))
    assert result.exit_code == 1
    assert result.output == "the PDF could not be made: MemoryError\n"
    assert not (tmp_path / "out.pdf").exists()


def test_terminal_shows_the_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    assert render(Renderer(), HTML, "Blank sheet").startswith(b"%PDF")
    assert "Blank sheet: Creating layout" in terminal.getvalue()
    assert "100%" in terminal.getvalue()


def test_file_or_pipe_gets_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr("sys.stderr", pipe)
    render(Renderer(), HTML, "Blank sheet")
    assert pipe.getvalue() == ""


def test_progress_goes_from_first_to_last_step() -> None:
    steps: list[int] = []
    renderer = Renderer()
    with progress_reports(lambda step, _text: steps.append(step)):
        renderer.render(HTML)
    assert steps == sorted(steps)
    assert (steps[0], steps[-1]) == (1, STEPS)
