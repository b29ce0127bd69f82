"""The worked people of questions.yaml, with the lists that its rules give them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.content.form import LENGTH
from app.content.load import load
from app.content.notices import LIMITED_LENGTHS
from app.core.answers import Answers
from app.core.selection import select
from app.settings import ROOT

if TYPE_CHECKING:
    from app.content import Catalogue
    from app.core.answers import OptionsByField

LENGTHS = LIMITED_LENGTHS


@dataclass(frozen=True)
class Person:
    letter: str
    answers: OptionsByField


@dataclass(frozen=True)
class People:
    catalogue: Catalogue

    @property
    def people(self) -> dict[str, Person]:
        return {person.id: Person(person.id, person.answers) for person in self.catalogue.people}

    def button(self, length: str) -> str:
        """The words of the button for a list of this length."""
        return self.catalogue.field[LENGTH].options[length]

    def listed(self, letter: str, length: str) -> tuple[str, ...]:
        """All questions of a person's sheet, in the order of their ranks."""
        answers = Answers.of(self.catalogue, self.people[letter].answers).with_given(LENGTH, length)
        return tuple(chosen.question.id for chosen in select(answers))

    def grouped(self, letter: str, length: str) -> dict[str, tuple[str, ...]]:
        """The same, gathered under their headings: headings in the order of their first question."""
        groups: dict[str, tuple[str, ...]] = {}
        for name in self.listed(letter, length):
            heading = self.catalogue.topics[self.catalogue.question[name].topic]
            groups[heading] = (*groups.get(heading, ()), name)
        return groups


def load_people() -> People:
    return People(load(ROOT / "questions.yaml").catalogue)
