from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from app.settings import ROOT
from tests import catalogues

if TYPE_CHECKING:
    from app.content import Catalogue

settings.register_profile("house", deadline=None)  # the machines are noisy
settings.load_profile("house")

__all__ = ["ROOT"]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return catalogues.journey()


@pytest.fixture(scope="session")
def small() -> Catalogue:
    return catalogues.small()
