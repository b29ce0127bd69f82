"""The promise of the form: each ticked topic gets a question on the sheet, if one fits."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from app.core.answers import Answers
from app.core.ranking import TOPICS_OF_A_SHORT_LIST, select, topics_of
from app.core.selection import allowed, fitting
from tests.catalogues import real

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.core.answers import OptionsByField

TOPICS = "worries"  # the field whose options are topics


def broken(said: OptionsByField) -> list[str]:
    """The ticked topics that nothing on the list answers although a question fits: none, if all is well.

    A short list answers the first two of those that have a question, in the order of the form.
    """
    answers = Answers.of(real(), said)
    can = {chosen.id for chosen in allowed(answers, fitting(answers))}
    on_list = {chosen.id for chosen in select(answers)}
    ticked = [(option, set(by)) for (_, option), by in topics_of(answers).items() if can & set(by)]
    promised = ticked[:TOPICS_OF_A_SHORT_LIST] if answers.length == "short" else ticked
    return [option for option, answered_by in promised if not on_list & answered_by]


def grid(stage: str) -> Iterator[OptionsByField]:
    """Everybody at a stage with one treatment or none, each role, one or two topics, on short and medium."""
    options = {name: field.options for name, field in real().field.items()}
    treatments = [(), *((name,) for name in options["therapy"] if name != "not_sure")]
    topics = [ticks for count in (1, 2) for ticks in combinations(options[TOPICS], count)]
    wishes, lengths = ("yes", "no"), tuple(real().ranking.lengths)
    for therapy, role, wish, ticks, length in product(treatments, options["role"], wishes, topics, lengths):
        said = {"stage": (stage,), "role": (role,), "show_sensitive": (wish,), "length": (length,)}
        yield {**said, TOPICS: ticks} | ({"therapy": therapy} if therapy else {})


def with_topics() -> Iterator[OptionsByField]:
    """People of the first version of this proof: one or two topics, four treatments, no other answer."""
    treatments = ("car_t", "car_nk", "nk_cells", "not_sure")
    for therapy, stage, role, topic, length in product(
        treatments,
        real().field["stage"].options,
        ("patient", "caregiver"),
        real().field[TOPICS].options,
        real().ranking.lengths,
    ):
        yield {
            "therapy": (therapy,),
            "stage": (stage,),
            "role": (role,),
            TOPICS: (topic,),
            "length": (length,),
        }
