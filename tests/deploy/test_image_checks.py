"""`make image-test` finds an image that writes, runs as another user, or does not end."""

from __future__ import annotations

from subprocess import CompletedProcess

import pytest

from tools.image import checks, engine
from tools.walk.browser import WalkError


class FakeContainer:
    """Answers each command by its first word with (exit status, output)."""

    def __init__(self, status: int = 0, **answers: tuple[int, str]) -> None:
        self.status, self.sent = status, list[str]()
        self.answers = {"stat": (0, f"{checks.USER}\n"), "touch": (1, ""), "find": (0, ""), **answers}

    def send(self, name: str) -> None:
        self.sent.append(name)

    def wait(self) -> int:
        return self.status

    def inside(self, *command: str) -> CompletedProcess[str]:
        code, printed = self.answers[command[0]]
        return CompletedProcess(command, code, printed, "no such folder" if code else "")


def test_a_confined_container_is_accepted() -> None:
    checks.is_confined(FakeContainer())


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"stat": (0, "0\n")}, "does not run as user"),
        ({"touch": (0, "")}, "not read-only"),
        ({"find": (0, "/sheet/font\n")}, "it has written /sheet/font"),
        ({"find": (1, "")}, "no such folder"),
    ],
)
def test_what_is_not_confined_is_found(answers: dict[str, tuple[int, str]], words: str) -> None:
    with pytest.raises(WalkError, match=words):
        checks.is_confined(FakeContainer(0, **answers))


def test_exit_status_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    container = FakeContainer()
    assert checks.stops(container) < 1
    assert container.sent == ["TERM"]
    with pytest.raises(WalkError, match="exit status 137"):
        checks.stops(FakeContainer(status=137))
    monkeypatch.setattr(checks, "STOP_SECONDS", -1)
    with pytest.raises(WalkError, match="to end"):
        checks.stops(FakeContainer())


def test_without_any_program_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ENGINE", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SystemExit, match="no podman and no buildah here"):
        engine.engine()
