from __future__ import annotations

import json
import shlex
from pathlib import PurePath

from app.settings import ROOT
from tests.deploy.files import instructions


def words_of(name: str) -> list[str]:
    return [words for instruction, words in instructions() if instruction == name]


def copied() -> set[str]:
    """Return the sources of COPY instructions."""
    lines = [words.split() for words in words_of("COPY") if not words.startswith("--from")]
    return {source for *sources, _target in lines for source in sources}


def test_copied_files_exist_and_are_not_ignored() -> None:
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert {line.removeprefix("!") for line in lines if line.startswith("!")} == copied()
    assert "*" in lines
    assert all((ROOT / source).exists() for source in copied())


def test_image_excludes_tests_and_instance() -> None:
    assert not {PurePath(source).parts[0] for source in copied()} & {
        "instance",
        "tests",
        ".git",
        ".venv",
        ".",
    }


def test_packages_come_with_their_hashes() -> None:
    (line,) = [words for words in words_of("RUN") if "pip install" in words]
    assert {"--require-hashes", "--only-binary"} <= set(shlex.split(line))


def test_image_runs_as_user_and_stops_on_sigterm() -> None:
    (user,) = words_of("USER")
    assert all(int(number) > 0 for number in user.split(":"))
    assert words_of("STOPSIGNAL") == ["SIGTERM"]


def test_its_commands_need_no_shell() -> None:
    (command,), (check,) = words_of("CMD"), words_of("HEALTHCHECK")
    assert json.loads(command)[-1] == "app:create_app()"
    assert "/healthz" in json.loads(check.partition(" CMD ")[2])[-1]


def test_it_holds_no_secret() -> None:
    variables = " ".join([*words_of("ENV"), *words_of("ARG")])
    assert "SECRET" not in variables
    assert "APP_MODE" not in variables


def test_every_base_has_a_version() -> None:
    images = [words.split()[0] for words in words_of("FROM")]
    assert images
    assert all(image.partition(":")[2] not in {"", "latest"} for image in images)
