"""A row to fill in that is one line of the paper in English is one in every language."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet

from app import create_app
from app.content.placeholders import PLACE_TO_WRITE
from app.content.translation import po_file
from app.content.translation.folder import content_file
from app.settings import Settings
from app.web.writing import CIRCLES_EM, LINE_EM, rows
from tests.catalogues import REAL_FILE

# Two labels that no shorter word says, beside circles: those rows may break there.
MAY_BREAK = {
    "White (neutrophils): ______ Red (hemoglobin): ______",
    "Weeks close by: ______ Longest drive: ______ minutes",
}


@pytest.mark.parametrize("line_em", [LINE_EM["standard"], LINE_EM["standard"] - CIRCLES_EM])
def test_a_row_in_another_language_takes_no_more_lines(language: str, line_em: float) -> None:
    app = create_app(Settings((Fernet.generate_key().decode(),), REAL_FILE))
    entries = po_file.read(content_file(REAL_FILE, language), language).entries
    to_fill_in = [each for each in entries if each.is_done and PLACE_TO_WRITE.search(each.original[0])]
    with app.app_context():
        longer = [
            each.texts[0]
            for each in to_fill_in
            if each.original[0] not in MAY_BREAK
            and len(rows(each.texts[0], line_em)) > len(rows(each.original[0], line_em))
        ]
    assert not longer
