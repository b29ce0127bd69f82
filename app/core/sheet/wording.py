"""Puts questions into the voice of one person and the moment of their treatment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.content import CORE_TOPIC
from app.content.form import FULL
from app.core.selection import asked, wording_of
from app.core.sheet.items import Item

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from app.content import Question, Wording
    from app.core.answers import Answers
    from app.core.reasons import Reason


class Addable:
    """The wordings of questions that one person may add to their list."""

    def __init__(self, answers: Answers, answered: Collection[str] = ()) -> None:
        self.answers, self.answered = answers, answered

    @property
    def questions(self) -> Iterable[Question]:
        """The questions that may have such a wording, in the order of the catalogue."""
        here, in_full = asked(self.answers), asked(self.answers.in_full)
        return (each for each in self.answers.catalogue.questions if each.id in here or each.id in in_full)

    def wording(self, question: Question) -> Wording | None:
        """Return how a question is asked at this moment; None if it is not.

        A wording for the full list is as good: whoever adds a question wants more than the list gives.
        """
        return wording_of(self.answers, question) or wording_of(self.answers.in_full, question)

    def is_held_back(self, question: Question) -> bool:
        """Whether a question may not be added: a sensitive one, if the person refused those, or the core.

        The core is only added again after a visit answered it: before that it is on every sheet.
        """
        is_on_sheet = question.topic == CORE_TOPIC and question.id not in self.answered
        return is_on_sheet or (question.sensitive and self.answers.refuses_sensitive)

    def item(self, question: Question, why: Reason) -> Item | None:
        """Return a question that may be added; None if no wording fits, or it is held back."""
        wording = None if self.is_held_back(question) else self.wording(question)
        return item_of(self.answers, question, wording, why) if wording else None


MAX_HINTS_OF_CORE, MAX_HINTS = 3, 2  # printed under a question of a short or medium sheet
MAX_HINT_CHARACTERS = 128  # two lines of the paper, with the stops between the hints


def item_of(answers: Answers, question: Question, wording: Wording, why: Reason) -> Item:
    hints = wording.hints.of(answers.voice)
    about = _about(answers, wording)
    in_full = answers.length == FULL
    most = MAX_HINTS_OF_CORE if question.topic == CORE_TOPIC else MAX_HINTS
    return Item(
        origin=question,
        text=wording.ask.of(answers.voice) or "",
        reason=why,
        heading=question.topic,
        wording=wording,
        hints=hints,
        listen_for=hints if in_full else _first_of(hints, (*about, wording.circles), most),
        fill_in=(*wording.fill_in, *(wording.fill_in_full if in_full else ())),
        about=about,
    )


def _first_of(hints: tuple[str, ...], before: tuple[str, ...], most: int) -> tuple[str, ...]:
    """Return the first hints that fit on two lines behind `before`, one at least and `most` at most."""
    texts = ((count, ". ".join(filter(None, (*before, *hints[:count])))) for count in range(most, 1, -1))
    return hints[: next((count for count, text in texts if len(text) <= MAX_HINT_CHARACTERS), 1)]


def _about(answers: Answers, wording: Wording) -> tuple[str, ...]:
    """Return the person's own answers to print under a question, one line a field."""
    printed = []
    for name, options in (wording.about.clause if wording.about else {}).items():
        field = answers.catalogue.field[name]
        said = [field.options[each] for each in answers.on_path.get(name, ()) if each in options]
        if said:
            printed.append(f"{field.label}: {', '.join(option.brief for option in said)}")
    return tuple(printed)
