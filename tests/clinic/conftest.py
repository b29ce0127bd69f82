from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet
from PIL import Image

from app import create_app
from app.settings import Settings
from tests.catalogues import JOURNEY_FILE
from tests.web.linter import LintingClient

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

QUESTIONS = JOURNEY_FILE.read_text(encoding="utf-8")
NAME, DAY, NIGHT = "St. Example Hospital, Cell Therapy Unit", "555-0100", "555-0199"
CLINIC = f"""clinic:
  name: "{NAME}"
  day_phone: "{DAY}"
  night_phone: "{NIGHT}"
  hospital: "St. Example, Main Street 1"
  emergency_number: "112"
  paper: a4
  theme: {{accent: "#5b2a86", accent_dark: "#d9b8ff", logo: logo.png}}
"""


def with_clinic(clinic: str) -> str:
    """Return the catalogue of journeys with another clinic block."""
    start, end = QUESTIONS.index("clinic:\n"), QUESTIONS.index("\ntexts:")
    return QUESTIONS[:start] + clinic + QUESTIONS[end:]


def picture(width: int = 600, height: int = 200, kind: str = "PNG", mode: str = "RGB") -> bytes:
    drawn = BytesIO()
    Image.new(mode, (width, height), "#5b2a86").save(drawn, kind)
    return drawn.getvalue()


@pytest.fixture(scope="session")
def own_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The questions file of a clinic with a name, phones, colors and a logo."""
    file = tmp_path_factory.mktemp("clinic") / "our-questions.yaml"
    file.write_text(with_clinic(CLINIC), encoding="utf-8")
    file.with_name("logo.png").write_bytes(picture())
    return file


@pytest.fixture(scope="session")
def clinic_app(own_file: Path) -> Flask:
    app = create_app(Settings((Fernet.generate_key().decode(),), own_file))
    app.test_client_class = LintingClient
    return app


@pytest.fixture
def client(clinic_app: Flask) -> LintingClient:
    client = clinic_app.test_client()
    assert isinstance(client, LintingClient)
    return client
