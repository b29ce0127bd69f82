"""What a screen reader finds of a question: its texts, its blanks and boxes, and no more."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

import pytest
from flask import render_template

from app.core.choices import Choices
from app.core.free_text import FreeText
from tests.catalogues import journey
from tests.pdf.test_paper import structure
from tests.web.page import Page, classes, text_of

if TYPE_CHECKING:
    from app.core.sheet import Sheet
    from app.core.sheet.items import Item
    from tests.pdf.conftest import Print

JOURNEY = journey()
SAID = {"stage": ("deciding",), "product": ("Carvykti",), "length": ("medium",)}


def heard(item: Item) -> str:
    """Return all that is heard of a question: nothing of its lines and circles but their caption."""
    star = "TOP 3" if item.starred else ""
    caption = JOURNEY.paper.circles if item.wording and item.wording.circles else ""
    about = [f"{line}." for line in item.about]
    hints = f"{'. '.join(item.listen_for)}." if item.listen_for else ""
    shade = item.wording.circles if item.wording else ""
    return said("box", f"{item.number}.", star, item.text, caption, *about, hints, shade, *item.fill_in)


def said(*texts: str) -> str:
    """Return texts as they are heard, in which `___` is a blank and `[ ]` a box."""
    return " ".join(re.sub("_{3,}", " blank ", " ".join(texts)).replace("[ ]", " box ").split())


def of_questions(pdf: bytes, sheet: Sheet) -> list[str]:
    """Return the text of each question in the structure of the PDF."""
    blocks = structure(pdf)
    steps = len(JOURNEY.paper.tips.of(sheet.voice))
    starts = [place for place, (tag, _) in enumerate(blocks) if tag == "LI"][
        steps : steps + len(sheet.printed)
    ]
    inside = {"LBody", "P", "Div", "NonStruct"}
    items = (takewhile(lambda block: block[0] in inside, blocks[start + 1 :]) for start in starts)
    return [said(*(text for _, text in item)) for item in items]


@pytest.fixture
def made(printed: Print) -> tuple[bytes, Sheet]:
    choices = Choices(parts=(), starred=("own-1",))
    pdf, _, sheet = printed(SAID, choices, FreeText(own=("Can he swim?",)))
    return pdf, sheet


def test_pdf_has_blanks_boxes_and_nothing_else(made: tuple[bytes, Sheet]) -> None:
    pdf, sheet = made
    assert of_questions(pdf, sheet) == [heard(item) for item in sheet.printed]
    everything = said(*(text for _, text in structure(pdf)))
    closing = JOURNEY.paper.before_you_leave.lines.of(sheet.voice)
    assert all(said(line) in everything for line in ("Appointment: ___ With: ___ Decide by: ___", *closing))


def test_page_has_the_same_words_as_the_pdf(made: tuple[bytes, Sheet]) -> None:
    _, sheet = made
    page = Page(render_template("sheet/page.html", sheet=sheet, screen=True).encode(), "/sheet/page")
    listed = [
        item for each in page.all("ul") if "questions" in classes(each) for item in page.within(each, "li")
    ]
    assert [said(*item.itertext()) for item in listed] == [heard(item) for item in sheet.printed]
    assert {said(text_of(each)) for each in page.of_class("blank")} == {"blank"}
    assert {text_of(each) for each in page.of_class("box")} == {"box"}
