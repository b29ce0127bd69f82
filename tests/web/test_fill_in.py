"""The PDF to fill in, as a download."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.core.saved import SavedSheet
from app.pdf import find_saved, read_fields

if TYPE_CHECKING:
    from tests.web.linter import LintingClient


@pytest.mark.usefixtures("settled")
def test_it_is_offered_and_holds_the_saved_sheet(client: LintingClient) -> None:
    assert 'href="/sheet-to-fill-in.pdf"' in client.get("/ready").get_data(as_text=True)
    answer = client.get("/sheet-to-fill-in.pdf")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="question-sheet-to-fill-in.pdf"'
    assert SavedSheet.from_json(find_saved(answer.data)).free_text.visit_with == "Dr. Lee"
    assert read_fields(answer.data).fault is None
