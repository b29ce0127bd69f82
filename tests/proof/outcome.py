"""What a person gets, as far as the rules decide it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.answers import Answers, OptionsByField
from app.core.selection import fitting, select

if TYPE_CHECKING:
    from app.content import Catalogue


@dataclass(frozen=True)
class Outcome:
    """`scores` by question, the core left out, which is never ranked. `around` is all but the questions."""

    scores: dict[str, int]
    core: tuple[str, ...]
    short: tuple[str, ...]
    around: tuple[str, ...]
    counted: OptionsByField


def outcome(catalogue: Catalogue, answers: OptionsByField) -> Outcome:
    found = fitting(Answers.of(catalogue, answers))
    lists = {
        length: tuple(
            chosen.question.id for chosen in select(Answers.of(catalogue, {**answers, "length": (length,)}))
        )
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
        counted=Answers.of(catalogue, answers).on_path,
    )


def _around(catalogue: Catalogue, given: OptionsByField) -> tuple[str, ...]:
    """Boxes, kept places and wordings."""
    answers = Answers.of(catalogue, given)
    places = [place for place in catalogue.ranking.kept_places if answers.fit(place.when)]
    kept = [place for place in places if answers.fit(catalogue.question[place.question].when)]
    about = [q for q in catalogue.questions if q.about and answers.fit(q.about)]
    return (
        f"as {answers.role}",
        f"{answers.length} list",
        *(f"box {name}" for name, box in catalogue.boxes if answers.fit(box.when)),
        *(f"place kept for {place.question}" for place in kept),
        *(f"answer printed with {question.id}" for question in about),
        *(["after treatment"] if answers.fit(catalogue.after_treatment.when) else []),
        *(f"sensitive questions: {wish}" for wish in answers.counted["show_sensitive"]),
    )


def _parts(catalogue: Catalogue, given: OptionsByField) -> tuple[str, ...]:
    """The parts of the paper that are on by default, for the length that was said or for each of them."""
    said = Answers.of(catalogue, given)
    found = []
    for length in said.on_path.get("length", tuple(catalogue.field["length"].options)):
        answers = said.with_given("length", length)
        for name, part in catalogue.parts.items():
            if answers.fit(part.default):
                found.append(f"{length}: {name}")
            elif said.fit(part.suggest):
                found.append(f"{length}: {name} suggested")
    return tuple(found)
