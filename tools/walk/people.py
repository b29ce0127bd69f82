"""The worked people of questions.yaml, with the lists that its rules give them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.content.form import LENGTH, LIMITED_LENGTHS
from app.content.load import load
from app.core.answers import Answers
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.sheet import build_sheet
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
        return self.catalogue.field[LENGTH].options[length].label

    def listed(self, letter: str, length: str) -> tuple[str, ...]:
        """All questions of a person's sheet, in the order in which they are printed."""
        return tuple(name for names in self.grouped(letter, length).values() for name in names)

    def grouped(self, letter: str, length: str) -> dict[str, tuple[str, ...]]:
        """The same, by heading."""
        answers = Answers.of(self.catalogue, self.people[letter].answers).with_given(LENGTH, length)
        groups = build_sheet(answers, Choices(), FreeText()).groups
        heading = self.catalogue.heading
        return {heading(group.topic): tuple(item.id for item in group.items) for group in groups}


def load_people() -> People:
    return People(load(ROOT / "questions.yaml").catalogue)
