from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import pytest

from app.web.drafts import drafts
from app.web.service import service
from tests.catalogues import REAL_FILE, real
from tests.pdf.conftest import printing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.core.sheet import Sheet
    from tests.pdf.conftest import Print


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for a `question`, a `field`, `at_stage` or a language with each of ours."""
    if "question" in metafunc.fixturenames:
        metafunc.parametrize("question", real().questions, ids=lambda question: question.id)
    if "field" in metafunc.fixturenames:
        metafunc.parametrize("field", real().field.values(), ids=lambda field: field.id)
    offered = [code for code, each in real().languages.items() if each.offered]
    if "language" in metafunc.fixturenames:
        metafunc.parametrize("language", offered)
    if "in_languages" in metafunc.fixturenames:
        # A translation on its longer and on its narrower paper.
        both = [[(code, "", "letter"), (code, "en", "a4"), ("en", code, "letter")] for code in offered]
        alone = [("en", "", "letter"), ("en", "", "a4")]
        metafunc.parametrize("in_languages", [*alone, *chain(*both)], ids="-".join, scope="module")
    if "at_stage" in metafunc.fixturenames:
        metafunc.parametrize("at_stage", tuple(real().moment_of))


@pytest.fixture(scope="session")
def printed() -> Iterator[Print]:
    """Return a function from answers to (PDF, its HTML, the Sheet both were drawn from)."""
    with printing(REAL_FILE) as make:
        yield make


@pytest.fixture(scope="session")
def draw(printed: Print) -> Callable[[Sheet], bytes]:
    """Return a function from a Sheet, also of another catalogue, to its PDF."""
    assert printed  # it keeps the app at hand

    def pdf(sheet: Sheet) -> bytes:
        return service().renderer.render(drafts(sheet))

    return pdf
