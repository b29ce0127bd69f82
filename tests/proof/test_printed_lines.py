"""The texts of the catalogue as they are set on paper: short lines, a line a word, nothing in the margins."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest
from flask import render_template_string

from app.content.voices import VOICES
from app.core.answers import Answers
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.sheet import build_sheet
from tests.catalogues import ALL, real
from tests.pdf.conftest import poppler
from tests.pdf.drawn import drawn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.content import Voice
    from app.content.types import Size
    from app.core.sheet import Sheet

pytestmark = pytest.mark.slow
LONGEST = 83  # letters in a line of standard size, the narrowest ones
INNER, OUTER = 19, 12  # mm of the margins, at odd pages left and right
ABOUT = '{% from "sheet/about.html" import about_words with context %}{{ about_words() }}'


def everything(stage: str, voice: Voice, size: Size) -> Sheet:
    """Return the sheet with every question that a stage has wordings for."""
    answers = Answers.of(real(), {**ALL, "stage": (stage,), "role": (voice,)})
    choices = {"added": [question.id for question in real().questions], "size": size, "parts": ["words"]}
    return build_sheet(answers, Choices.model_validate(choices), FreeText())


def printed_lines(pdf: bytes) -> Iterator[str]:
    """Yield the lines of a PDF; what stands beside others is a line of its own."""
    layout = poppler("pdftotext", pdf, "-bbox-layout").decode()
    for line in re.findall(r"<line .*?</line>", layout, re.DOTALL):
        yield html.unescape(" ".join(re.findall(r">([^<\n]+)</word>", line)))


@pytest.mark.parametrize("voice", VOICES)
def test_no_line_is_too_long_to_read(draw: Callable[[Sheet], bytes], at_stage: str, voice: Voice) -> None:
    sheet = everything(at_stage, voice, "standard")
    texts = [text for item in sheet.printed for text in (f"{item.number}. {item.text}", *item.about)]
    texts += [f"{'. '.join(item.listen_for)}." for item in sheet.printed if item.listen_for]
    texts.append(" ".join(render_template_string(ABOUT, sheet=sheet).split()))
    known, lines = "\n".join(texts), list(printed_lines(draw(sheet)))
    read = [line for line in lines if line in known]
    assert sum(map(len, read)) > 0.8 * len(known)
    assert [line for line in read if len(line) > LONGEST] == []
    for word in sheet.words:
        assert f"{word.term}: {word.on_paper}" in lines


@pytest.mark.parametrize("size", ["standard", "large", "giant"])
def test_no_place_to_write_leaves_the_page(draw: Callable[[Sheet], bytes], at_stage: str, size: Size) -> None:
    """A label never breaks away from its blank, so one that is too long would run into the margin."""
    for number, page in enumerate(drawn(draw(everything(at_stage, "patient", size))), 1):
        left, right = (INNER, OUTER) if number % 2 else (OUTER, INNER)
        rules = [*page.lines, *page.blanks]
        assert all(left - 0.1 <= rule.left < rule.right <= page.width - right + 0.1 for rule in rules)
        for frame in page.circles:
            beside = [rule for rule in rules if frame.top < rule.y < frame.bottom]
            assert all(rule.right < frame.left for rule in beside)
