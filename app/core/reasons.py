"""Why a question is on the sheet: the clause that fired, in the person's own answers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from app.content.form import MAX_WORDS_OF_REASON, informative
from app.content.types import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content import Clause, Field
    from app.core.answers import Answers
    from app.core.selection import Chosen

MAX_WORDS = MAX_WORDS_OF_REASON + 1  # of a reason, with its "Because"
Phrases = tuple[str, ...]
"""What follows the word "Because". Who draws it puts "and" between them."""


@dataclass(frozen=True)
class Fact:
    """A field's label and the labels of what was answered there; none if the field was left open."""

    label: str
    said: tuple[str, ...]


@dataclass(frozen=True)
class Reason:
    """Why a question is there; `because` is empty for what everyone gets. Each of `lifted` moved it up."""

    kind: Literal["everyone", "answers", "added", "own"]
    because: Phrases = ()
    lifted: tuple[Phrases, ...] = ()


EVERYONE, ADDED, OWN = Reason("everyone"), Reason("added"), Reason("own")


def reason(answers: Answers, chosen: Chosen) -> Reason:
    """Put the first telling clause and the lifts of a chosen question into the person's own voice."""
    clauses = () if chosen.is_core else chosen.clauses
    because = next((phrase for each in clauses if (phrase := because_of(answers, each))), ())
    lifted = (because_of(answers, lift) for lift in chosen.lifts)
    # What already chose the question is not repeated as what lifted it.
    others = tuple(dict.fromkeys(each for each in lifted if each and each != because))
    return Reason("answers" if because else "everyone", because, others)


def because_of(answers: Answers, clause: Clause) -> Phrases:
    """Return the reason of the most telling field of a clause, as many phrases as MAX_WORDS has room for."""
    phrases = max(_because_by_field(answers, clause), key=lambda found: found[0], default=(0, ()))[1]
    if len(phrases) < 2:  # noqa: PLR2004  nothing to leave out
        return phrases
    # The first counts with the word "Because", each other one with an "and".
    words = list(accumulate(1 + len(phrase.split()) for phrase in phrases))
    return tuple(phrase for place, phrase in enumerate(phrases) if place == 0 or words[place] <= MAX_WORDS)


def _because_by_field(answers: Answers, clause: Clause) -> Iterator[tuple[tuple[bool, int], Phrases]]:
    """Yield, for each field of a clause, how telling it is and what the person said there that fits."""
    for name in fields_of(clause):
        field = answers.catalogue.field[name]
        options = clause.get(name, field.informative)  # at_least_two names none
        if name in clause and not _tells(field, options):
            continue
        said = [option for option in answers.implied.get(name, ()) if option in options]
        spoken = [field.options[option].because for option in said]
        if not said and field.if_empty:
            spoken = [field.because_empty or field.options[field.if_empty].because]
        phrases = tuple(each.of(answers.voice) for each in spoken if each)
        if phrases:
            yield (bool(said), field.weight), phrases


def _tells(field: Field, options: tuple[str, ...]) -> bool:
    """Whether it says something about a person that one of these options fits.

    Half the real options of a field, and silence too, only keep a question from the others. A field without a
    weight says what is wanted, not who somebody is.
    """
    named = len(informative(options))
    most = named > 1 and named * 2 >= len(field.informative)
    return field.weight > 0 and not (most and field.if_empty in options)


def facts_of(answers: Answers, clause: Clause) -> list[Fact]:
    """Return one fact for each field of the clause, with only those answers that fit it."""
    return [
        Fact(answers.catalogue.field[name].label, labels(answers, name, clause.get(name)))
        for name in fields_of(clause)
    ]


def labels(answers: Answers, name: str, among: tuple[str, ...] | None = None) -> tuple[str, ...]:
    """Return the labels of what was answered in a field: of all options, or of those `among`."""
    options = answers.catalogue.field[name].options
    said = answers.on_path.get(name, ())
    return tuple(options[option].label for option in said if among is None or option in among)
