from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.fonts import bundled_fonts
from app.content.form import STAGE
from app.core.answers import Answers
from app.core.choices import MAX_STARS, Choices
from app.core.free_text import (
    MAX_COLUMN_LENGTH,
    MAX_COLUMNS,
    MAX_NAME_LENGTH,
    MAX_OWN_QUESTIONS,
    MAX_QUESTION_LENGTH,
    FreeText,
)
from app.core.restored import Restored
from app.core.saved import MOST_BYTES, MOST_NOTED, START, VERSION, SavedSheet, SavedSheetError
from app.core.sheet import Labels, build_sheet, with_fields
from app.core.visits import MAX_VISITS, Note, Visit
from tests.catalogues import journey, real
from tests.unit.answers import answers

LABELS = Labels(visit_with="With:")
JOURNEY, FONTS = journey(), bundled_fonts()
QUESTIONS, OWN = tuple(JOURNEY.question), ("own-1", "own-2")
CHOICES = st.builds(
    Choices,
    dropped=st.lists(st.sampled_from(QUESTIONS), unique=True).map(tuple),
    added=st.lists(st.sampled_from(QUESTIONS), unique=True).map(tuple),
    starred=st.lists(st.sampled_from((*QUESTIONS, *OWN)), unique=True, max_size=MAX_STARS).map(tuple),
    order=st.lists(st.sampled_from((*QUESTIONS, *OWN)), unique=True).map(tuple),
    paper=st.sampled_from([None, "a4", "letter"]),
    size=st.sampled_from(["standard", "large", "giant"]),
    parts=st.none() | st.lists(st.sampled_from([*JOURNEY.parts]), unique=True).map(tuple),
    answered=st.dictionaries(
        st.sampled_from(QUESTIONS), st.sampled_from(["", *JOURNEY.field[STAGE].options]), max_size=4
    ),
)
TYPED = st.builds(
    FreeText,
    own=st.just(("Can she swim?", "Who is Zoë?")),
    visit_date=st.none() | st.dates(),
    visit_with=st.sampled_from(["", "Dr. Nguyễn"]),
    columns=st.sampled_from([(), ("Waiting", "Now")]),
)


def restored(saved: SavedSheet) -> Restored:
    return Restored.of(SavedSheet.from_json(saved.to_json()), JOURNEY, FONTS.unprintable)


@given(answers(JOURNEY), CHOICES, TYPED)
def test_a_saved_sheet_comes_back_as_it_was(given_: dict[str, Any], choices: Choices, text: FreeText) -> None:
    found = restored(SavedSheet(answers=given_, choices=choices, free_text=text))
    before = build_sheet(Answers.of(JOURNEY, given_), choices, text)
    assert build_sheet(Answers.of(JOURNEY, found.answers), found.choices, found.free_text) == before
    assert (found.answers_gone, found.questions_gone) == (0, 0)


def test_equal_sheets_are_saved_as_equal_bytes() -> None:
    one, other = (
        SavedSheet(answers={"role": ("patient",)}, choices=Choices(), free_text=FreeText()).to_json()
        for _ in range(2)
    )
    assert one == other
    assert one.startswith(START)


def test_what_the_catalogue_lacks_is_counted_and_left_out() -> None:
    first = QUESTIONS[0]
    saved = SavedSheet(
        answers={"role": ("patient", "nobody"), "mood": ("good",)},
        choices=Choices(
            added=(first, "gone-1"), starred=("gone-1", first), order=("gone-2",), parts=("notes", "poem")
        ),
        free_text=FreeText(),
    )
    found = restored(saved)
    assert found.answers == {"role": ("patient",)}
    assert (found.choices.added, found.choices.starred, found.choices.order) == ((first,), (first,), ())
    assert found.choices.parts == ("notes",)
    assert (found.answers_gone, found.questions_gone) == (2, 2)


@given(st.text(max_size=2_000))
def test_texts_are_cleaned_and_capped_as_in_the_forms(text: str) -> None:
    long = FreeText(own=(text,) * 9, visit_with=text, columns=(text,) * 9, visit_date=dt.date(2026, 12, 1))
    found = restored(SavedSheet(answers={}, choices=Choices(), free_text=long)).free_text
    assert len(found.own) <= MAX_OWN_QUESTIONS
    assert len(found.columns) <= MAX_COLUMNS
    limits = {
        MAX_QUESTION_LENGTH: found.own,
        MAX_NAME_LENGTH: (found.visit_with,),
        MAX_COLUMN_LENGTH: found.columns,
    }
    for longest, texts in limits.items():
        for each in texts:
            assert len(each) <= longest
            assert not FONTS.unprintable(each)
            assert each == " ".join(each.split())


def test_names_of_questions_are_kept_once() -> None:
    name = QUESTIONS[0]
    saved = SavedSheet(
        answers={}, choices=Choices(added=(name,) * 3, dropped=(name,) * 3), free_text=FreeText()
    )
    found = restored(saved).choices
    assert (found.added, found.dropped) == ((name,), (name,))


GOOD = json.loads(SavedSheet(answers={}, choices=Choices(), free_text=FreeText()).to_json())


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "damaged"),
        (b"[" * MOST_BYTES, "damaged"),
        (START, "damaged"),
        (b'{"format":"question-sheet","version":"one"}', "damaged"),
        (b'{"format":"another-sheet","version":1}', "damaged"),
        (json.dumps({**GOOD, "version": VERSION + 1, "moods": []}).encode(), "newer"),
        (json.dumps({**GOOD, "moods": []}).encode(), "damaged"),
        (json.dumps({**GOOD, "answers": {"role": "patient"}}).encode(), "damaged"),
        (json.dumps({**GOOD, "version": 0}).encode(), "damaged"),
    ],
)
def test_what_cannot_be_read_is_told_apart(data: bytes, fault: str) -> None:
    with pytest.raises(SavedSheetError) as error:
        SavedSheet.from_json(data)
    assert error.value.fault == fault


def test_a_note_keeps_the_own_question_that_another_one_followed() -> None:
    visit = Visit(notes={"own-1": Note(own="Now?"), "own-1-before": Note(own="Before?", heard="Yes.")})
    saved = SavedSheet(answers={}, choices=Choices(), free_text=FreeText(own=("Now?",)), visits=(visit,))
    assert restored(saved).visits == (visit,)


def test_an_own_question_is_kept_without_a_word_about_it() -> None:
    """Another one may have its place on the list by now."""
    visit = Visit(notes={"own-1-before": Note(state="answered", own="May I swim?")})
    saved = SavedSheet(answers={}, choices=Choices(), free_text=FreeText(), visits=(visit,))
    assert restored(saved).visits == (visit,)


def test_the_latest_visits_are_kept() -> None:
    many = tuple(Visit(other=f"Visit {number}", finished=True) for number in range(MAX_VISITS + 1))
    saved = SavedSheet(answers={}, choices=Choices(), free_text=FreeText(), visits=many)
    assert restored(saved).visits == many[1:]


def test_what_was_noted_stays_beside_what_was_filled_in() -> None:
    sheet = build_sheet(Answers.of(JOURNEY, {}), Choices(), FreeText())
    name = sheet.printed[0].id
    noted = Visit(visit_with="Dr. Lee", notes={name: Note(heard="Noted before.")})
    found = with_fields(noted, sheet, {f"answer-{name}": "Filled in.", "visit-with-1": "Nurse Kim"}, LABELS)
    assert found.notes[name].heard == "Noted before.\nFilled in."
    assert (found.visit_with, found.other) == ("Dr. Lee", "With: Nurse Kim.")


def test_a_field_that_names_no_question_makes_no_note() -> None:
    sheet = build_sheet(Answers.of(JOURNEY, {}), Choices(), FreeText())
    odd = ("what ever", "a\0b", "x-was")
    fields: dict[str, str | bool] = {f"answer-{name}": f"On {name[0]}" for name in odd}
    found = with_fields(Visit(), sheet, {**fields, "answered-what ever": True}, LABELS)
    assert found.notes.keys() == {item.id for item in sheet.printed}
    assert all(f"On {name[0]}" in found.other for name in odd)


def test_beside_the_most_notes_there_is_room_for_the_largest_sheet() -> None:
    catalogue = real()
    names, widest = tuple(catalogue.question), chr(0x10000)
    text = FreeText(
        own=(widest * MAX_QUESTION_LENGTH,) * MAX_OWN_QUESTIONS,
        visit_with=widest * MAX_NAME_LENGTH,
        columns=(widest * MAX_COLUMN_LENGTH,) * MAX_COLUMNS,
    )
    ids = dict.fromkeys(("dropped", "added", "starred", "order", "answered", "still_open"), names)
    largest = SavedSheet(
        answers={name: tuple(field.options) for name, field in catalogue.field.items()},
        choices=Choices(parts=tuple(catalogue.parts), **ids),
        free_text=text,
    )
    assert len(largest.to_json()) + MOST_NOTED <= MOST_BYTES
