from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.form import ROLE
from app.content.issues import Issue
from app.content.possible import reachable, with_voice, wording_possible
from app.content.voices import VOICES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.content.models import Catalogue
    from app.content.questions import Question, Wording


def wordings_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Wordings that nobody can get, by their own rule or because an earlier one always fits first."""
    # Without the field, checks/structure says what is missing.
    for index, question in enumerate(catalogue.questions if ROLE in catalogue.field else ()):
        # A question that nobody can get is found by checks/reachability.
        for number, wording in enumerate(question.wordings if reachable(catalogue, question.when) else ()):
            at = ("questions", index, "wordings", number)
            # Without a stage that exists, checks/moments says what is wrong.
            if not catalogue.stages_of(wording.moments):
                continue
            if _reachable(catalogue, question, wording, question.wordings[:number]):
                continue
            if _reachable(catalogue, question, wording, ()):
                yield Issue(at, "an earlier wording always fits first", "move it up, or take it out")
            else:
                yield Issue(at, "nobody can get this wording", "see its `when`, and that of the question")


def _reachable(
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
