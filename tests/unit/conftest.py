from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from app.content.load import load

if TYPE_CHECKING:
    from app.content import Catalogue

settings.register_profile("house", deadline=None)  # the machines are noisy
settings.load_profile("house")

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load(ROOT / "questions.yaml").catalogue


@pytest.fixture(scope="session")
def small() -> Catalogue:
    return load(ROOT / "tests" / "catalogues" / "small.yaml").catalogue
