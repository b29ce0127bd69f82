"""No sentence on the sheet says of a person what they did not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.core.answers import Answers
from tests.catalogues import real
from tests.proof.gets import place_of, sheet
from tests.proof.placed import PlacedClause, rules_of_fit
from tests.proof.situation import any_fits, hears
from tests.proof.stated import STATEMENTS
from tests.proof.walk import anybody, every_pair, situations_of

if TYPE_CHECKING:
    from app.content import Question
    from app.core.answers import OptionsByField
    from tests.proof.stated import Statement


def said_of_nobody(statement: Statement, question: Question) -> OptionsByField | None:
    """The answers of somebody who reads the statement and did not make it; None if there are none.

    Exact: everybody is like one of the people of the walk, to the question and to what must be said.
    """
    made_in = {place for place, wording in enumerate(question.wordings) if statement.made_in(wording)}
    needed = [PlacedClause(statement.what, clause, "implied") for clause in statement.needs]
    rules = [*rules_of_fit(real(), question), *needed]
    people = situations_of(real(), rules) if made_in else ()
    false = (
        said
        for said in people
        if not any_fits(statement.needs, hears(real(), said).implied) and place_of(question, said) in made_in
    )
    return min(false, key=len, default=None)


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement.what)
def test_nothing_is_stated_that_nobody_said(statement: Statement) -> None:
    makers = [each for each in real().questions if any(map(statement.made_in, each.wordings))]
    assert makers, "no text says this any more"
    found = {each.id: said_of_nobody(statement, each) for each in makers}
    assert {name: said for name, said in found.items() if said is not None} == {}


def printed(name: str, option: str) -> str:
    return real().field[name].options[option].short or real().field[name].options[option].label


def test_printed_answers_were_ticked() -> None:
    for said in (*every_pair(real()), *anybody(real(), 500)):
        answers = Answers.of(real(), said)
        for item in sheet(said).printed:
            about = item.wording.about.clause if item.wording and item.wording.about else {}
            ticked = {
                name: [each for each in answers.on_path.get(name, ()) if each in options]
                for name, options in about.items()
            }
            assert item.about == tuple(
                f"{real().field[name].label}: {', '.join(printed(name, each) for each in options)}"
                for name, options in ticked.items()
                if options
            )


def test_the_situation_was_said() -> None:
    for said in (*every_pair(real()), *anybody(real(), 500)):
        short = [
            text
            for name, ticks in Answers.of(real(), said).on_path.items()
            for option in ticks
            if (text := real().field[name].options[option].short)
        ]
        for words in sheet(said).situation:
            assert any(words.lower().startswith(text.lower()) for text in short), (words, said)
