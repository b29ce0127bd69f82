from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.answers import first_match
from app.core.reasons import Reason, facts_of
from app.core.sheet.models import Item

if TYPE_CHECKING:
    from app.content import Catalogue, Question
    from app.core.answers import Answers


class Writer:
    """Puts questions into the voice of the person and the time of the treatment.

    `said` are the answers that count, `full` the same with silence spelled out.
    """

    def __init__(self, catalogue: Catalogue, said: Answers, full: Answers) -> None:
        self.catalogue, self.said, self.full = catalogue, said, full
        self.role = full["role"][0]
        self.after = first_match(catalogue.after_treatment.when, full) is not None
        self.held_back = full["show_sensitive"] == ("no",)

    def may_have(self, question: Question) -> bool:
        """Whether the person can add this question: it is in their voice, and not held back."""
        return question.is_for(self.role) and not (question.sensitive and self.held_back)

    def item(self, question: Question, why: Reason) -> Item:
        after = self.after and question.after_treatment
        fill_in = question.fill_in
        about = facts_of(self.catalogue, question.about, self.said) if question.about else []
        return Item(
            id=question.id,
            topic=question.topic,
            name=question.name,
            text=(after or question.ask).of(self.role),
            reason=why,
            question=question,
            listen_for=(after or question).listen_for,
            fill_in=(fill_in.after if after else fill_in.before) if fill_in else (),
            about=tuple(f"{fact.label}: {', '.join(fact.said)}" for fact in about if fact.said),
        )
