"""Fills a list: what a visit left open, kept places, ticked topics, then the rest by score.

See the head of questions.yaml.
"""

from __future__ import annotations

from dataclasses import dataclass
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

    fit       every question that fits, sensitive ones included: the core, then the others by score
    chosen    those of the list, in the same order, each with the step that let it in
    answered  ids of questions that a visit answered: they fit, and stay off the list
    """

    answers: Answers
    fit: tuple[Chosen, ...]
    chosen: tuple[Chosen, ...]
    answered: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, answers: Answers, answered: tuple[str, ...] = (), still_open: tuple[str, ...] = ()
    ) -> Selection:
        """Choose for a person; `still_open` ids, which a visit left open, have the first places."""
        fit = fitting(answers)
        left = tuple(chosen for chosen in allowed(answers, fit) if chosen.id not in answered)
        # The core has places beside those of the list; one that is answered leaves its place to another.
        freed = sum(chosen.is_core for chosen in fit) - sum(chosen.is_core for chosen in left)
        return cls(answers, fit, _shortened(answers, left, still_open, freed), answered)


def select(answers: Answers) -> tuple[Chosen, ...]:
    """Return the questions of the list: the core, then as many as the length has places for."""
    return Selection.of(answers).chosen


def _shortened(
    answers: Answers, fit: tuple[Chosen, ...], still_open: tuple[str, ...], freed: int
) -> tuple[Chosen, ...]:
    steps: dict[str, ListStep] = {chosen.id: "core" for chosen in fit if chosen.is_core}
    candidates = {chosen.id: chosen for chosen in fit if not chosen.is_core}
    if answers.length == FULL:
        steps |= dict.fromkeys(candidates, "full")
    else:
        steps |= _filled(candidates, _Places.of(answers, answers.length, candidates, still_open, freed))
    return tuple(each._replace(step=steps[each.id]) for each in fit if each.id in steps)


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
    open    questions that a visit left open, in order
    kept    questions with a place of their own, in order
    topics  of each ticked topic that has a place, the questions that answer it
    ticked  the same of all ticked topics for which a question fits
    """

    number: int
    open: tuple[str, ...]
    kept: tuple[str, ...]
    topics: tuple[tuple[str, ...], ...]
    ticked: tuple[tuple[str, ...], ...]

    @classmethod
    def of(
        cls,
        answers: Answers,
        length: LimitedLength,
        candidates: Collection[str],
        still_open: tuple[str, ...],
        freed: int,
    ) -> _Places:
        ranking = answers.catalogue.ranking
        stage = ranking.stages[answers.stage]
        ticked = tuple(each for each in topics_of(answers).values() if not set(each).isdisjoint(candidates))
        number = _number_of_places(stage, answers, length, len(ticked)) + freed
        # More topics than places are a matter of the catalogue; the list stays as long as it promises.
        topics = ticked[: min(TOPICS_OF_A_SHORT_LIST, number) if length == "short" else number]
        kept = tuple(name for name in kept_of(answers) if name in candidates)[: stage.keep.get(length, 0)]
        keep = _room_to_keep(kept, topics, number)
        first = tuple(name for name in still_open if name in candidates)[:number]
        return cls(number=number, open=first, kept=kept[:keep], topics=topics, ticked=ticked)


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
    picked: dict[str, ListStep] = dict.fromkeys((name for name in places.open if name in candidates), "open")
    for name in places.kept:
        if len(picked) < places.number:
            picked.setdefault(name, "kept")
    for answered_by in places.topics:
        fit = [name for name in answered_by if name in candidates]
        if fit and picked.keys().isdisjoint(fit) and len(picked) < places.number:
            # max keeps the first of equal scores: the order of `answered_by`.
            picked[max(fit, key=lambda name: candidates[name].score)] = "topic"
    for name in candidates:
        if len(picked) < places.number:
            picked.setdefault(name, "score")
    return picked


def _gives_way(picked: dict[str, ListStep], candidates: dict[str, Chosen], places: _Places) -> str | None:
    """Return the last question that yields to another one on the list, or None.

    One that is still open or has a kept place stays, and one that alone answers a ticked topic.
    """
    for name in reversed(picked):
        yields = not picked.keys().isdisjoint(candidates[name].question.yields_to)
        if yields and picked[name] not in {"open", "kept"} and not _alone(name, candidates, places):
            return name
    return None


def _alone(name: str, candidates: dict[str, Chosen], places: _Places) -> bool:
    return any(
        name in answered_by and not any(other in candidates for other in answered_by if other != name)
        for answered_by in places.ticked
    )
