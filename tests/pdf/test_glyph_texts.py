"""What is typed in other letters is heard and found as it was typed, however often it stands there."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO

import pikepdf
import pytest

from app.core.choices import Choices
from app.core.free_text import FreeText
from tests.pdf.conftest import Print, pages

VIETNAMESE = "Hẹn ông Thị giờ Hồng, chị ngủ với mẹ"
HINDI = "क्या मैं घर जा सकती हूँ, कि शर्त"


def names_of_glyphs(pdf: bytes) -> list[str]:
    with pikepdf.open(BytesIO(pdf)) as document:
        fonts = [each for each in document.objects if isinstance(each, pikepdf.Dictionary)]
        named = [each.ToUnicode.read_bytes().decode() for each in fonts if "/ToUnicode" in each]
    return re.findall("^<[0-9a-f]{4}> <(.*)>$", "\n".join(named), re.MULTILINE)


@pytest.mark.parametrize("starred", [(), ("own-1",)])
def test_vietnamese_is_found_as_typed(printed: Print, starred: tuple[str, ...]) -> None:
    pdf, _, _ = printed({}, Choices(starred=starred), FreeText(own=(VIETNAMESE,)))
    assert VIETNAMESE in " ".join(pages(pdf))


def test_no_letter_of_hindi_is_lost(printed: Print) -> None:
    pdf, _, _ = printed({}, Choices(), FreeText(own=(HINDI,)))
    found = Counter(char for char in " ".join(pages(pdf)) if "ऀ" <= char <= "ॿ")
    assert found == Counter(HINDI.replace(" ", "").replace(",", ""))


def test_each_glyph_stands_for_something(printed: Print) -> None:
    pdf, _, _ = printed({}, Choices(starred=("own-2",)), FreeText(own=(VIETNAMESE, HINDI)))
    names = names_of_glyphs(pdf)
    assert len(names) > 50
    assert all(names)
