"""Facts of the content for the table: which answers bring a question, and what doubt costs."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from tests.catalogues import ALL, real
from tests.proof import options
from tests.proof.doubt import lost_to_doubt, worded_for
from tests.proof.gets import ids
from tests.proof.idle import idle_rules
from tests.proof.lines import by_key, folded, marked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.content import Question


def who_can_get() -> Iterator[str]:
    for question in real().questions:
        needed = "; ".join(f"{name}: {', '.join(ticks)}" for name, ticks in _needed(question).items())
        if needed:
            yield folded(f"{marked(question.id)}: ", needed)


def _needed(question: Question) -> dict[str, list[str]]:
    """Return the options, one of which it takes, by field; the stage stands in the matrix."""
    ways = [
        [clause, asked]
        for wording in question.wordings
        for clause, asked in product(question.when.clauses, wording.when.clauses)
    ]
    found = {}
    for name, field in real().field.items():
        if name != "stage" and all(any(name in clause for clause in way) for way in ways):
            allowed = [option for option in field.options if any(_may(way, name, option) for way in ways)]
            if len(allowed) < len(field.options):
                found[name] = allowed
    voices = {
        voice
        for wording in question.wordings
        for voice in ("patient", "caregiver")
        if getattr(wording.ask, voice)
    }
    return found if len(voices) > 1 else {"voice": sorted(voices), **found}


def _may(way: list[dict[str, tuple[str, ...]]], name: str, option: str) -> bool:
    named = [clause[name] for clause in way if name in clause]
    many = real().field[name].choose == "many"
    return (any if many else all)(option in each for each in named)


def unsure() -> Iterator[str]:
    """Of the stage: questions of a stage before treatment that have no wording for doubt."""
    for question in real().questions:
        stages = [stage for stage in real().moments["before"] if stage in worded_for(question)]
        if stages and "not_sure" not in stages:
            yield folded(f"stage: {marked(question.id)}: ", ", ".join(stages))
    yield from by_key((name, marked(question)) for name, question in lost_to_doubt())


def for_some_treatments() -> Iterator[str]:
    """Compare what comes to people who decide on one treatment each."""
    treatments = [name for name in real().field["therapy"].options if name != "not_sure"]
    got = {name: ids(real(), {**ALL, "therapy": (name,), "stage": ("deciding",)}) for name in treatments}
    for question in real().questions:
        who = [name for name in treatments if question.id in got[name]]
        if 0 < len(who) < len(treatments):
            yield f"{marked(question.id)}: {', '.join(who)}"


REACH: dict[str, Callable[[], Iterator[str]]] = {
    "Who can get a question: one of these answers in each field (stages: `asked` below)": who_can_get,
    "What doubt costs: questions that an exact answer brings and “I'm not sure” does not": unsure,
    "Questions that come for some treatments only, to people who are deciding": for_some_treatments,
    "Options that no rule names": lambda: by_key(options.unnamed()),
    "Options that change what stands around the questions, and no question": lambda: by_key(options.around()),
    "What could be taken out of a rule and nobody would notice": idle_rules,
}
