"""The rules as the header of questions.yaml tells them, without the program's own functions."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.content import Catalogue, Clause, Field, Question, Rule, Wording
    from app.content.types import Counting
    from app.core.answers import OptionsByField

    View = Mapping[str, frozenset[str]]

SAYS_NOTHING = frozenset({"not_sure", "skip", "none", "other"})


@dataclass(frozen=True)
class Heard:
    """What was said, the same with what it implies, and the same with silence spelled out."""

    said: View
    implied: View
    silence: View

    def to(self, counts: Counting) -> View:
        return {"said": self.said, "implied": self.implied, "silence": self.silence}[counts]


def every_answer(field: Field) -> Iterator[tuple[str, ...]]:
    """Every answer that the form takes: silence, ticks up to the limit, an option that stands alone."""
    beside = [option for option in field.options if option not in field.exclusive]
    most = 1 if field.choose == "one" else field.at_most or len(beside)
    for count in range(most + 1):
        yield from combinations(beside, count)
    yield from ((option,) for option in field.exclusive)


def hears(catalogue: Catalogue, answers: OptionsByField) -> Heard:
    """A field on a step that the person never meets is silent."""
    heard = Heard({}, {}, _spelled_out(catalogue, {}))
    said: dict[str, frozenset[str]] = {}
    for step in catalogue.steps:
        if not any_fits(step.when.clauses, heard.silence):
            continue
        said |= {f.id: frozenset(answers[f.id]) for f in step.fields if answers.get(f.id)}
        implied = _with_implied(catalogue, said)
        heard = Heard(dict(said), implied, _spelled_out(catalogue, implied))
    return heard


def _spelled_out(catalogue: Catalogue, implied: View) -> View:
    silence = {name: frozenset({field.if_empty}) for name, field in catalogue.field.items() if field.if_empty}
    return {**silence, **implied}


def _with_implied(catalogue: Catalogue, said: View) -> View:
    """One real option in a field may speak for a field without any. The earlier field speaks first."""
    filled = dict(said)
    for name in catalogue.field:
        real = said.get(name, frozenset()) - SAYS_NOTHING
        for target, option in (
            catalogue.field[name].options[min(real)].implies.items() if len(real) == 1 else ()
        ):
            if not filled.get(target, frozenset()) - SAYS_NOTHING:
                filled[target] = frozenset({option})
    return filled


def clause_fits(clause: Clause, view: View) -> bool:
    return all(
        any(len(view.get(field, frozenset()) - SAYS_NOTHING) > 1 for field in options)
        if name == "at_least_two"
        else view.get(name, frozenset()) & set(options)
        for name, options in clause.items()
    )


def any_fits(clauses: Iterable[Clause], view: View) -> bool:
    return any(clause_fits(clause, view) for clause in clauses)


def rule_fits(rule: Rule, heard: Heard) -> bool:
    return any_fits(rule.clauses, heard.to(rule.counts))


def stage_of(heard: Heard) -> str:
    (stage,) = heard.silence["stage"]
    return stage


def voice_of(heard: Heard) -> str:
    return "patient" if "patient" in heard.silence["role"] else "caregiver"


def is_for(catalogue: Catalogue, wording: Wording, stage: str) -> bool:
    moment = next(name for name, stages in catalogue.moments.items() if stage in stages)
    return stage in wording.moments or moment in wording.moments


def place_of_wording(catalogue: Catalogue, question: Question, heard: Heard) -> int | None:
    """Which wording is asked, from 0: the first of the stage that fits, if it has the person's voice."""
    stage = stage_of(heard)
    for place, wording in enumerate(question.wordings):
        if is_for(catalogue, wording, stage) and rule_fits(wording.when, heard):
            return place if getattr(wording.ask, voice_of(heard)) else None
    return None


def comes(catalogue: Catalogue, question: Question, heard: Heard) -> bool:
    return rule_fits(question.when, heard) and place_of_wording(catalogue, question, heard) is not None


def score(catalogue: Catalogue, question: Question, heard: Heard) -> int:
    lifted = {
        field
        for line in question.lift.clauses
        if clause_fits(line, heard.implied)
        for name, options in line.items()
        for field in (options if name == "at_least_two" else (name,))
    }
    return (5 - question.priority) * 10 + sum(catalogue.field[name].weight for name in lifted)
