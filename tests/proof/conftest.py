from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.catalogues import REAL_FILE, real
from tests.pdf.conftest import printing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.pdf.conftest import Print


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for a `question` or a `field` with each of the real content."""
    if "question" in metafunc.fixturenames:
        metafunc.parametrize("question", real().questions, ids=lambda question: question.id)
    if "field" in metafunc.fixturenames:
        metafunc.parametrize("field", real().field.values(), ids=lambda field: field.id)


@pytest.fixture(scope="session")
def printed() -> Iterator[Print]:
    """Return a function from answers to (PDF, its HTML, the Sheet both were drawn from)."""
    with printing(REAL_FILE) as make:
        yield make
