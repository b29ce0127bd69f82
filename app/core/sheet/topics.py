"""Topics that a person ticked and that no question on their list answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.ranking import topics_of

if TYPE_CHECKING:
    from app.core.sheet.models import Sheet


@dataclass(frozen=True)
class UnansweredTopics:
    """Labels of topics, and how many others are `answered`.

    no_room    a question fits, and the list is too short for it
    sensitive  only sensitive questions fit; the person may tick them
    core       only a core question speaks of it
    none       no question fits at this moment
    """

    answered: int
    no_room: tuple[str, ...]
    sensitive: tuple[str, ...]
    core: tuple[str, ...]
    none: tuple[str, ...]


def unanswered_topics(sheet: Sheet) -> UnansweredTopics:
    """Sort the ticked topics that neither the list nor a visit answers by the reason."""
    answers = sheet.answers
    core = {question.id for question in sheet.catalogue.core}
    on_list = {item.id for group in sheet.groups for item in group.items} - core
    fit = {chosen.id: chosen.question for chosen in sheet.selection.fit if not chosen.is_core}
    found: dict[str, list[str]] = {"no_room": [], "sensitive": [], "core": [], "none": []}
    topics = topics_of(answers)
    heard = {*sheet.selection.answered}
    unanswered = {topic: by for topic, by in topics.items() if (on_list | heard).isdisjoint(by)}
    for (name, option), answered_by in unanswered.items():
        fitting_ones = [fit[each] for each in answered_by if each in fit]
        if any(map(answers.wants, fitting_ones)):
            kind = "no_room"
        elif fitting_ones:
            kind = "sensitive"
        else:
            kind = "none" if core.isdisjoint(answered_by) else "core"
        found[kind].append(sheet.catalogue.field[name].options[option].label)
    # Who asked not to see the sensitive questions is not reminded of them.
    return UnansweredTopics(
        answered=sum(not on_list.isdisjoint(by) for by in topics.values()),
        no_room=tuple(found["no_room"]),
        sensitive=() if sheet.held_back else tuple(found["sensitive"]),
        core=tuple(found["core"]),
        none=tuple(found["none"]),
    )
