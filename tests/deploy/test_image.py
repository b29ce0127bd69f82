from __future__ import annotations

import json
import re
import shlex
import subprocess
from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest

from app.settings import ROOT
from tests.deploy.files import DEPLOY, instructions, read

if TYPE_CHECKING:
    from pathlib import Path


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


def test_every_base_is_the_argument_with_a_version() -> None:
    (argument,) = words_of("ARG")
    name, _equals, image = argument.partition("=")
    assert {words.split()[0] for words in words_of("FROM")} == {f"${{{name}}}"}
    assert image.partition(":")[2] not in {"", "latest"}


def test_make_and_compose_name_the_same_image() -> None:
    (line,) = re.findall(r"^IMAGE \?= (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert line == read(DEPLOY / "compose.yaml")["x-app"]["image"]


def build(folder: Path, *programs: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run image.sh where only these programs are, which print their arguments; "no docker" has no daemon."""
    for program in programs:
        fails = program == "no docker"
        file = folder / program.removeprefix("no ")
        file.write_text(f"#!/bin/sh\necho $0 $*\nexit {int(fails)}\n", encoding="ascii")
        file.chmod(0o700)
    return subprocess.run(
        ["/bin/sh", str(DEPLOY / "image.sh"), "sheet:1"],
        env={"PATH": str(folder), **variables}, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("programs", "command"),
    [
        (("docker", "podman", "buildah"), "docker build --tag sheet:1 ."),
        (("no docker", "podman", "buildah"), "podman build --format docker --tag sheet:1 ."),
        (("no docker", "buildah"), "buildah build --format docker --tag sheet:1 ."),
    ],
)
def test_the_first_program_that_works_builds(tmp_path: Path, programs: tuple[str, ...], command: str) -> None:
    assert build(tmp_path, *programs).stdout.strip() == f"{tmp_path}/{command}"


def test_base_and_program_can_be_named(tmp_path: Path) -> None:
    built = build(tmp_path, "docker", "buildah", ENGINE="buildah", BASE="mine:1")
    expected = f"{tmp_path}/buildah build --format docker --build-arg BASE=mine:1 --tag sheet:1 ."
    assert built.stdout.strip() == expected


@pytest.mark.parametrize("programs", [(), ("no docker",)])
def test_nothing_to_build_with_is_told(tmp_path: Path, programs: tuple[str, ...]) -> None:
    ended = build(tmp_path, *programs)
    assert ended.returncode == 1
    assert ended.stderr.startswith("No docker that runs, no podman and no buildah here.")
