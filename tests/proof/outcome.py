"""What a person gets, as far as the rules decide it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.answers import filled, first_match, prune
from app.core.selection import fitting, select

if TYPE_CHECKING:
    from app.content import Catalogue
    from app.core.answers import Answers


@dataclass(frozen=True)
class Outcome:
    """`scores` by question, the core left out, which is never ranked. `around` is all but the questions."""

    scores: dict[str, int]
    core: tuple[str, ...]
    short: tuple[str, ...]
    around: tuple[str, ...]
    counted: Answers


def outcome(catalogue: Catalogue, answers: Answers) -> Outcome:
    found = fitting(catalogue, answers)
    lists = {
        length: tuple(chosen.question.id for chosen in select(catalogue, {**answers, "length": (length,)}))
        for length in ("short", "medium")
    }
    return Outcome(
        scores={c.question.id: c.score for c in found if c.question.topic != "core"},
        core=tuple(c.question.id for c in found if c.question.topic == "core"),
        short=lists["short"],
        around=(
            *_around(catalogue, answers),
            f"{len(lists['medium'])} questions in a medium list",
            *_parts(catalogue, answers),
        ),
        counted=prune(catalogue, answers),
    )


def _around(catalogue: Catalogue, answers: Answers) -> tuple[str, ...]:
    """Boxes, kept places and wordings."""
    said = prune(catalogue, answers)
    full = filled(catalogue, said)
    places = [place for place in catalogue.ranking.kept_places if first_match(place.when, full) is not None]
    kept = [
        place for place in places if first_match(catalogue.question[place.question].when, full) is not None
    ]
    about = [q for q in catalogue.questions if q.about and first_match((q.about,), said) is not None]
    return (
        f"as {full['role'][0]}",
        f"{full['length'][0]} list",
        *(f"box {name}" for name, box in catalogue.boxes if first_match(box.when, full) is not None),
        *(f"place kept for {place.question}" for place in kept),
        *(f"answer printed with {question.id}" for question in about),
        *(["after treatment"] if first_match(catalogue.after_treatment.when, full) is not None else []),
        *(f"sensitive questions: {wish}" for wish in full["show_sensitive"]),
    )


def _parts(catalogue: Catalogue, answers: Answers) -> tuple[str, ...]:
    """The parts of the paper that are on by default, for the length that was said or for each of them."""
    said = prune(catalogue, answers)
    found = []
    for length in said.get("length", tuple(catalogue.field["length"].options)):
        full = filled(catalogue, {**said, "length": (length,)})
        for name, part in catalogue.parts.items():
            if first_match(part.default, full) is not None:
                found.append(f"{length}: {name}")
            elif first_match(part.suggest, said) is not None:
                found.append(f"{length}: {name} suggested")
    return tuple(found)
