"""Where "I'm not sure" brings less than one exact answer."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from app.core.answers import Answers, OptionsByField
from app.core.selection import fitting
from tests.catalogues import real
from tests.proof.walk import all_that_matters_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content import Question


def doubted() -> list[str]:
    return [name for name, field in real().field.items() if "not_sure" in field.options]


def gets(question: Question, said: OptionsByField) -> bool:
    return bool(fitting(Answers.of(real().model_copy(update={"questions": (question,)}), said)))


def lost_to_doubt() -> Iterator[tuple[str, str]]:
    """Field and question, for each question that an exact answer brings and doubt in its stead does not."""
    for name, question in product(doubted(), real().questions):
        asked = any(name in clause for clause in question.when.clauses)
        for said in all_that_matters_to(real(), question) if asked else ():
            if gets(question, said) and not gets(question, {**said, name: ("not_sure",)}):
                yield name, question.id
