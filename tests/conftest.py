from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet
from hypothesis import settings

from app import create_app
from app.settings import Settings
from app.web.languages import apps_of
from tests.catalogues import JOURNEY_FILE, REAL_FILE
from tests.web.linter import LintingClient
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask


settings.register_profile("house", deadline=None)  # the machines are noisy
settings.load_profile("house")


@pytest.fixture(scope="session")
def keys() -> tuple[str, ...]:
    """The key that seals, and an older one that still opens."""
    return Fernet.generate_key().decode(), Fernet.generate_key().decode()


@pytest.fixture(scope="session")
def app(keys: tuple[str, ...]) -> Flask:
    return serving(JOURNEY_FILE, keys)


@pytest.fixture(scope="session")
def real_app(keys: tuple[str, ...]) -> Flask:
    """The app with the content that people read, for tests that read it too."""
    return serving(REAL_FILE, keys)


def serving(catalogue: Path, keys: tuple[str, ...], prefix: str = "") -> Flask:
    app = create_app(Settings(keys=keys, questions_file=catalogue, prefix=prefix))
    for each in apps_of(app):
        each.config["PROPAGATE_EXCEPTIONS"] = False  # a fault is an error page, as for a visitor
    app.test_client_class = LintingClient
    return app


@pytest.fixture
def client(app: Flask, caplog: pytest.LogCaptureFixture) -> Iterator[LintingClient]:
    """A browser with no cookies. Unless the test expects the server to fail, it must not log an error."""
    client = app.test_client()
    assert isinstance(client, LintingClient)
    yield client
    errors = [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert client.worst >= 500 or not errors


@pytest.fixture
def visitor(client: LintingClient) -> Visitor:
    """Somebody who has begun: their browser holds our cookie, without an answer."""
    client.get("/step/about-you")
    return Visitor(client)
