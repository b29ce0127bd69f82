from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.fonts import Fonts, bundled_fonts
from app.core.free_text import FreeText, clean


@given(st.text(max_size=300))
def test_clean_text_is_one_visible_line(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert cleaned == " ".join(cleaned.split())
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not {unicodedata.category(char) for char in cleaned} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  two\r\n lines ", "two lines"),
        ("Zoe\u0308", "Zoë"),
        ("abc\u202edef\u2066", "abcdef"),
        ("zero\u200bwidth\x00", "zerowidth"),
        ("no\u00a0break\u2028line", "no break line"),
    ],
)
def test_what_people_paste_is_tidied(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_own_question_ids_follow_their_slot() -> None:
    assert FreeText(own=("", "Second?", "", "Fourth?")).own_questions() == {
        "own-2": "Second?",
        "own-4": "Fourth?",
    }


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return bundled_fonts()


@pytest.mark.parametrize("name", ["Stanisław Žižek Łódź", "Zoë Ağaoğlu", "José Ñáñez"])
def test_european_names_use_the_text_font(fonts: Fonts, name: str) -> None:
    assert fonts.unprintable(name) == ""
    assert not fonts.needs_wide(name)


@pytest.mark.parametrize("name", ["Nguyễn Thị Hồng", "Ελένη", "Ольга Щукина"])
def test_other_scripts_use_the_wide_font(fonts: Fonts, name: str) -> None:
    assert fonts.unprintable(name) == ""
    assert fonts.needs_wide(name)


def test_characters_no_font_has_are_named_once(fonts: Fonts) -> None:
    assert fonts.unprintable("Dr. 王 and 王 🙂") == "王🙂"
