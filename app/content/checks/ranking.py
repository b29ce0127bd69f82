from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.issues import Issue
from app.content.models import CORE_TOPIC
from app.content.rule_places import kept_places_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.issues import KeyPath
    from app.content.models import Catalogue
    from app.content.ranking import StageRanking


def ranking_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Places for questions that cannot have them. Names that do not exist are left to other checks."""
    for path, name in _ranked(catalogue):
        if name in catalogue.question and catalogue.question[name].topic == CORE_TOPIC:
            message = f"the core question '{name}' is on every list, first and in its order"
            yield Issue(path, message, "name another question, or take it out")
    for stage, ranking in catalogue.ranking.stages.items():
        yield from _kept(catalogue, stage, ranking)
        yield from _numbers(catalogue, ("ranking", "stages", stage, "keep"), ranking)


def _ranked(catalogue: Catalogue) -> Iterator[tuple[KeyPath, str]]:
    for path, place in kept_places_of(catalogue):
        yield (*path, "question"), place.question
    for index, question in enumerate(catalogue.questions):
        for number, name in enumerate(question.yields_to):
            yield ("questions", index, "yields_to", number), name


def _kept(catalogue: Catalogue, stage: str, ranking: StageRanking) -> Iterator[Issue]:
    for index, place in enumerate(ranking.kept):
        at = ("ranking", "stages", stage, "kept", index, "question")
        question = catalogue.question.get(place.question)
        if question and stage in catalogue.moment_of and not catalogue.wordings_at(question, stage):
            message = f"the question '{question.id}' has no wording at '{stage}'"
            yield Issue(at, message, "write one, or take its place away")


def _numbers(catalogue: Catalogue, path: KeyPath, ranking: StageRanking) -> Iterator[Issue]:
    for length, keep in ranking.keep.items():
        # Without the length, checks/structure says what is missing.
        places = catalogue.ranking.lengths.get(length, keep)
        if keep > places:
            message = f"{keep} kept places, and the list has {places}"
            yield Issue((*path, length), message, f"write at most {places}")
