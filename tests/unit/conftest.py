from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from app.content import Catalogue, load

settings.register_profile("house", deadline=None)  # the machines are noisy
settings.load_profile("house")

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load(ROOT / "questions.yaml")


@pytest.fixture(scope="session")
def small() -> Catalogue:
    return load(ROOT / "tests" / "catalogues" / "small.yaml")
