"""What nobody can get, against a search through all answers to a tiny form."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.content.checks.reachability import reachability_issues
from app.content.possible import possible
from app.core.answers import Answers, as_said, fits
from app.core.selection import wording_of
from tests.unit.gardens import SMALL_DATA, field, made, question, steps, wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.content import Catalogue, Clause, Field, Issue
    from app.core.answers import OptionsByField

FIELDS = (
    field("kind", "x", "y", "not_sure", choose="one", if_empty="not_sure"),
    field("mood", "up", "down", choose="one"),
    field("herb", "p", "q", "r", "none", at_most=2, exclusive=["none"]),
)
LATER = field("tree", "s", "t", "u", "not_sure", if_empty="not_sure")
OPTIONS = {each["id"]: list(each["options"]) for each in (*FIELDS, LATER)}
SOME: tuple[Any, ...] = ("always", [{"herb": ["p"]}], [{"kind": ["x"]}, {"at_least_two": ["herb"]}])


@cache
def tiny(form: int, *, implies: bool = False) -> Catalogue:
    """A form whose third step is for some: nobody sees it before, and nothing else is on the way."""
    first, more, last = steps(*FIELDS)
    if implies:
        up = field("mood", "up", "down", choose="one", change={"up": {"implies": {"kind": "x", "tree": "s"}}})
        more = {**more, "fields": [FIELDS[0], up, FIELDS[2]]}
    later = {"id": "later", "title": "T", "intro": "I.", "fields": [LATER], "when": SOME[form]}
    role = {**first, "fields": first["fields"][:1]}
    stage = {**last, "fields": last["fields"][:1]}
    rest = {**last, "id": "length", "fields": last["fields"][1:]}
    return made(steps=[role, more, later, stage, rest])


def answers_to(each: Field) -> list[tuple[str, ...]]:
    """Every answer that a field takes, silence first."""
    sizes = range(3 if each.id == "herb" else 5) if each.choose == "many" else (0, 1)
    picked = [some for size in sizes for some in combinations(each.options, size)]
    return [some for some in picked if each.valid(some) == some]


@cache
def everybody(catalogue_of: tuple[int, bool]) -> list[Answers]:
    """Whoever fills in the tiny form, in every way."""
    form, implies = catalogue_of
    catalogue = tiny(form, implies=implies)
    names = ("role", "kind", "mood", "herb", "tree", "stage")
    ways = product(*(answers_to(catalogue.field[name]) for name in names))
    people = {str(sorted(a.counted.items())): a for a in (_one(catalogue, names, way) for way in ways)}
    return list(people.values())


def _one(catalogue: Catalogue, names: tuple[str, ...], way: tuple[tuple[str, ...], ...]) -> Answers:
    said: OptionsByField = dict(zip(names, way, strict=True))
    return Answers.of(catalogue, said)


def somebody_fits(people: list[Answers], needed: list[Clause], avoided: list[Clause]) -> bool:
    return any(
        all(fits(clause, as_said(each.counted)) for clause in needed)
        and not any(fits(clause, as_said(each.counted)) for clause in avoided)
        for each in people
    )


def options(name: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(OPTIONS[name]), min_size=1, max_size=3, unique=True).map(tuple)


two = st.sampled_from([("herb",), ("tree",), ("herb", "tree")])
clauses = st.fixed_dictionaries(
    {}, optional={**{name: options(name) for name in OPTIONS}, "at_least_two": two}
).filter(lambda clause: 0 < len(clause) < 4)
rules = st.one_of(st.just("always"), st.lists(clauses, min_size=1, max_size=2))
forms = st.sampled_from(range(len(SOME)))


@pytest.mark.slow
@settings(max_examples=200)
@given(forms, st.lists(clauses, max_size=3), st.lists(clauses, max_size=3))
def test_possible_is_what_somebody_can_say(form: int, needed: list[Clause], avoided: list[Clause]) -> None:
    people = everybody((form, False))
    assert possible(tiny(form), needed, avoided) == somebody_fits(people, needed, avoided)


@pytest.mark.slow
@settings(max_examples=100)
@given(forms, st.lists(clauses, max_size=3), st.lists(clauses, max_size=3))
def test_implied_answers_are_never_overlooked(form: int, needed: list[Clause], avoided: list[Clause]) -> None:
    if somebody_fits(everybody((form, True)), needed, avoided):
        assert possible(tiny(form, implies=True), needed, avoided)


asks = st.sampled_from([{"patient": "P?", "caregiver": "C?"}, {"caregiver": "C?"}, {"patient": "P?"}])
moments = st.sampled_from([("growing",), ("resting",), ("growing", "resting"), ("winter",)])
wordings = st.builds(lambda at, when, ask: wording(*at, when=when, ask=ask), moments, rules, asks)


@pytest.mark.slow
@settings(max_examples=100)
@given(forms, rules, st.lists(wordings, min_size=1, max_size=3))
def test_wordings_nobody_gets_are_found(form: int, when: Any, some: list[dict[str, Any]]) -> None:
    asked = tiny(form).model_copy(update={"questions": made(
        questions=[question("q", when=when, wordings=some)]).questions})  # fmt: skip
    (only,) = asked.questions
    everyone = (replace(each, catalogue=asked) for each in everybody((form, False)))
    people = [each for each in everyone if each.fit(only.when)]
    issues = list(reachability_issues(asked))
    assert bool(people) == all(issue.path[-1] != "when" for issue in issues)
    got = {id(found) for each in people if (found := wording_of(each, only))}
    unseen = [number for number, each in enumerate(only.wordings) if id(each) not in got]
    assert [issue.path[-1] for issue in of_wordings(issues)] == (unseen if people else [])


def of_wordings(issues: Iterable[Issue]) -> list[Issue]:
    return [issue for issue in issues if "wordings" in issue.path]


def messages(*some: dict[str, Any], when: Any = "always") -> list[str]:
    catalogue = made(questions=[question("q", wordings=some, when=when)])
    return [issue.message for issue in of_wordings(reachability_issues(catalogue))]


HIDDEN, NOBODY = "an earlier wording always fits first", "nobody can get this wording"


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("always", "always", [HIDDEN]),
        ([{"plants": ["roses"]}], "always", []),
        ([{"stage": ["summer", "winter"]}], "always", [HIDDEN]),
        ([{"stage": ["summer"]}, {"stage": ["winter"]}], "always", [HIDDEN]),
        ([{"stage": ["summer"]}], [{"stage": ["summer"]}], [HIDDEN]),
        ([{"plants": ["roses"]}], [{"plants": ["roses"], "role": ["caregiver"]}], [HIDDEN]),
        ([{"plants": ["roses"], "role": ["caregiver"]}], [{"plants": ["roses"]}], []),
        ([{"plants": ["roses", "herbs", "trees", "none"]}], "always", []),  # silence is not_sure
        ([{"plants": ["roses", "herbs", "trees", "none", "not_sure"]}], "always", [HIDDEN]),
        ([{"soil": ["sand", "clay", "skip"]}], "always", []),  # silence is nothing
        ([{"at_least_two": ["plants"]}], [{"plants": ["roses"]}], []),
        ([{"plants": ["roses"]}], [{"at_least_two": ["plants"], "role": ["patient"]}], []),
        ([{"plants": ["roses"]}, {"plants": ["herbs"]}], [{"at_least_two": ["plants"]}], [HIDDEN]),
        ("always", [{"plants": ["none"], "soil": ["clay"]}], [NOBODY]),
        ("always", [{"plants": ["none"], "at_least_two": ["plants"]}], [NOBODY]),
    ],
)  # fmt: skip
def test_second_wording_is_judged(first: Any, second: Any, found: list[str]) -> None:
    assert messages(wording(when=first), wording(when=second)) == found


def test_question_and_wording_must_fit_together() -> None:
    some = wording(when=[{"soil": ["clay"]}]), wording()
    assert messages(*some, when=[{"plants": ["herbs"]}]) == []  # roses and herbs, then clay
    assert messages(*some, when=[{"plants": ["none"]}]) == [NOBODY]


def test_voice_without_a_text_hides_and_reaches() -> None:
    only = {"caregiver": "C?"}
    assert messages(wording(ask=only), wording()) == []
    assert messages(wording(ask=only), wording(ask=only)) == [HIDDEN]
    assert messages(wording(ask=only), wording(ask={"patient": "P?"}), wording()) == [HIDDEN]
    assert messages(wording(ask=only, when=[{"role": ["patient"]}]), wording()) == [NOBODY]


@pytest.mark.parametrize("clause", [{"gone": ["x"]}, {"plants": ["gone"]}, {"at_least_two": ["gone"]}])
def test_unknown_names_are_left_to_their_check(clause: dict[str, list[str]]) -> None:
    assert messages(wording(when=[clause]), wording()) == []
    assert list(reachability_issues(made(questions=[question("q", when=[clause])]))) == []


def test_real_steps_and_options_decide() -> None:
    assert possible(made(), [{"plants": ("roses",)}, {"plants": ("herbs",)}])
    assert not possible(made(), [{"plants": ("roses",)}, {"plants": ("herbs",)}, {"plants": ("trees",)}])
    assert SMALL_DATA["steps"][0]["fields"][1]["at_most"] == 2
