"""How a list is filled, as the header of questions.yaml tells it, without the program's own functions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tests.proof.situation import comes, rule_fits, score, stage_of, voice_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from app.content import Catalogue
    from tests.proof.situation import Heard


def ranked(catalogue: Catalogue, heard: Heard) -> dict[str, int]:
    """Every question after the core that may be printed, with its score, the highest first."""
    wanted = "yes" in heard.silence["show_sensitive"]
    ties = catalogue.ranking.stages[stage_of(heard)].ties
    found = [
        (question, score(catalogue, question, heard))
        for question in catalogue.questions
        if question.topic != "core"
        and (wanted or not question.sensitive)
        and comes(catalogue, question, heard)
    ]
    found.sort(key=lambda each: (-each[1], ties.index(each[0].topic)))
    return {question.id: points for question, points in found}


def ticked_topics(catalogue: Catalogue, heard: Heard, fit: Collection[str]) -> list[tuple[str, ...]]:
    """Of each ticked topic for which a question fits, those that answer it, in the order of the form."""
    return [
        option.answered_by
        for name, field in catalogue.field.items()
        for option_id, option in field.options.items()
        if option_id in heard.said.get(name, ()) and set(option.answered_by) & set(fit)
    ]


def places(catalogue: Catalogue, heard: Heard, fit: Collection[str]) -> int | None:
    """How many questions the list may hold besides the core; None if as many as fit."""
    (length,) = heard.silence["length"]
    usual = {str(name): number for name, number in catalogue.ranking.lengths.items()}.get(length)
    for limited, by_voice in catalogue.ranking.stages[stage_of(heard)].places.items():
        if limited == length and usual is not None:
            fewer = {str(voice): number for voice, number in by_voice.items()}.get(voice_of(heard), usual)
            return min(usual, fewer + len(ticked_topics(catalogue, heard, fit)))
    return usual


@dataclass(frozen=True)
class Listing:
    """One list while it is filled: `out` are the questions that have given way."""

    catalogue: Catalogue
    heard: Heard
    scores: dict[str, int]
    number: int

    @cached_property
    def topics(self) -> list[tuple[str, ...]]:
        return ticked_topics(self.catalogue, self.heard, self.scores)

    def kept(self, served: Collection[Collection[str]]) -> list[str]:
        """Kept places, from the top: as many as leave room for the topics that none of them answers."""
        stage = self.catalogue.ranking.stages[stage_of(self.heard)]
        (length,) = self.heard.silence["length"]
        keep = {str(name): number for name, number in stage.keep.items()}.get(length, 0)
        names = [place.question for place in stage.kept if rule_fits(place.when, self.heard)]
        there = [name for name in names if name in self.scores][:keep]
        while len(there) + sum(not set(answered_by) & set(there) for answered_by in served) > self.number:
            there.pop()
        return there

    def filled(self, out: Collection[str]) -> tuple[list[str], list[str]]:
        """The questions of the list, in the order in which they got their places, and those kept."""
        most = 2 if "short" in self.heard.silence["length"] else self.number
        served = self.topics[: min(most, self.number)]
        kept = self.kept(served)
        names = list(kept)
        free = [name for name in self.scores if name not in out]
        for answered_by in served:
            can = [name for name in answered_by if name in free]
            if can and not set(can) & set(names):
                best = max(self.scores[name] for name in can)
                names.append(next(name for name in can if self.scores[name] == best))
        others = [name for name in free if name not in names]
        return [*names, *others[: max(0, self.number - len(names))]], kept

    def gives_way(self, names: Sequence[str], kept: Collection[str], out: Collection[str]) -> list[str]:
        """Who yields to another on the list, has no kept place and is not alone in answering a topic."""
        free = self.scores.keys() - set(out)
        return [
            name
            for name in names
            if set(self.catalogue.question[name].yields_to) & set(names)
            and name not in kept
            and not any(set(answered_by) & free == {name} for answered_by in self.topics)
        ]


def listed(catalogue: Catalogue, heard: Heard) -> list[str]:
    """The questions of the sheet: the core, then those with a place, by score."""
    core = [question.id for question in catalogue.questions if question.topic == "core"]
    scores = ranked(catalogue, heard)
    number = places(catalogue, heard, scores)
    if number is None:
        return [*core, *scores]
    listing = Listing(catalogue, heard, scores, number)
    out: list[str] = []
    while True:
        names, kept = listing.filled(out)
        gone = listing.gives_way(names, kept, out)
        if not gone:
            return [*core, *(name for name in scores if name in names)]
        out.append(gone[-1])
