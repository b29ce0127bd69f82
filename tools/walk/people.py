"""The six worked people of questions.yaml, with the lists that `people.yaml` says they get."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from app.content.load import load
from app.settings import ROOT

FILE = Path(__file__).parent / "people.yaml"
LENGTHS = ("short", "medium")

# A patient who answers every field, some of them twice.
SAYS_EVERYTHING: dict[str, tuple[str, ...]] = {
    "role": ("patient",),
    "age": ("a70_plus",),
    "diagnosis": ("lbcl",),
    "therapy": ("car_t",),
    "product": ("Yescarta",),
    "cell_source": ("own",),
    "setting": ("approved",),
    "stage": ("deciding",),
    "current_meds": ("steroid", "blood_thinner"),
    "past_tx": ("none",),
    "conditions": ("heart", "kidney"),
    "fertility": ("not_now",),
    "practical": ("far_away", "drives"),
    "worries": ("crs", "cost", "work_driving"),
    "length": ("medium",),
    "show_sensitive": ("yes",),
}


@dataclass(frozen=True)
class Person:
    """`lists` holds, by length, the ids after the core in the order of their ranks."""

    letter: str
    answers: dict[str, tuple[str, ...]]
    fit: int
    lists: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class People:
    """All of the file. `topic` is the heading under which a question stands."""

    core: tuple[str, ...]
    people: dict[str, Person]
    topic: dict[str, str]

    def listed(self, letter: str, length: str) -> tuple[str, ...]:
        """All questions of a person's sheet, in the order of their ranks."""
        return (*self.core, *self.people[letter].lists[length])

    def grouped(self, letter: str, length: str) -> dict[str, tuple[str, ...]]:
        """The same, gathered under their headings: headings in the order of their first question."""
        groups: dict[str, tuple[str, ...]] = {}
        for name in self.listed(letter, length):
            heading = self.topic[name]
            groups[heading] = (*groups.get(heading, ()), name)
        return groups


def load_people() -> People:
    entries = YAML(typ="safe").load(FILE)
    answers = {person.id: person.answers for person in load(ROOT / "questions.yaml").catalogue.people}
    return People(
        core=tuple(entries["core"]),
        people={
            letter: _person(letter, answers[letter], entry) for letter, entry in entries["people"].items()
        },
        topic={name: heading for heading, names in entries["topics"].items() for name in names},
    )


def _person(letter: str, answers: dict[str, tuple[str, ...]], entry: dict[str, Any]) -> Person:
    return Person(
        letter=letter,
        answers=answers,
        fit=entry["fit"],
        lists={length: tuple(entry[length]) for length in LENGTHS},
    )
