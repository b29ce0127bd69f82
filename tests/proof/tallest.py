"""The lists that take the most room on paper, taller than any that the rules make.

They hold the tallest questions that can come at a stage and those with a kept place, under as many headings
as pay. What it would take to rank so high is not asked, so what holds for these lists holds for all answers.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from tests.catalogues import real
from tests.pdf.conftest import poppler
from tests.proof.situation import rule_fits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.content import Question
    from app.core.sheet import Sheet

HEADING, ASKED, HINTED = (
    8.1,
    5.83,
    4.91,
)  # millimetres: a heading, a line of a question, of what to listen for
BLOCK = re.compile(r"^[ \f]+(\d+)\. .*(?:\n +\S.*)*", re.MULTILINE)


def heights(pdf: bytes, sheet: Sheet) -> dict[str, float]:
    """How tall the text of each question after the core is, by the lines that it takes on the paper."""
    name_of = {str(item.number): item.id for item in sheet.printed if item.topic != "core"}
    blocks = BLOCK.finditer(poppler("pdftotext", pdf, "-layout").decode())
    return {name_of[block[1]]: _height(block[0]) for block in blocks if block[1] in name_of}


def _height(block: str) -> float:
    asked, _, hints = block.partition("Listen for:")
    return ASKED * asked.count("\n") + HINTED * (hints.count("\n") + 1)


def tallest(role: str, stage: str, length: str, height: Mapping[str, float]) -> tuple[str, ...]:
    """As many questions as the length has places for, so that together they are as tall as can be."""
    places = {**real().ranking.lengths}["short" if length == "short" else "medium"]
    kept = _kept(stage) if length == "short" else frozenset()
    best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0, ())}
    for topic in real().topics:
        can = [q.id for q in real().questions if q.topic == topic != "core" and _can_come(q, role, stage)]
        can.sort(key=lambda name: (name not in kept, -height[name]))
        best = _with_topic(best, can, len(kept & set(can)), places, height)
    return best[places][1]


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


def _can_come(question: Question, role: str, stage: str) -> bool:
    return question.is_for(role) and any(
        stage in clause.get("stage", (stage,)) for clause in question.when.clauses
    )


def _kept(stage: str) -> frozenset[str]:
    heard = {"stage": frozenset({stage})}
    kept = [place.question for place in real().ranking.kept_places if rule_fits(place.when, heard)]
    return frozenset(name for name in kept if rule_fits(real().question[name].when, heard))
