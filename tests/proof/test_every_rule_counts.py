"""Every small change of a rule is seen: somebody in who_gets_what.txt or a worked person gets other things.

To see what this finds, read `mutants`: 2,500 catalogues, each with one thing changed.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.proof.catalogues import REAL
from tests.proof.mutants import CatalogueMutant, of_fields, of_questions, of_the_paper
from tests.proof.notice import Witness, all_who_could_notice
from tests.proof.table import FILE, people_of, table
from tests.proof.witnesses import those_who_say_one_thing
from tools.walk.people import load_people

if TYPE_CHECKING:
    from tests.proof.notice import Mutant

NOT_WITH_THAT = "the question does not come to people with that answer, so it cannot be lifted by it"
OTHER_CLAUSE = "another clause says so already"
HAS_NO_WORDING = "there is no wording for patients, which keeps them away in any case"
NEVER_COMES = "the question with the kept place does not come at that time"

UNSEEN = {
    "gvhd-risk-and-donor-tests: lift, clause 2: cell_source also own": NOT_WITH_THAT,
    "gvhd-after-transplant: lift, clause 1: past_tx also *": NOT_WITH_THAT,
    "how-long-cells-last: when, clause 1: without therapy": "every answer fits, and so does silence",
    "long-term-follow-up: lift, clause 2: stage also *": NOT_WITH_THAT,
    "health-problems: lift, clause 1: conditions also *": NOT_WITH_THAT,
    "brain-history: lift, clause 1: conditions also *": NOT_WITH_THAT,
    "steroids-timing: lift, clause 1: current_meds also *": NOT_WITH_THAT,
    "bridging: lift, clause 2: stage also *": NOT_WITH_THAT,
    "interpreter-and-access: lift, clause 1: practical also *": NOT_WITH_THAT,
    "shared-care: lift, clause 2: stage also *": NOT_WITH_THAT,
    "cg-own-health: *: without role": HAS_NO_WORDING,
    "cg-own-health: *: role also patient": HAS_NO_WORDING,
    "cg-work-and-money: *: without role": HAS_NO_WORDING,
    "cg-work-and-money: *: role also patient": HAS_NO_WORDING,
    "box check_clinic, clause 2: setting also *": OTHER_CLAUSE,
    "part tell_team, default, clause 2: without length": OTHER_CLAUSE,
    "part tell_team, default, clause 2: length also *": OTHER_CLAUSE,
    "part warning_card, default, clause 1: length also full": OTHER_CLAUSE,
    "part check_clinic, default, clause 2: setting also *": OTHER_CLAUSE,
    "kept place of goal-of-treatment, clause 1: stage also *": NEVER_COMES,
}
"""Changes that nobody can notice, whatever they answer."""

TEXT = FILE.read_text(encoding="utf-8")
PEOPLE = people_of(TEXT)
WORKED = [Witness(person.answers) for person in load_people().people.values()]
MUTANTS: dict[str, list[Mutant]] = {
    "questions": list(of_questions(REAL)),
    "paper": list(of_the_paper(REAL)),
    "fields": list(of_fields(REAL)),
}


@cache
def unseen(kind: str) -> list[Mutant]:
    return [
        mutant for mutant in MUTANTS[kind] if not any(each.notices(mutant) for each in (*PEOPLE, *WORKED))
    ]


def listed(mutant: Mutant) -> bool:
    return any(fnmatchcase(mutant.what, pattern) for pattern in UNSEEN)


def test_the_table_says_what_the_rules_say_now() -> None:
    assert "\n".join(table(PEOPLE)) + "\n" == TEXT, "see its first line"


def test_the_table_has_everybody_who_says_one_thing() -> None:
    answers = [person.answers for person in PEOPLE]
    assert all(witness.answers in answers for witness in those_who_say_one_thing())


@pytest.mark.parametrize("kind", MUTANTS)
def test_somebody_notices_every_change(kind: str) -> None:
    missed = unseen(kind)
    assert [mutant.what for mutant in missed if not listed(mutant)] == []


def test_what_is_listed_as_unseen_is_a_change_that_nobody_at_all_can_notice() -> None:
    missed = [mutant for kind in MUTANTS for mutant in unseen(kind)]
    for mutant in missed:
        assert not isinstance(mutant, CatalogueMutant), mutant.what
        assert not any(each.notices(mutant) for each in all_who_could_notice(mutant)), mutant.what
    for pattern in UNSEEN:
        assert any(fnmatchcase(mutant.what, pattern) for mutant in missed), pattern
