"""The Nu HTML checker of the W3C reports nothing for any page in any state."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.settings import ROOT
from tests.oracles.states import every_page

if TYPE_CHECKING:
    from flask import Flask

JAVA = shutil.which("java")
JAR = Path(os.environ.get("VNU_JAR") or ROOT / ".venv/vnu/node_modules/vnu-jar/build/dist/vnu.jar")
FAULTY = '<!doctype html><html lang="en"><title>Faulty</title><p><img src="picture.png"></html>'
# Messages that are allowed, by a part of their text, and why.
ALLOWED = {
    "The “group” role is unnecessary for element “fieldset”": (
        "without it JAWS leaves out the hint of a group of texts; the NHS and GOV.UK write it for that reason"
    ),
}

pytestmark = [
    pytest.mark.skipif(JAVA is None, reason="the HTML checker needs java, which is not installed"),
    pytest.mark.skipif(not JAR.is_file(), reason=f"there is no HTML checker at {JAR} (set VNU_JAR)"),
]


@pytest.fixture
def messages(real_app: Flask, tmp_path: Path) -> dict[str, list[str]]:
    """Return errors and warnings of the checker by page, with a faulty page as a control."""
    spanish = {f"spanish-{name}": html for name, html in every_page(real_app, "/es").items()}
    for name, html in {**every_page(real_app), **spanish, "faulty": FAULTY.encode()}.items():
        (tmp_path / f"{name}.html").write_bytes(html)
    command = [
        f"{JAVA}",
        "-jar",
        f"{JAR}",
        "--format",
        "json",
        "--stdout",
        "--exit-zero-always",
        f"{tmp_path}",
    ]
    run = subprocess.run(command, capture_output=True, check=True, text=True)
    found: dict[str, list[str]] = {}
    for message in json.loads(run.stdout)["messages"]:
        found.setdefault(Path(message["url"]).stem, []).append(_formatted(message))
    return found


def _formatted(message: dict[str, Any]) -> str:
    kind = message.get("subType", message["type"])
    return f"{kind} in line {message.get('lastLine', '?')}: {message['message']}"


def test_html_checker_accepts_every_page(messages: dict[str, list[str]]) -> None:
    assert messages.pop("faulty", None), "the checker does not see a faulty page"
    found = [f"{page}: {message}" for page, lines in messages.items() for message in lines]
    assert not [line for line in found if not any(part in line for part in ALLOWED)]
    assert {part for part in ALLOWED if any(part in line for line in found)} == set(ALLOWED)
