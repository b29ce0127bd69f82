"""Facts of the content for the table: which answers bring a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.answers import Answers, OptionsByField
from app.core.selection import select
from tests.catalogues import ALL, real
from tests.proof import options
from tests.proof.doubt import lost_to_doubt
from tests.proof.entries import folded, marked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from app.content import Question


def ids(said: OptionsByField) -> list[str]:
    return [chosen.question.id for chosen in select(Answers.of(real(), said))]


def who_can_get() -> Iterator[str]:
    for question in real().questions:
        needed = "; ".join(f"{name}: {', '.join(ticks)}" for name, ticks in _needed(question).items())
        if needed:
            yield folded(f"{question.id}: ", needed)


def _needed(question: Question) -> dict[str, list[str]]:
    """Return the options, one of which it takes, by field. No answer to another field rules it out."""
    clauses = question.when.clauses
    named = [name for name in real().field if all(name in clause for clause in clauses)]
    found = {
        name: [o for o in real().field[name].options if any(o in clause[name] for clause in clauses)]
        for name in named
    }
    return found if question.ask.patient else {"role": ["caregiver"], **found}


def exact() -> Iterator[str]:
    yield from by_key((name, marked(question)) for name, question in lost_to_doubt())


def for_some_treatments() -> Iterator[str]:
    """Compare what comes to people who decide on one treatment each."""
    treatments = [name for name in real().field["therapy"].options if name != "not_sure"]
    got = {name: ids({**ALL, "therapy": (name,), "stage": ("deciding",)}) for name in treatments}
    for question in real().questions:
        who = [name for name in treatments if question.id in got[name]]
        if 0 < len(who) < len(treatments):
            yield f"{marked(question.id)}: {', '.join(who)}"


def by_key(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        if value not in found.setdefault(key, []):
            found[key].append(value)
    yield from (folded(f"{key}: ", ", ".join(values)) for key, values in found.items())


REACH: dict[str, Callable[[], Iterator[str]]] = {
    "Who can get a question: one of these answers in each of these fields": who_can_get,
    "Questions that an exact answer to a field brings and “I'm not sure” in its stead does not": exact,
    "Questions that come for some treatments only, to people who are deciding": for_some_treatments,
    "Options that no rule names": lambda: by_key(options.unnamed()),
    "Options that change what stands around the questions, and no list": lambda: by_key(options.around()),
    "Options that the rule of a question names and that change no list": lambda: by_key(options.in_vain()),
}
