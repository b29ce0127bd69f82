"""The situation of a person in one line, for whoever reads the paper first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.core.answers import Answers

JOIN = " · "
LONGEST = 75  # characters: what fits on one line of the paper


def situation(answers: Answers) -> tuple[str, ...]:
    """Return what was said in the fields of `situation`, in short words; the first begins with a capital.

    If the line is too long, the fields of `situation_if_room` leave it, the last of them first.
    """
    catalogue = answers.catalogue
    names = list(catalogue.situation)
    for name in reversed(catalogue.situation_if_room):
        if len(JOIN.join(_short_words(answers, names))) > LONGEST:
            names.remove(name)
    words = _short_words(answers, names)
    return tuple(each if place else each[0].upper() + each[1:] for place, each in enumerate(words))


def _short_words(answers: Answers, names: list[str]) -> tuple[str, ...]:
    catalogue = answers.catalogue
    said = (
        [
            short
            for option in answers.on_path.get(name, ())
            if (short := catalogue.field[name].options[option].short)
        ]
        for name in names
    )
    return tuple(", ".join(each) for each in said if each)
