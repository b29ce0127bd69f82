"""The lists that take the most room on paper, taller than any that the rules make.

They hold the questions with a kept place and the tallest others that are worded for a stage, each in its
tallest wording, under as many headings as pay. What it would take to rank so high, or to get all of these
wordings, is not asked, so what holds for these lists holds for all answers.
"""

from __future__ import annotations

from itertools import product
from math import ceil
from typing import TYPE_CHECKING

from app.content.types import EVERYONE
from app.core.answers import Answers
from app.core.ranking import select
from app.core.sheet.wording import MAX_HINT_CHARACTERS
from tests.catalogues import real
from tests.proof.placed import stages_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.content import Catalogue, Voice, Wording
    from app.content.form import LimitedLength
    from app.core.answers import OptionsByField

# Millimetres: a heading, a line of a question, of its hints, to write on, circles; and letters in a line.
HEADING, ASKED, HINTED, TO_WRITE, CIRCLES = 8.7, 5.9, 5.2, 8.6, 36.5
LETTERS_ASKED, LETTERS_HINTED = 70, 76
TOPICS: dict[LimitedLength, int] = {"short": 2, "medium": 5}  # that take a place from the kept ones, at most


def room(wording: Wording, voice: Voice) -> float:
    """About how tall a wording is on paper; 0 if it does not speak in this voice."""
    ask = wording.ask.of(voice)
    if ask is None:
        return 0
    ticked = wording.about.clause if wording.about else {}
    about = sum(len(real().field[name].options[each].label) + 2 for name in ticked for each in ticked[name])
    first, two = (about + len(". ".join(wording.hints.of(voice)[:count])) for count in (1, 2))
    hints = max(first, min(two, MAX_HINT_CHARACTERS))
    asked, hinted = ceil(len(ask) / LETTERS_ASKED), ceil(hints / LETTERS_HINTED)
    height = ASKED * asked + HINTED * hinted + TO_WRITE * max(len(wording.fill_in), 1)
    return max(height, CIRCLES) if wording.circles else height


def tallest_wordings(catalogue: Catalogue, stage: str, voice: Voice) -> dict[str, int]:
    """The place of the tallest wording of each question that is worded for a stage."""
    found = {}
    for question in catalogue.questions:
        heights = {
            place: room(each, voice)
            for place, each in enumerate(question.wordings)
            if stage in stages_of(catalogue, each.moments)
        }
        best = max(heights, key=heights.__getitem__, default=None)
        if best is not None and heights[best]:
            found[question.id] = best
    return found


def only_wordings(catalogue: Catalogue, places: Mapping[str, int], stage: str) -> Catalogue:
    """A catalogue with one wording a question, for everybody at a stage, and without other questions."""
    questions = []
    for name, place in places.items():
        question = catalogue.question[name]
        only = question.wordings[place].model_copy(update={"moments": (stage,), "when": EVERYONE})
        questions.append(question.model_copy(update={"wordings": (only,)}))
    return catalogue.model_copy(
        update={"questions": tuple(questions), "question": {each.id: each for each in questions}}
    )


def tallest(catalogue: Catalogue, said: OptionsByField) -> tuple[str, ...]:
    """As many questions as the length has places for, so that together they are as tall as can be."""
    person = Answers.of(catalogue, said)
    assert person.length != "full"
    places = catalogue.ranking.lengths[person.length]
    kept = _kept(said, person.length)
    height = {each.id: room(each.wordings[0], person.voice) for each in catalogue.questions}
    best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0, ())}
    for topic in catalogue.topics:
        can = [each.id for each in catalogue.questions if each.topic == topic != "core"]
        can.sort(key=lambda name: (name not in kept, -height[name]))
        best = _with_topic(best, can, len(kept & set(can)), places, height)
    return best[places][1]


def _kept(said: OptionsByField, length: LimitedLength) -> frozenset[str]:
    """The kept places that stay when as many topics are ticked as a list has room for."""
    kept = [chosen.id for chosen in select(Answers.of(real(), said)) if chosen.step == "kept"]
    order = [place.question for place in real().ranking.stages[said["stage"][0]].kept]
    return frozenset(sorted(kept, key=order.index)[: real().ranking.lengths[length] - TOPICS[length]])


def _with_topic(
    best: dict[int, tuple[float, tuple[str, ...]]],
    can: list[str],
    needed: int,
    places: int,
    height: Mapping[str, float],
) -> dict[int, tuple[float, tuple[str, ...]]]:
    """The tallest lists by number of questions, when this topic may add to them."""
    found: dict[int, tuple[float, tuple[str, ...]]] = {}
    for (count, (tall, names)), more in product(best.items(), range(needed, len(can) + 1)):
        total = tall + (HEADING if more else 0) + sum(height[name] for name in can[:more])
        if count + more <= places and total >= found.get(count + more, (0.0, ()))[0]:
            found[count + more] = total, (*names, *can[:more])
    return found
