from __future__ import annotations

from typing import TYPE_CHECKING

from app.content.form import STAGE
from app.content.issues import Issue
from app.content.models import CORE_TOPIC
from app.content.rule_places import kept_places_of
from app.content.unknown_names import unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.issues import KeyPath
    from app.content.models import Catalogue
    from app.content.ranking import StageRanking


def ranking_issues(catalogue: Catalogue) -> Iterator[Issue]:
    """Lists that forget a stage or a topic, and places for questions that cannot have them."""
    yield from _forgotten(catalogue)
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


def _forgotten(catalogue: Catalogue) -> Iterator[Issue]:
    """Stages without an order, and orders of what is no stage. The field is looked at by checks/moments."""
    stages = tuple(catalogue.field[STAGE].options) if STAGE in catalogue.field else ()
    for stage in catalogue.ranking.stages.keys() - set(stages):
        yield unknown(("ranking", "stages", stage), "stage", stage, stages)
    for stage in stages:
        if stage not in catalogue.ranking.stages:
            message = f"the stage '{stage}' is missing"
            yield Issue(("ranking", "stages"), message, "say how its lists are filled")
    yield from _topics(catalogue)
    order = catalogue.ranking.print_order.keys()
    for name in order - {*catalogue.moments, *stages}:
        yield unknown(
            ("ranking", "print_order", name), "moment or stage", name, {*catalogue.moments, *stages}
        )
    ordered = catalogue.stages_of(order)
    for stage, moment in catalogue.moment_of.items():
        if stage not in ordered:
            message = f"no order for the stage '{stage}'"
            yield Issue(("ranking", "print_order"), message, f"add one for '{moment}'")


def _topics(catalogue: Catalogue) -> Iterator[Issue]:
    """Topics that an order of `ranking` forgets, or that do not exist."""
    topics = catalogue.topics.keys() - {CORE_TOPIC}
    ranking = catalogue.ranking
    orders: list[tuple[KeyPath, tuple[str, ...]]] = [
        *((("ranking", "stages", name, "ties"), stage.ties) for name, stage in ranking.stages.items()),
        *((("ranking", "print_order", name), order) for name, order in ranking.print_order.items()),
    ]
    for path, order in orders:
        for place, topic in enumerate(order):
            if topic not in topics:
                yield unknown((*path, place), "topic", topic, topics)
        for topic in sorted(topics - set(order)):
            yield Issue(path, f"the topic '{topic}' is missing", "give it a place")
