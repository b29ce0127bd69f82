"""Fills a list: kept places, ticked topics, then the rest by score. See the head of questions.yaml."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.content.form import FULL
from app.core.selection import allowed, fitting

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.content.form import LimitedLength
    from app.content.ranking import StageRanking
    from app.core.answers import Answers
    from app.core.selection import Chosen, ListStep

TOPICS_OF_A_SHORT_LIST = 2


@dataclass(frozen=True)
class Selection:
    """What the rules give one person.

    fit     every question that fits, sensitive ones included: the core, then the others by score
    chosen  those of the list, in the same order, each with the step that let it in
    """

    answers: Answers
    fit: tuple[Chosen, ...]
    chosen: tuple[Chosen, ...]

    @classmethod
    def of(cls, answers: Answers) -> Selection:
        fit = fitting(answers)
        return cls(answers, fit, _shortened(answers, allowed(answers, fit)))


def select(answers: Answers) -> tuple[Chosen, ...]:
    """Return the questions of the list: the core, then as many as the length has places for."""
    return Selection.of(answers).chosen


def _shortened(answers: Answers, fit: tuple[Chosen, ...]) -> tuple[Chosen, ...]:
    steps: dict[str, ListStep] = {chosen.id: "core" for chosen in fit if chosen.is_core}
    candidates = {chosen.id: chosen for chosen in fit if not chosen.is_core}
    if answers.length == FULL:
        steps |= dict.fromkeys(candidates, "full")
    else:
        steps |= _filled(candidates, _Places.of(answers, answers.length, candidates))
    return tuple(replace(each, step=steps[each.id]) for each in fit if each.id in steps)


def _filled(candidates: dict[str, Chosen], places: _Places) -> dict[str, ListStep]:
    """Return the ids on the list, with the step that let each in. `candidates` come by score."""
    left = dict(candidates)
    # What gives way leaves its place to the next, which may have others give way: one at a time.
    while True:
        picked = _fill(left, places)
        gone = _gives_way(picked, left, places)
        if gone is None:
            return picked
        del left[gone]


def topics_of(answers: Answers) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the topics that the person ticked, as field and option, with the questions that answer each."""
    return {
        (name, option): answered_by
        for name, said in answers.on_path.items()
        for option in said
        if (answered_by := answers.catalogue.field[name].options[option].answered_by)
    }


def kept_of(answers: Answers) -> tuple[str, ...]:
    """Return the questions with a place of their own at the person's stage, each once, in their order."""
    kept = answers.catalogue.ranking.stages[answers.stage].kept
    return tuple(dict.fromkeys(place.question for place in kept if answers.fit(place.when)))


@dataclass(frozen=True)
class _Places:
    """The places of one person's list.

    number  how many there are
    kept    questions with a place of their own, in order
    topics  of each ticked topic that has a place, the questions that answer it
    ticked  the same of all ticked topics for which a question fits
    """

    number: int
    kept: tuple[str, ...]
    topics: tuple[tuple[str, ...], ...]
    ticked: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, answers: Answers, length: LimitedLength, candidates: Collection[str]) -> _Places:
        ranking = answers.catalogue.ranking
        stage = ranking.stages[answers.stage]
        ticked = tuple(each for each in topics_of(answers).values() if not set(each).isdisjoint(candidates))
        number = _number_of_places(stage, answers, length, len(ticked))
        # More topics than places are a matter of the catalogue; the list stays as long as it promises.
        topics = ticked[: min(TOPICS_OF_A_SHORT_LIST, number) if length == "short" else number]
        kept = tuple(name for name in kept_of(answers) if name in candidates)[: stage.keep.get(length, 0)]
        keep = _room_to_keep(kept, topics, number)
        return cls(number=number, kept=kept[:keep], topics=topics, ticked=ticked)


def _room_to_keep(kept: tuple[str, ...], topics: tuple[tuple[str, ...], ...], number: int) -> int:
    """Return how many kept questions stay: a ticked topic goes before one, unless it is answered by one."""
    return next(
        keep
        for keep in range(len(kept), -1, -1)
        if keep + sum(set(kept[:keep]).isdisjoint(answered_by) for answered_by in topics) <= number
    )


def _number_of_places(stage: StageRanking, answers: Answers, length: LimitedLength, ticked: int) -> int:
    usual = answers.catalogue.ranking.lengths[length]
    fewer = stage.places.get(length, {}).get(answers.voice)
    return usual if fewer is None else min(usual, fewer + ticked)


def _fill(candidates: dict[str, Chosen], places: _Places) -> dict[str, ListStep]:
    picked: dict[str, ListStep] = dict.fromkeys(places.kept, "kept")
    for answered_by in places.topics:
        fit = [name for name in answered_by if name in candidates]
        if fit and picked.keys().isdisjoint(fit):
            # max keeps the first of equal scores: the order of `answered_by`.
            picked[max(fit, key=lambda name: candidates[name].score)] = "topic"
    for name in candidates:
        if len(picked) < places.number:
            picked.setdefault(name, "score")
    return picked


def _gives_way(picked: dict[str, ListStep], candidates: dict[str, Chosen], places: _Places) -> str | None:
    """Return the last question that yields to another one on the list, or None.

    One with a kept place stays, and one that alone answers a ticked topic.
    """
    for name in reversed(picked):
        yields = not picked.keys().isdisjoint(candidates[name].question.yields_to)
        if yields and picked[name] != "kept" and not _alone(name, candidates, places):
            return name
    return None


def _alone(name: str, candidates: dict[str, Chosen], places: _Places) -> bool:
    return any(
        name in answered_by and not any(other in candidates for other in answered_by if other != name)
        for answered_by in places.ticked
    )
