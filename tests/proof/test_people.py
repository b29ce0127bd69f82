from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.content.load import load
from app.core.answers import Answers
from app.core.selection import fitting, select
from tools.walk.people import LENGTHS, load_people

if TYPE_CHECKING:
    from app.content import Catalogue

PEOPLE = load_people()
EVERYONE = pytest.mark.parametrize("letter", PEOPLE.people)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(Path(__file__).parents[2] / "questions.yaml").catalogue


def test_there_are_six_people() -> None:
    assert list(PEOPLE.people) == ["A", "B", "C", "D", "E", "F"]


@EVERYONE
def test_their_answers_are_options_of_the_form(catalogue: Catalogue, letter: str) -> None:
    for name, options in PEOPLE.people[letter].answers.items():
        assert set(options) <= set(catalogue.field[name].options)


@EVERYONE
def test_as_many_questions_fit_as_worked_out(catalogue: Catalogue, letter: str) -> None:
    person = PEOPLE.people[letter]
    assert len(fitting(Answers.of(catalogue, person.answers))) == person.fit


@pytest.mark.parametrize("length", LENGTHS)
@EVERYONE
def test_they_get_exactly_their_list(catalogue: Catalogue, letter: str, length: str) -> None:
    answers = {**PEOPLE.people[letter].answers, "length": (length,)}
    chosen = tuple(chosen.question.id for chosen in select(Answers.of(catalogue, answers)))
    assert chosen == PEOPLE.listed(letter, length)


def test_every_question_of_their_lists_stands_under_its_topic(catalogue: Catalogue) -> None:
    lists = [PEOPLE.listed(letter, length) for letter in PEOPLE.people for length in LENGTHS]
    in_catalogue = {n: catalogue.topics[catalogue.question[n].topic] for names in lists for n in names}
    assert in_catalogue == PEOPLE.topic
