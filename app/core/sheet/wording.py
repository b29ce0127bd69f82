from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.reasons import facts_of
from app.core.sheet.models import Item

if TYPE_CHECKING:
    from app.content import Question
    from app.core.answers import Answers
    from app.core.reasons import Reason


class ItemBuilder:
    """Puts questions into the voice of one person and the time of their treatment."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.after_treatment = answers.fit(answers.catalogue.after_treatment.when)

    def can_add(self, question: Question) -> bool:
        """Whether the person can add this question: it is in their voice, and not held back."""
        held_back = question.sensitive and self.answers.show_sensitive == "no"
        return question.is_for(self.answers.role) and not held_back

    def item(self, question: Question, why: Reason) -> Item:
        after = self.after_treatment and question.after_treatment
        fill_in = question.fill_in
        return Item(
            origin=question,
            text=(after or question.ask).of(self.answers.role),
            reason=why,
            listen_for=(after or question).listen_for,
            fill_in=(fill_in.after if after else fill_in.before) if fill_in else (),
            about=self._about(question),
        )

    def _about(self, question: Question) -> tuple[str, ...]:
        """Return the person's own answers to print under a question, one line a field."""
        facts = facts_of(self.answers, question.about.clause) if question.about else []
        return tuple(f"{fact.label}: {', '.join(fact.said)}" for fact in facts if fact.said)
