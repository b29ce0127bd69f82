"""Whether anybody can give answers that fit some clauses and none of some others."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING

from app.content.form import ROLE, STAGE, informative
from app.content.types import AT_LEAST_TWO, fields_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from app.content.form import Field, Step
    from app.content.models import Catalogue
    from app.content.questions import Question, Wording
    from app.content.types import Clause, Rule
    from app.content.voices import Voice


def reachable(catalogue: Catalogue, rule: Rule) -> bool:
    """Whether a rule fits somebody."""
    return any(possible(catalogue, [clause]) for clause in rule.clauses)


def wording_possible(
    catalogue: Catalogue, question: Question, wording: Wording, at: Clause, avoided: Sequence[Clause] = ()
) -> bool:
    """Whether somebody fits `at`, a question and its wording, and none of the avoided clauses."""
    return any(
        possible(catalogue, (at, asked, worded), avoided)
        for asked, worded in product(question.when.clauses, wording.when.clauses)
    )


def with_voice(catalogue: Catalogue, voice: Voice, stages: tuple[str, ...]) -> Clause:
    """Return the clause of those who speak in a voice at one of some stages."""
    return {STAGE: stages, ROLE: catalogue.roles_of(voice)}


def possible(catalogue: Catalogue, needed: Sequence[Clause], avoided: Sequence[Clause] = ()) -> bool:
    """Whether some answers, silence included, fit all needed clauses and none of the avoided.

    An implied answer is taken as one that may stand in its field whatever else was said. So "no" is always
    right, and "yes" may be wrong where a rule asks for an answer together with what it implies otherwise.
    Names that do not exist are left out of it: the check of references reports them.
    """
    return _Search(catalogue).on_paths(
        catalogue.steps,
        [_known_part(catalogue, clause) for clause in needed],
        [clause for clause in avoided
         if all(_exists(catalogue, name, options) for name, options in clause.items())],
        frozenset(),
    )  # fmt: skip


def _known_part(catalogue: Catalogue, clause: Clause) -> Clause:
    return {name: options for name, options in clause.items() if _exists(catalogue, name, options)}


def _exists(catalogue: Catalogue, name: str, options: Sequence[str]) -> bool:
    known: Collection[str] = catalogue.field
    if name != AT_LEAST_TWO:
        known = catalogue.field[name].options if name in catalogue.field else ()
    return all(option in known for option in options)


class _Search:
    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue, self.field = catalogue, catalogue.field
        self.implied: dict[str, set[str]] = {}
        for field in catalogue.field.values():
            for option in field.options.values():
                for target, value in option.implies.items():
                    self.implied.setdefault(target, set()).add(value)

    def on_paths(
        self,
        steps: Sequence[Step],
        needed: Sequence[Clause],
        avoided: Sequence[Clause],
        skipped: frozenset[str],
    ) -> bool:
        """Go back through the steps: one with a rule is on the path, or its fields are left open."""
        if not steps:
            return self.avoiding(needed, avoided, {}, skipped)
        *earlier, step = steps
        names = {field.id for field in step.fields}
        if step.when.is_for_everyone or names.isdisjoint(_named((*needed, *avoided))):
            return self.on_paths(earlier, needed, avoided, skipped)
        # What a later answer implies may replace what a step's rule was held against: that is left out.
        on = [
            {
                name: said
                for name, said in _known_part(self.catalogue, clause).items()
                if name not in self.implied
            }
            for clause in step.when.clauses
        ]
        return any(
            self.on_paths(earlier, (*needed, clause), avoided, skipped) for clause in on
        ) or self.on_paths(earlier, needed, avoided, skipped | names)

    def avoiding(
        self,
        needed: Sequence[Clause],
        avoided: Sequence[Clause],
        banned: Mapping[str, frozenset[str]],
        skipped: frozenset[str],
    ) -> bool:
        """Try each field of each avoided clause in turn: one of them has none of the clause's options."""
        if not self.answerable(needed, banned, skipped):
            return False
        if not avoided:
            return True
        clause, *rest = avoided
        return any(
            self.avoiding(
                needed, rest, {**banned, name: banned.get(name, frozenset()) | set(options)}, skipped
            )
            for name, options in clause.items()
        )

    def answerable(
        self, needed: Sequence[Clause], banned: Mapping[str, frozenset[str]], skipped: frozenset[str]
    ) -> bool:
        """Whether each field has an answer with what is needed and without what is banned."""
        several = [clause[AT_LEAST_TWO] for clause in needed if AT_LEAST_TWO in clause]
        names = {*_named(needed), *banned, *banned.get(AT_LEAST_TWO, ())} - {AT_LEAST_TWO}
        return any(
            all(
                self.has_answer(_Asked.of(self.field[name], needed, banned, two), said=name not in skipped)
                for name in names
            )
            for two in product(*several)
        )

    def has_answer(self, asked: _Asked, *, said: bool) -> bool:
        """Whether a field has a fitting answer, be it silence or implied; `said` allows one that is given."""
        field = asked.field
        silence = {field.if_empty} if field.if_empty else set[str]()
        unsaid = (silence, *({option} for option in self.implied.get(field.id, ())))
        return any(map(asked.fits, unsaid)) or (said and any(map(asked.fits, asked.smallest())))


def _named(clauses: Sequence[Clause]) -> set[str]:
    return {name for clause in clauses for name in fields_of(clause)}


@dataclass(frozen=True)
class _Asked:
    """What an answer in one field must be like.

    wanted  it has one of each of these options      banned  it has none of these
    least, most  how many real options it has
    """

    field: Field
    wanted: tuple[tuple[str, ...], ...]
    banned: frozenset[str]
    least: int
    most: int

    @classmethod
    def of(
        cls,
        field: Field,
        needed: Sequence[Clause],
        banned: Mapping[str, frozenset[str]],
        two: Sequence[str],
    ) -> _Asked:
        return cls(
            field,
            tuple(clause[field.id] for clause in needed if field.id in clause),
            banned.get(field.id, frozenset()),
            2 if field.id in two else 0,
            1 if field.id in banned.get(AT_LEAST_TWO, ()) else len(field.options),
        )

    def fits(self, answer: set[str]) -> bool:
        return (
            all(not answer.isdisjoint(options) for options in self.wanted)
            and answer.isdisjoint(self.banned)
            and self.least <= len(informative(tuple(answer))) <= self.most
        )

    def smallest(self) -> Iterator[set[str]]:
        """Yield valid answers with one of each wanted options, among them all that have no needless one."""
        for picked in product(*self.wanted):
            for more in range(max(self.least, 1) + 1):
                for others in combinations(self.field.options, more):
                    answer = {*picked, *others}
                    if answer and set(self.field.valid(tuple(answer))) == answer:
                        yield answer
