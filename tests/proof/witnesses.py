"""The fewest people who notice every change of the rules between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.catalogues import real
from tests.proof.mutants import CatalogueMutant, of_fields, of_questions, of_the_paper
from tests.proof.notice import Witness, all_who_could_notice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.proof.notice import Mutant


def all_mutants() -> Iterator[Mutant]:
    yield from of_questions(real())
    yield from of_the_paper(real())
    yield from of_fields(real())


@dataclass(frozen=True)
class Witnesses:
    """`unseen`: the changes that none of these people notice, and nobody else either.

    That nobody else does is proved for changes of clauses. A change of a field is marked as not proved.
    """

    people: list[Witness]
    unseen: list[str]


def those_who_say_one_thing() -> Iterator[Witness]:
    """Nobody's answers, each option alone, all options of a field that takes many, and doubt all over."""
    yield Witness({})
    for name, field in real().field.items():
        yield from (Witness({name: (option,)}) for option in field.options)
    for name, field in real().field.items():
        if field.choose == "many":
            yield Witness({name: tuple(field.options)})
    yield Witness(
        {name: ("not_sure",) for name, field in real().field.items() if "not_sure" in field.options}
    )


def witnesses() -> Witnesses:
    """Those who say one thing; then, for each change that nobody so far notices, whoever says least."""
    found, unseen = list(those_who_say_one_thing()), []
    worked = [Witness(person.answers) for person in real().people]
    noticed: dict[int, list[Mutant]] = {}
    for mutant in all_mutants():
        if any(witness.notices(mutant) for witness in found):
            continue
        witness = next((each for each in all_who_could_notice(mutant) if each.notices(mutant)), None)
        if witness:
            _add(found, noticed, witness, mutant)
        elif not any(each.notices(mutant) for each in worked):
            mark = "not proved, " if isinstance(mutant, CatalogueMutant) else ""
            unseen.append(f"{mark}{mutant.what}")
    return Witnesses(found, unseen)


def _add(found: list[Witness], noticed: dict[int, list[Mutant]], witness: Witness, mutant: Mutant) -> None:
    """Let the last one say it too, if they then still notice all they did; else it takes somebody new."""
    seen = [*noticed.get(len(found) - 1, ()), mutant]
    both = _together(found[-1], witness)
    if len(seen) > 1 and both and all(both.notices(each) for each in seen):
        found[-1] = both
    else:
        found.append(witness)
        seen = [mutant]
    noticed[len(found) - 1] = seen


def _together(one: Witness, other: Witness) -> Witness | None:
    """Somebody who says what both say, if they answer the same fields and may tick that much."""
    if one.answers.keys() != other.answers.keys():
        return None
    ticks = {name: {*one.answers[name], *other.answers[name]} for name in one.answers}
    answers = {name: tuple(o for o in real().field[name].options if o in ticks[name]) for name in ticks}
    witness = Witness(answers)
    return witness if witness.counted == answers else None
