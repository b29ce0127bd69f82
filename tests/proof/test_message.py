"""A short list fits in the message of a patient portal, whatever the answers."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.content.voices import VOICES
from app.core.answers import Answers
from app.core.choices import Choices
from app.core.free_text import MAX_NAME_LENGTH, FreeText
from app.core.sheet import build_sheet
from app.web.sheet import MAX_MESSAGE_LENGTH, questions_text
from tests.catalogues import real

if TYPE_CHECKING:
    from tests.pdf.conftest import Print


def longest_asks(number: int) -> int:
    """How many characters the longest wordings of so many questions have together."""
    asks = (
        max(len(wording.ask.of(voice) or "") for wording in question.wordings for voice in VOICES)
        for question in real().questions
    )
    return sum(sorted(asks, reverse=True)[:number])


def test_every_short_list_fits_in_a_message(printed: Print) -> None:
    assert printed  # it keeps the app at hand
    person = Answers.of(real(), {"length": ("short",)})
    starred = tuple(item.id for item in build_sheet(person, Choices(), FreeText()).printed[:3])
    typed = FreeText(visit_with="x" * MAX_NAME_LENGTH, visit_date=dt.date(2026, 9, 30))
    sheet = build_sheet(person, Choices(starred=starred), typed)
    text = questions_text(sheet)
    around = len(text) - sum(len(item.text) for item in sheet.printed)
    breaks = text.count("\n")  # a portal may count two characters for each
    assert len(sheet.printed) == len(real().core) + real().ranking.lengths["short"]
    assert around + breaks + longest_asks(len(sheet.printed)) <= MAX_MESSAGE_LENGTH
