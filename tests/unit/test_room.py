"""How many places to write questions start with, and which of their lines stand on the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.form import LIMITED_LENGTHS
from app.content.types import PAPERS
from app.core.answers import Answers
from app.core.choices import Choices
from app.core.free_text import MAX_OWN_QUESTIONS, MAX_QUESTION_LENGTH, FreeText
from app.core.sheet import build_sheet
from app.core.sheet.room import MANY, USUAL, Places, most_pages, places_to_try
from app.core.sheet.wording import MAX_HINT_CHARACTERS
from tests.catalogues import journey
from tests.unit.answers import answers
from tests.unit.gardens import made, question, ranking, wording

if TYPE_CHECKING:
    from app.content import Catalogue
    from app.content.form import LimitedLength
    from app.core.answers import OptionsByField
    from app.core.sheet import Sheet

JOURNEY = journey()


def sheet_of(catalogue: Catalogue, said: OptionsByField, own: int = 0, **choices: object) -> Sheet:
    typed = FreeText(own=("x" * MAX_QUESTION_LENGTH,) * own)
    return build_sheet(Answers.of(catalogue, said), Choices.model_validate(choices), typed)


# --- Places to write ---------------------------------------------------------------------------------


@given(answers(JOURNEY), st.sampled_from(sorted(LIMITED_LENGTHS)), st.sampled_from(PAPERS))
def test_longer_lists_never_get_more_places(said: OptionsByField, length: str, paper: str) -> None:
    sheets = [
        sheet_of(JOURNEY, {**said, "length": (length,)}, own, paper=paper)
        for own in range(MAX_OWN_QUESTIONS + 1)
    ]
    places = [places_to_try(sheet)[0] for sheet in sheets]
    assert [each.others for each in places] == sorted((each.others for each in places), reverse=True)
    assert all(0 <= each.core <= USUAL and 0 <= each.others <= MANY for each in places)


@given(answers(JOURNEY), st.sampled_from(["standard", "large", "giant"]))
def test_full_and_large_lists_get_the_usual(said: OptionsByField, size: str) -> None:
    full = sheet_of(JOURNEY, {**said, "length": ("full",)}, size=size)
    assert places_to_try(full)[0] == Places(USUAL, USUAL)
    if size != "standard":
        assert places_to_try(sheet_of(JOURNEY, said, size=size))[0] == Places(USUAL, USUAL)


def test_medium_lists_get_as_many_as_fit() -> None:
    few = sheet_of(JOURNEY, {"length": ("medium",)}, dropped=[q.id for q in JOURNEY.questions[6:]])
    many = sheet_of(JOURNEY, {"length": ("medium",)}, own=MAX_OWN_QUESTIONS)
    assert places_to_try(few)[0].others == MANY
    assert places_to_try(many)[0].others < MANY


# --- Hints and fill-ins ------------------------------------------------------------------------------

SHORT_HINTS = ["a date", "a list", "a name", "a place"]
LONG_HINT = "how " + "very " * (MAX_HINT_CHARACTERS // 10) + "long"


def garden(hints: list[str]) -> Catalogue:
    asked = wording(hints=hints, fill_in=["On: ____"], fill_in_full=["By: ____"])
    return made(
        questions=[question("first", topic="core", wordings=[asked]), question("water", wordings=[asked])],
        ranking=ranking(),
        people=[],
    )


@pytest.mark.parametrize(
    ("length", "hints", "core", "other"),
    [
        ("short", SHORT_HINTS, 3, 2),
        ("medium", SHORT_HINTS, 3, 2),
        ("full", SHORT_HINTS, 4, 4),
        ("short", [LONG_HINT, *SHORT_HINTS], 3, 2),
        ("medium", [LONG_HINT, LONG_HINT], 1, 1),
        ("full", [LONG_HINT, LONG_HINT], 2, 2),
    ],
)
def test_hints_take_two_lines_at_most(length: str, hints: list[str], core: int, other: int) -> None:
    first, water = sheet_of(garden(hints), {"length": (length,)}).printed
    assert (first.hints, first.listen_for) == (tuple(hints), tuple(hints[:core]))
    assert water.listen_for == tuple(hints[:other])


def test_full_list_has_more_to_fill_in() -> None:
    lines = {
        length: {item.fill_in for item in sheet_of(garden(SHORT_HINTS), {"length": (length,)}).printed}
        for length in ("short", "medium", "full")
    }
    usual = {("On: ____",)}
    assert lines == {"short": usual, "medium": usual, "full": {("On: ____", "By: ____")}}


# --- Headings and words ------------------------------------------------------------------------------


@pytest.mark.parametrize("length", sorted(LIMITED_LENGTHS))
def test_short_lists_have_one_heading_of_topics(length: LimitedLength) -> None:
    catalogue = made(
        questions=[
            question("first", topic="core"),
            *(question(name, topic=topic) for name, topic in
              (("frost", "place"), ("water", "care"), ("shade", "place"), ("prune", "care"))),
        ],
        ranking=ranking(first_of_all=[{"question": "frost"}], lengths={"short": 4, "medium": 4}),
        texts=made().texts.model_dump() | {"first_of_all": "First of all"},
        people=[],
    )  # fmt: skip
    sheet = sheet_of(catalogue, {"length": (length,)}, own=1)
    topics = [section.topic for section in sheet.sections]
    rest = ["also_ask"] if length == "short" else ["care", "place", "own"]
    assert topics == ["core", "first_of_all", *rest]
    assert [item for section in sheet.sections for item in section.items] == list(sheet.printed)
    assert catalogue.heading("also_ask") == catalogue.paper.also_ask


def test_words_are_those_that_are_printed() -> None:
    """A word of a hint that is left out, or of a question that is unticked, is not explained."""
    hints = {"mulch": ["the mulch", "b", "c"], "can": ["a", "b", "the can"], "saw": ["the saw", "b"]}
    first, *others = (
        {"words": [word], "wordings": [wording(hints=printed)]} for word, printed in hints.items()
    )
    catalogue = made(
        questions=[
            question("first", topic="core", **first),
            *(question(name, **more) for name, more in zip(("water", "prune"), others, strict=True)),
        ],
        words=[{"id": word, "term": word.title(), "plain": "P.", "brief": "B."} for word in hints],
        ranking=ranking(),
        people=[],
    )  # fmt: skip
    told = {
        length: [word.id for word in sheet_of(catalogue, {"length": (length,)}, dropped=["prune"]).words]
        for length in ("short", "full")
    }
    assert told == {"short": ["mulch"], "full": ["mulch", "can"]}
    assert catalogue.word["saw"].on_paper == "B."


# --- Pages -------------------------------------------------------------------------------------------


def test_sources_take_pages_of_their_own() -> None:
    bare, listed = (sheet_of(JOURNEY, {"length": ("short",)}, parts=parts) for parts in ((), ("sources",)))
    assert places_to_try(listed) == places_to_try(bare)
    assert (most_pages(bare), most_pages(listed)) == (2, 3)
