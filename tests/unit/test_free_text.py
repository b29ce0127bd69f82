from __future__ import annotations

import re
import time
import unicodedata
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from regress import Regex

from app.content.characters import UNSEEN, described, is_drawn
from app.content.fonts import Fonts, bundled_fonts
from app.core.free_text import MAX_COMPOSED, MAX_QUESTION_LENGTH, FreeText, as_seen, clean
from app.core.visits import MAX_HEARD_LENGTH

if TYPE_CHECKING:
    from collections.abc import Callable

# Letters that are joined, hidden, composed or blank beside any others: chance alone hardly picks them.
SPECIAL = st.sampled_from(
    "a\u0065\u0301\u0327\u0323\u200d\u200c\u200b\ufe0f\u034f\u00ad\u3164\u2800\ue000\ufffc\ufffe\u0915\u093c"
    "\u094d\u0937\u0958\u1100\u1161\u11a8\u00a0\u2028\t\x00\u202e\u0600\U0001f468\U0001f3fd\U000e0067\U0001f1e9"
)
TYPED = st.text(st.one_of(SPECIAL, st.characters()), max_size=120)
KEPT_JOINER = re.compile(
    "(?<=[\u0915-\u0939]\u094d)[\u200c\u200d]|(?<=[\u0915-\u0939]\u093c\u094d)[\u200c\u200d]"
)
# The property as another implementation of Unicode has it.
IGNORABLE = Regex(r"\p{Default_Ignorable_Code_Point}", "u")


@given(TYPED)
def test_clean_text_is_one_visible_line(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert cleaned == " ".join(cleaned.split())
    assert unicodedata.is_normalized("NFC", cleaned)
    plain = KEPT_JOINER.sub("", cleaned)
    assert IGNORABLE.find(plain) is None
    assert not {unicodedata.category(char) for char in plain} & {"Cc", "Cs", "Zl", "Zp"}


@given(TYPED)
def test_clean_lines_are_clean_texts(text: str) -> None:
    cleaned = clean(text, lines=True)
    assert clean(cleaned, lines=True) == cleaned
    assert clean(cleaned) == clean(" ".join(text.splitlines()))
    assert [*map(clean, cleaned.split("\n"))] == cleaned.split("\n")
    assert cleaned == cleaned.strip()
    assert "\n\n\n" not in cleaned


def test_ignorable_characters_are_those_of_unicode() -> None:
    every = "".join(chr(code) for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF)
    others = {char for char in every if unicodedata.category(char) == "Cc"} | set("\ufff9\ufffa\ufffb\ufffc")
    unseen = {char for char in every if UNSEEN.fullmatch(char)}
    assert unseen == others | {char for char in every if IGNORABLE.find(char)}


@given(TYPED)
def test_what_is_shown_again_is_the_same_text(text: str) -> None:
    assert clean(as_seen(text)) == clean(text)


@given(TYPED)
def test_what_validates_can_be_printed(fonts: Fonts, text: str) -> None:
    cleaned = clean(text)
    drawn = KEPT_JOINER.sub("", cleaned)
    assert bool(fonts.unprintable(cleaned)) == any(
        ord(char) not in fonts.text and ord(char) not in fonts.wide for char in drawn
    )
    assert not fonts.unprintable(cleaned) or any(fonts.unprintable(as_seen(text)))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  two\r\n lines ", "two lines"),
        ("Zoe\u0308", "Zoë"),
        ("Zoe\u034f\u0308", "Zoë"),
        ("abc\u202edef\u2066", "abcdef"),
        ("zero\u200bwidth\x00", "zerowidth"),
        ("no\u00a0break\u2028line", "no break line"),
        ("what \ufffc next", "what next"),
        ("4\ufe0f of 5 \u2122\ufe0f", "4 of 5 \u2122"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\u3164\u115f\uffa0\u180e\u2064\U000e0041\U000e0100", ""),
        ("\u200b \ufeff\t\u2060", ""),
        ("\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937"),  # a half letter of Hindi
        ("\u0958\u094d\u200c\u0937", "\u0915\u093c\u094d\u200c\u0937"),
        ("\u0915\u200d\u0937\u200c", "\u0915\u0937"),
    ],
)
def test_what_people_paste_is_tidied(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def cpu_seconds(task: Callable[[], object]) -> float:
    began = time.process_time()
    task()
    return time.process_time() - began


def test_long_texts_take_no_time() -> None:
    marks = "\u0301\u0323" * 31_000
    composing = cpu_seconds(lambda: unicodedata.normalize("NFC", marks))
    for unit in ("\u0301", "\u0301\u0323", "\u200d", "e\u0301", " ", "\u0915\u094d\u200d"):
        text = unit * (len(marks) // len(unit))
        assert cpu_seconds(partial(clean, text)) < composing / 10, ascii(unit)


def test_text_too_long_for_any_field_is_not_composed() -> None:
    assert 4 * max(MAX_QUESTION_LENGTH, MAX_HEARD_LENGTH) <= MAX_COMPOSED  # no letter is composed of more
    assert clean("e\u0301" * (MAX_COMPOSED // 2)) == "é" * (MAX_COMPOSED // 2)
    assert len(clean("e\u0301" * MAX_COMPOSED)) > MAX_QUESTION_LENGTH


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_no_composed_letter_takes_more_than_four(text: str) -> None:
    assert len(unicodedata.normalize("NFD", text)) <= 4 * len(unicodedata.normalize("NFC", text))


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
    assert fonts.unprintable(name) == ()
    assert not fonts.needs_wide(name)


@pytest.mark.parametrize("name", ["Nguyễn Thị Hồng", "Ελένη", "Ольга Щукина", "श्रीमती हिन्दी"])
def test_other_scripts_use_the_wide_font(fonts: Fonts, name: str) -> None:
    assert fonts.unprintable(name) == ()
    assert fonts.needs_wide(name)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Dr. 王 and 王 🙂", ("王", "🙂")),
        ("\U0001f469\u200d\u2695\ufe0f says", ("\U0001f469\u200d\u2695\ufe0f",)),  # a woman who is a doctor
        (
            "\U0001f44d\U0001f3fd\U0001f44d",
            ("\U0001f44d\U0001f3fd", "\U0001f44d"),
        ),  # a thumb with a skin tone
        ("\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7", ("\U0001f1e9\U0001f1ea", "\U0001f1eb\U0001f1f7")),
        ("1\ufe0f\u20e3 and 1", ("1\ufe0f\u20e3",)),  # a key with a digit
        ("a\u2800b\ue000", ("\u2800", "\ue000")),
        ("\u00a9\ufe0f caf\u00e9", ()),
    ],
)
def test_characters_no_font_has_are_named_as_seen(fonts: Fonts, text: str, named: tuple[str, ...]) -> None:
    assert fonts.unprintable(text) == named


@pytest.mark.parametrize(
    "gap", ["\ue000", "\u2800", "\ufdd0", "\u0378", "\u20dd", "\U0010ffff", "\U00013430"]
)
def test_a_gap_is_not_drawn(gap: str) -> None:
    assert not is_drawn(gap)


def test_characters_have_codes_and_names() -> None:
    assert described("\u200b") == "U+200B (ZERO WIDTH SPACE)"
    assert described("\x07") == "U+0007 (a control character)"
    assert described("\ue000") == "U+E000 (for private use)"
