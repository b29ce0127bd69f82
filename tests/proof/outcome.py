"""What a person gets, as far as the rules decide it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.answers import Answers, OptionsByField
from app.core.selection import fitting
from tests.proof.gets import ids, sheet

if TYPE_CHECKING:
    from app.content import Catalogue


@dataclass(frozen=True)
class Outcome:
    """`scores` and `wordings` (from 1) by question; the core has no score. `around`: all but questions."""

    scores: dict[str, int]
    wordings: dict[str, int]
    lists: dict[str, tuple[str, ...]]
    around: tuple[str, ...]
    implied: OptionsByField


def outcome(catalogue: Catalogue, answers: OptionsByField) -> Outcome:
    person = Answers.of(catalogue, answers)
    found = fitting(person)
    return Outcome(
        scores={each.id: each.score for each in found if not each.is_core},
        wordings={each.id: _number(each.question.wordings, each.wording) for each in found},
        lists={
            str(length): tuple(ids(catalogue, {**answers, "length": (length,)})[len(catalogue.core) :])
            for length in catalogue.ranking.lengths
        },
        around=_around(person),
        implied={
            name: options for name, options in person.implied.items() if person.on_path.get(name) != options
        },
    )


def _number(wordings: tuple[object, ...], wording: object) -> int:
    return next(number for number, each in enumerate(wordings, 1) if each is wording)


def _around(person: Answers) -> tuple[str, ...]:
    """Boxes, lines at the head, parts by length, and what else is said to the person."""
    catalogue = person.catalogue
    parts = [
        f"{length}: {part}"
        for length in person.on_path.get("length", tuple(catalogue.field["length"].options))
        for part in sheet({**person.given, "length": (length,)}).parts
    ]
    versions = catalogue.warning_card.versions
    return (
        f"{person.length} list for a {person.role}",
        *(f"box {name}" for name, box in catalogue.boxes if person.fit(box.when)),
        *(f"head line {number}" for number, line in enumerate(catalogue.head, 1) if person.fit(line.when)),
        *(f"card {number}" for number, each in enumerate(versions, 1) if person.fit(each.when)),
        *(f"look again {n}" for n, each in enumerate(catalogue.look_again, 1) if person.fit(each.when)),
        *(["no sheet"] if person.not_covered else []),
        *(f"sensitive questions: {wish}" for wish in person.counted["show_sensitive"]),
        *parts,
    )
