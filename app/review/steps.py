"""The step of filling a list that let a question in, for editors and reviewers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.ranking import topics_of

if TYPE_CHECKING:
    from app.core.answers import Answers
    from app.core.selection import Chosen, ListStep
    from app.review.rules_in_words import Translate


@dataclass(frozen=True)
class LetIn:
    """`place` is that of a question with a kept place, from 1; `topics` are the ticked ones it answers."""

    step: ListStep | None
    place: int = 0
    topics: tuple[str, ...] = ()


def let_in(answers: Answers, chosen: Chosen) -> LetIn:
    match chosen.step:
        case "kept":
            return LetIn("kept", _place(answers, chosen.id))
        case "topic":
            return LetIn("topic", topics=_topics(answers, chosen.id))
        case step:
            return LetIn(step)


def step_in_words(let_in: LetIn, translate: Translate) -> str:
    match let_in.step:
        case "kept":
            return translate("kept place %(number)d", number=let_in.place)
        case "topic":
            topics = ", ".join(f"“{each}”" for each in let_in.topics)
            return translate("ticked topic %(topics)s", topics=topics)
        case step:
            names = {
                "open": translate("still open"),
                "core": translate("core"),
                "full": translate("full list"),
                "score": translate("score"),
            }
            return names[step] if step else ""


def _place(answers: Answers, name: str) -> int:
    """Return the place of a question, from 1. It may have more than one, each for other people."""
    kept = answers.catalogue.ranking.stages[answers.stage].kept
    return next(
        number for number, place in enumerate(kept, 1) if place.question == name and answers.fit(place.when)
    )


def _topics(answers: Answers, name: str) -> tuple[str, ...]:
    return tuple(
        answers.catalogue.field[field].options[option].label
        for (field, option), answered_by in topics_of(answers).items()
        if name in answered_by
    )
