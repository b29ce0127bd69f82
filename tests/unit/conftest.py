from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.settings import ROOT
from tests import catalogues

if TYPE_CHECKING:
    from app.content import Catalogue

__all__ = ["ROOT"]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return catalogues.journey()


@pytest.fixture(scope="session")
def small() -> Catalogue:
    return catalogues.small()
