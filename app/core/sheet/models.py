from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from app.content import ALSO_ASK
from app.content.terms import stands_in
from app.core.sheet.items import Group
from app.core.sheet.situation import JOIN

if TYPE_CHECKING:
    import datetime as dt

    from app.content import Catalogue, Voice, Word
    from app.content.form import Length, Role
    from app.content.types import Paper, Size
    from app.core.answers import Answers
    from app.core.ranking import Selection
    from app.core.sheet.items import Item


WORDS = "words"  # the part that explains the words of the others
MOST_WORDS_UNDER_ONE_HEADING = 7  # more are not read


@dataclass(frozen=True)
class Sheet:
    """Everything that is on one person's sheet.

    The core is the first of `groups`, unless visits answered all of it. `head` are lines under the title.
    `parts` are ids, in the order of the catalogue; `drawn_parts` says where each stands. `columns` are the
    heads of the comparison. `second` is the same sheet in the second language of the paper, if it has one.
    """

    selection: Selection
    groups: tuple[Group, ...]
    head: tuple[str, ...]
    situation: tuple[str, ...]
    parts: tuple[str, ...]
    paper: Paper
    size: Size
    columns: tuple[str, ...]
    visit_date: dt.date | None
    visit_with: str
    stars: tuple[str, ...]
    second: Sheet | None = None

    @property
    def answers(self) -> Answers:
        return self.selection.answers

    @property
    def catalogue(self) -> Catalogue:
        return self.answers.catalogue

    @property
    def role(self) -> Role:
        return self.answers.role

    @property
    def voice(self) -> Voice:
        return self.answers.voice

    @property
    def length(self) -> Length:
        return self.answers.length

    @property
    def held_back(self) -> bool:
        """Whether the person asked not to see the sensitive questions."""
        return self.answers.refuses_sensitive

    @property
    def situation_line(self) -> str:
        """The situation as it is printed; "" if nothing was said."""
        return JOIN.join(self.situation)

    @cached_property
    def sections(self) -> tuple[Group, ...]:
        """The printed groups; on a short list all that may move stands under one heading."""
        printed = [replace(group, items=group.printed) for group in self.groups if group.printed]
        if self.length != "short":
            return tuple(printed)
        others = tuple(item for group in printed if not group.keeps_place for item in group.items)
        kept = (group for group in printed if group.keeps_place)
        return (*kept, *([Group(ALSO_ASK, others)] if others else ()))

    @property
    def decides(self) -> bool:
        """Whether the person has a decision ahead."""
        return self.answers.fit(self.catalogue.paper.decide_by)

    @cached_property
    def printed(self) -> tuple[Item, ...]:
        return tuple(item for group in self.groups for item in group.printed)

    @cached_property
    def _by_id(self) -> dict[str, Item]:
        return {item.id: item for item in self.printed}

    def item(self, name: str) -> Item:
        """Return a printed question. Raises KeyError."""
        return self._by_id[name]

    @cached_property
    def top(self) -> tuple[Item, ...]:
        """The starred questions that are printed, at most MAX_STARS, in the order of starring."""
        return tuple(self.item(name) for name in self.stars)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of printed questions that stand in these or in the situation, as they come up."""
        known, language = self.catalogue.word, self.catalogue.language
        found = [known[name] for name in self.catalogue.paper.words]
        texts = (
            (item.question.words, "\n".join((self.situation_line, *item.lines)))
            for item in self.printed
            if item.question
        )
        found += [
            known[name]
            for names, text in texts
            for name in names
            if stands_in(known[name].term, text, language)
        ]
        return tuple({word.id: word for word in found}.values())

    @property
    def printed_parts(self) -> tuple[str, ...]:
        """The parts that have something to say: where no word is explained, there is no list of words."""
        return tuple(name for name in self.parts if name != WORDS or self.words)

    def how_to_use(self, legend: str = "", *, hints: bool = True) -> str:
        """Return how to use the paper, where it explains more, and what it is for.

        `legend` is about its boxes, if they are not as the catalogue has them; `hints`: whether it has any.
        """
        paper = self.catalogue.paper
        pointers = (self.catalogue.parts[name].pointer for name in self.printed_parts)
        texts = (legend or paper.legend, paper.hints if hints else "", *pointers, paper.purpose)
        return " ".join(filter(None, texts))

    @cached_property
    def word_groups(self) -> tuple[tuple[str, tuple[Word, ...]], ...]:
        """The words under their headings; a short list of them stands under none."""
        if len(self.words) <= MOST_WORDS_UNDER_ONE_HEADING:
            return (("", self.words),)
        headings = [(None, ""), *self.catalogue.word_groups.items()]
        groups = ((title, tuple(w for w in self.words if w.group == group)) for group, title in headings)
        return tuple((title, words) for title, words in groups if words)

    def shows(self, box: str) -> bool:
        return self.answers.fit(getattr(self.catalogue.boxes, box).when)
