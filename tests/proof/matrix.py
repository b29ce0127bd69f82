"""The questions in the table: their rules, and the wordings that people get at each stage, in each voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.voices import VOICES
from app.core.answers import Answers
from tests.catalogues import real
from tests.proof.classes import Reading, classes
from tests.proof.gets import place_of
from tests.proof.lines import alternatives, by_value, marked, ranges, said, wrapped
from tests.proof.placed import rules_of_fit
from tests.proof.walk import all_that_matters_to

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.content import Question

    Cells = Mapping[tuple[str, str], set[int | None]]


def questions() -> Iterator[str]:
    for question in real().questions:
        yield f"{marked(question.id)} ({question.topic}, priority {question.priority})"
        yield from (wrapped(word, text) for word, text in _rules(question) if text)


def _rules(question: Question) -> Iterator[tuple[str, str]]:
    if not question.when.is_for_everyone:
        yield from (("when", clause) for clause in alternatives(question.when))
    yield "lift", "; ".join(said(clause) for clause in question.lift.clauses)
    yield "yields", ", ".join(question.yields_to)
    for number, wording in enumerate(question.wordings, 1):
        clauses = () if wording.when.is_for_everyone else alternatives(wording.when)
        yield f"{number}", " | ".join((", ".join(wording.moments), *clauses))
        yield "  about", said(wording.about.clause) if wording.about else ""
    yield "asked", by_value(_asked(question))
    for name, why in question.not_asked.items():
        yield "not", f"{name} ({why})"


def _asked(question: Question) -> dict[str, str]:
    """The wordings that people get at each stage. Exact: over all that the rules can tell apart."""
    cells: dict[tuple[str, str], set[int | None]] = {}
    for answers in all_that_matters_to(real(), question):
        person = Answers.of(real(), answers)
        cells.setdefault((person.stage, person.voice), set()).add(place_of(question, answers))
    alike = _stages_alike(question)
    found = {stage: _cell(cells, alike[stage]) for stage in real().moment_of}
    return {stage: text for stage, text in found.items() if text}


def _stages_alike(question: Question) -> dict[str, str]:
    """For each stage the one that stands for it in the walk."""
    rules, field = rules_of_fit(real(), question), real().field["stage"]
    found = classes(real(), rules, field)
    reading = Reading(real(), rules, field)
    return {stage: next(iter(found[reading.of((stage,))]), field.if_empty or "") for stage in field.options}


def _cell(cells: Cells, stage: str) -> str:
    texts = {voice: _places(cells.get((stage, voice), {None})) for voice in VOICES}
    if len(set(texts.values())) == 1:
        return texts["patient"]
    return " ".join(f"{text} ({voice})" for voice, text in texts.items() if text)


def _places(places: set[int | None]) -> str:
    """A question mark says that some at this stage do not get the question."""
    numbers = [place + 1 for place in places if place is not None]
    return ranges(numbers) + ("?" if None in places else "") if numbers else ""
