"""Which questions a visit answered for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.form import STAGE
from app.core.selection import wording_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.core.answers import Answers


def still_answered(answers: Answers, answered: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids of questions that would be asked as they were when a visit answered them.

    `answered` has the stage of that visit by id, "" if it is not known: those count as answered. At another
    stage a question may ask for something else: how likely an effect is, and whether it is there now.
    """
    then = {stage: answers.with_given(STAGE, stage) for stage in {*answered.values()} if stage}
    return tuple(
        name for name, stage in answered.items() if not stage or _asks_the_same(answers, then[stage], name)
    )


def _asks_the_same(answers: Answers, then: Answers, name: str) -> bool:
    question = answers.catalogue.question.get(name)
    return question is None or wording_of(answers, question) is wording_of(then, question)
