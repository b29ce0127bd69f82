from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.form import ROLE
from app.content.issues import Issue
from app.content.possible import reachable, with_voice, wording_possible
from app.content.types import AT_LEAST_TWO, fields_of
from app.content.voices import VOICES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.content.models import Catalogue
    from app.content.questions import Question, Wording


def reachability_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Steps that look ahead, answers implied too late for them, questions and wordings nobody can get."""
    yield from _steps_that_look_ahead(catalogue)
    yield from _implied_too_late(catalogue)
    for index, question in enumerate(catalogue.questions):
        if not reachable(catalogue, question.when):
            message = f"nobody can ever get the question '{question.id}'"
            advice = "see which steps ask the fields of its clauses"
            yield Issue(("questions", index, "when"), message, advice)
    yield from _wordings(catalogue)


def _steps_that_look_ahead(catalogue: Catalogue) -> Iterator[Issue]:
    answered = set[str]()
    for index, step in enumerate(catalogue.steps):
        for place, clause in enumerate(step.when.clauses):
            for name in sorted(set(fields_of(clause)) & catalogue.field.keys() - answered):
                at = ("steps", index, "when", place, name if name in clause else AT_LEAST_TWO)
                yield Issue(at, f"'{name}' is only asked later", "move the step, or change its `when`")
        answered |= {field.id for field in step.fields}


def _implied_too_late(catalogue: Catalogue) -> Iterator[Issue]:
    """Options that imply an answer for which the rule of an earlier step, or of their own, has asked."""
    asked = set[str]()
    for index, step in enumerate(catalogue.steps):
        asked |= {name for clause in step.when.clauses for name in fields_of(clause)}
        for place, field in enumerate(step.fields):
            for name, option in field.options.items():
                for target in sorted(option.implies.keys() & asked):
                    at = ("steps", index, "fields", place, "options", name, "implies", target)
                    message = f"the `when` of a step asks for '{target}' before it is implied here"
                    yield Issue(at, message, "ask this earlier, or take it out")


def _wordings(catalogue: Catalogue) -> Iterator[Issue]:
    """Wordings that nobody can get, by their own rule or because an earlier one always fits first."""
    # Without the field, checks/structure says what is missing.
    for index, question in enumerate(catalogue.questions if ROLE in catalogue.field else ()):
        # Of a question that nobody can get, it is said once.
        for number, wording in enumerate(question.wordings if reachable(catalogue, question.when) else ()):
            at = ("questions", index, "wordings", number)
            # Without a stage that exists, checks/moments says what is wrong.
            if not catalogue.stages_of(wording.moments):
                continue
            if _can_be_had(catalogue, question, wording, question.wordings[:number]):
                continue
            if _can_be_had(catalogue, question, wording, ()):
                yield Issue(at, "an earlier wording always fits first", "move it up, or take it out")
            else:
                yield Issue(at, "nobody can get this wording", "see its `when`, and that of the question")


def _can_be_had(
    catalogue: Catalogue, question: Question, wording: Wording, earlier: Sequence[Wording]
) -> bool:
    """Whether somebody fits the question and the wording, and none of the earlier ones with their voice."""
    return any(
        wording_possible(
            catalogue,
            question,
            wording,
            with_voice(catalogue, voice, (stage,)),
            [
                clause
                for each in earlier
                if each.ask.of(voice) and stage in catalogue.stages_of(each.moments)
                for clause in each.when.clauses
            ],
        )
        for voice in VOICES
        if wording.ask.of(voice)
        for stage in catalogue.stages_of(wording.moments)
    )
