"""How a list is filled: kept places, ticked topics, scores, ties, and who gives way to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.answers import Answers
from app.core.exclusions import excluded
from app.core.ranking import Selection, select, topics_of
from app.core.selection import allowed, fitting
from app.review.steps import LetIn, let_in
from tests.catalogues import journey, small
from tests.unit.answers import answers, junk
from tests.unit.gardens import field, made, question, ranking, steps, wording

if TYPE_CHECKING:
    from app.content import Catalogue
    from app.core.answers import OptionsByField
    from app.core.exclusions import Excluded

CORE = question("core", topic="core")
MEDIUM, FULL = {"length": ("medium",)}, {"length": ("full",)}


def garden(*questions: dict[str, Any], fields: tuple[dict[str, Any], ...] = (), **rules: Any) -> Catalogue:
    return made(questions=[CORE, *questions], steps=steps(*fields), ranking=ranking(**rules))


def listed(catalogue: Catalogue, **said: tuple[str, ...]) -> list[str]:
    """Return what is on the list besides the core, by score."""
    core, *others = select(Answers.of(catalogue, said))
    assert (core.id, core.step) == ("core", "core")
    return [each.id for each in others]


def step_of(catalogue: Catalogue, **said: tuple[str, ...]) -> dict[str, str]:
    return {each.id: str(each.step) for each in select(Answers.of(catalogue, said)) if not each.is_core}


def some(*names: str, **more: Any) -> list[dict[str, Any]]:
    return [question(name, **more) for name in names]


TICKS = field(
    "ticks", "one", "two", "three", "idle",
    change={"one": {"answered_by": ["a"]}, "two": {"answered_by": ["b"]}, "three": {"answered_by": ["c"]}},
)  # fmt: skip
A_TO_C = [question(name, priority=4) for name in "abc"]
TICKED_ALL: OptionsByField = {"ticks": ("three", "two", "one")}


def test_kept_places_come_in_their_order() -> None:
    kept = [{"question": name} for name in ("c", "gone", "b", "a")]
    catalogue = garden(*A_TO_C, *some("x", "y"), kept=kept, keep={"short": 1, "medium": 2})
    assert step_of(catalogue) == {"c": "kept", "x": "score"}
    assert step_of(catalogue, length=("medium",)) == {"c": "kept", "b": "kept", "x": "score", "y": "score"}


def test_kept_places_are_those_of_the_stage() -> None:
    stages: dict[str, Any] = {
        "summer": {"kept": [{"question": "a"}]},
        "winter": {"kept": [{"question": "b"}]},
    }
    catalogue = garden(*A_TO_C, *some("x", "y"), keep={"short": 1}, **stages)
    assert listed(catalogue) == ["x", "a"]
    assert listed(catalogue, stage=("winter",)) == ["x", "b"]


def test_kept_place_is_for_whom_its_rule_fits() -> None:
    kept = [{"question": "a", "when": [{"plants": ["roses"]}]}, {"question": "b"}]
    catalogue = garden(*A_TO_C, *some("x", "y"), kept=kept, keep={"short": 1})
    assert listed(catalogue, plants=("roses",)) == ["x", "a"]
    assert listed(catalogue) == ["x", "b"]


def test_no_kept_place_without_a_number() -> None:
    assert listed(garden(*A_TO_C, *some("x", "y"), kept=[{"question": "a"}])) == ["x", "y"]


def test_ticked_topic_goes_before_a_kept_place() -> None:
    kept = [{"question": "x"}, {"question": "y"}]
    catalogue = garden(*A_TO_C, *some("x", "y", "z"), fields=(TICKS,), kept=kept, keep={"short": 2})
    assert listed(catalogue, ticks=("idle",)) == ["x", "y"]
    assert step_of(catalogue, ticks=("one",)) == {"x": "kept", "a": "topic"}
    assert step_of(catalogue, ticks=("one", "two")) == {"a": "topic", "b": "topic"}


def test_topic_of_a_kept_question_frees_its_place() -> None:
    kept = [{"question": "a"}, {"question": "x"}]
    catalogue = garden(*A_TO_C, *some("x", "y"), fields=(TICKS,), kept=kept, keep={"short": 2})
    assert step_of(catalogue, ticks=("one",)) == {"x": "kept", "a": "kept"}
    assert step_of(catalogue, ticks=("one", "two")) == {"a": "kept", "b": "topic"}


def test_question_kept_twice_has_one_place() -> None:
    kept = [{"question": "a", "when": [{"plants": ["roses"]}]}, {"question": "a"}, {"question": "x"}]
    catalogue = garden(*A_TO_C, *some("x", "y"), kept=kept, keep={"short": 2})
    for plants, place in (("roses", 1), ("herbs", 2)):
        person = Answers.of(catalogue, {"plants": (plants,)})
        assert {each.id: each.step for each in select(person)} == {"core": "core", "x": "kept", "a": "kept"}
        (chosen,) = [each for each in select(person) if each.id == "a"]
        assert let_in(person, chosen) == LetIn("kept", place)


def test_full_list_lets_all_in_by_no_place() -> None:
    person = Answers.of(garden(*some("a", "b")), FULL)
    assert [each.step for each in select(person)] == ["core", "full", "full"]
    assert {each.step for each in fitting(person)} == {None}


def test_short_has_two_topics_and_medium_has_all() -> None:
    catalogue = garden(*A_TO_C, *some("x", "y", "z"), fields=(TICKS,), lengths={"short": 3, "medium": 4})
    assert step_of(catalogue, **TICKED_ALL) == {"x": "score", "a": "topic", "b": "topic"}
    medium = step_of(catalogue, **TICKED_ALL, **MEDIUM)
    assert medium == {"x": "score", "a": "topic", "b": "topic", "c": "topic"}


def test_more_topics_than_places_do_not_lengthen() -> None:
    catalogue = garden(*A_TO_C, fields=(TICKS,), lengths={"short": 1, "medium": 2})
    assert listed(catalogue, **TICKED_ALL) == ["a"]
    assert listed(catalogue, **TICKED_ALL, **MEDIUM) == ["a", "b"]


def test_topic_takes_its_best_answer() -> None:
    ticks = field("ticks", "one", "two", change={"one": {"answered_by": ["gone", "b", "a", "c"]}})
    questions = [question("a", priority=4), question("b", priority=4), question("c", priority=4)]
    catalogue = garden(*questions, *some("x", "y"), fields=(ticks,))
    assert listed(catalogue, ticks=("one",)) == ["x", "b"]  # of equal scores the first that is named
    better = [{**questions[2], "lift": [{"plants": ["roses"]}]}]
    catalogue = garden(*questions[:2], *better, *some("x", "y"), fields=(ticks,))
    assert listed(catalogue, ticks=("one",), plants=("roses",)) == ["x", "c"]


def test_topic_that_is_answered_takes_no_place() -> None:
    catalogue = garden(*A_TO_C, *some("x"), fields=(TICKS,), kept=[{"question": "a"}], keep={"short": 1})
    assert step_of(catalogue, ticks=("one",)) == {"a": "kept", "x": "score"}


def test_only_what_was_ticked_is_a_topic() -> None:
    silent = {**TICKS, "if_empty": "one"}
    implying = field("why", "so", "too", change={"so": {"implies": {"ticks": "one"}}})
    catalogue = garden(*A_TO_C, *some("x", "y"), fields=(silent, implying))
    assert listed(catalogue) == listed(catalogue, why=("so",)) == ["x", "y"]
    assert topics_of(Answers.of(catalogue, {"ticks": ("one",)})) == {("ticks", "one"): ("a",)}


def test_ties_follow_the_order_of_topics() -> None:
    questions = [question("a", topic="place"), question("b"), question("c", topic="place"), question("d")]
    catalogue = garden(*questions, winter={"ties": ["place", "care"]})
    assert listed(catalogue, **MEDIUM) == ["b", "d", "a", "c"]
    assert listed(catalogue, **MEDIUM, stage=("winter",)) == ["a", "c", "b", "d"]


def test_priority_and_lifts_make_the_score() -> None:
    questions = [question("a", priority=2), question("b", lift=[{"plants": ["roses"]}, {"soil": ["clay"]}])]
    catalogue = made(questions=[CORE, *questions], ranking=ranking())
    scores = {
        each.id: each.score
        for each in fitting(Answers.of(catalogue, {"plants": ("roses",), "soil": ("clay",)}))
    }
    assert scores == {"core": 20, "a": 30, "b": 20 + 8 + 16}


def test_field_lifts_once() -> None:
    lift = [{"plants": ["roses"]}, {"plants": ["herbs"]}]
    catalogue = garden(question("a", lift=lift))
    _core, chosen = fitting(Answers.of(catalogue, {"plants": ("roses", "herbs")}))
    assert (chosen.score, len(chosen.lifts)) == (28, 2)


def test_silence_never_lifts_and_implied_answers_do() -> None:
    kind = field("kind", "own", "donor", choose="one", if_empty="own")
    product = field("product", "named", "new", choose="one", change={"named": {"implies": {"kind": "own"}}})
    catalogue = garden(*some("x"), question("a", lift=[{"kind": ["own"]}]), fields=(kind, product))
    assert listed(catalogue) == ["x", "a"]
    assert listed(catalogue, kind=("own",)) == ["a", "x"]
    assert listed(catalogue, product=("named",)) == ["a", "x"]
    assert listed(catalogue, product=("named",), kind=("donor",)) == ["x", "a"]


def test_two_lift_by_the_weight_of_their_field() -> None:
    two = [{"at_least_two": ["ticks"]}]
    catalogue = garden(*some("x"), question("a", lift=two), fields=(field("ticks", "p", "q", "none"),))
    assert listed(catalogue, ticks=("p", "q")) == ["a", "x"]
    assert listed(catalogue, ticks=("p",)) == listed(catalogue, ticks=("p", "none")) == ["x", "a"]


# Who gives way


def test_what_yields_leaves_its_place_to_the_next() -> None:
    catalogue = garden(question("a", yields_to=["b"]), *some("b", "c", "d"))
    assert listed(catalogue) == ["b", "c"]
    assert listed(catalogue, **MEDIUM) == ["b", "c", "d"]
    assert listed(catalogue, **FULL) == ["a", "b", "c", "d"]


def test_nothing_yields_to_what_is_not_on_the_list() -> None:
    low = question("b", priority=4)
    assert listed(garden(question("a", yields_to=["b"]), low, *some("c"))) == ["a", "c"]
    not_fitting = question("b", when=[{"plants": ["roses"]}])
    assert listed(garden(question("a", yields_to=["b"]), not_fitting, *some("c"))) == ["a", "c"]


def test_kept_question_does_not_yield() -> None:
    questions = [question("a", yields_to=["b"]), *some("b", "c")]
    assert listed(garden(*questions, kept=[{"question": "a"}], keep={"short": 1})) == ["a", "b"]


def test_only_answer_to_a_topic_does_not_yield() -> None:
    questions = [question("a", yields_to=["b"]), *some("b", "c")]
    catalogue = garden(*questions, fields=(TICKS,))
    assert listed(catalogue, ticks=("idle",)) == ["b", "c"]
    assert listed(catalogue, ticks=("one",)) == ["a", "b"]


def test_one_of_two_answers_to_a_topic_yields() -> None:
    ticks = field("ticks", "one", "two", change={"one": {"answered_by": ["a", "c"]}})
    questions = [question("a", priority=2, yields_to=["b"]), *some("b"), question("c", priority=4)]
    catalogue = garden(*questions, *some("d"), fields=(ticks,))
    assert step_of(catalogue, ticks=("one",)) == {"b": "score", "c": "topic"}


def test_two_that_yield_to_each_other_leave_one() -> None:
    pair = [question("a", yields_to=["b"]), question("b", yields_to=["a"])]
    assert listed(garden(*pair, *some("c"))) == ["a", "c"]


# Fewer places


def test_stage_may_have_fewer_places_by_voice() -> None:
    places = {"medium": {"patient": 1, "caregiver": 2}}
    catalogue = garden(*A_TO_C, *some("x", "y"), fields=(TICKS,), winter={"places": places})
    winter: OptionsByField = {"stage": ("winter",), **MEDIUM}
    assert len(listed(catalogue, **MEDIUM)) == 4
    assert listed(catalogue, **winter) == ["x"]
    assert listed(catalogue, **winter, role=("caregiver",)) == ["x", "y"]
    assert len(listed(catalogue, **{**winter, "length": ("short",)})) == 2
    assert len(listed(catalogue, **{**winter, "length": ("full",)})) == 5


def test_each_ticked_topic_adds_a_place() -> None:
    places = {"medium": {"patient": 1}}
    catalogue = garden(*A_TO_C, *some("x", "y"), fields=(TICKS,), places=places)
    assert listed(catalogue, **MEDIUM, ticks=("one", "two")) == ["x", "a", "b"]
    many = garden(*A_TO_C, *some("x", "y"), fields=(TICKS,), places={"medium": {"patient": 3}})
    assert len(listed(many, **MEDIUM, **TICKED_ALL)) == 4  # never more than the length has


# Why a question is not on a list


def all_excluded(catalogue: Catalogue, **said: tuple[str, ...]) -> tuple[Excluded, ...]:
    return excluded(Selection.of(Answers.of(catalogue, said)))


def left_out(catalogue: Catalogue, **said: tuple[str, ...]) -> dict[str, tuple[str, str, int]]:
    return {
        each.question.id: (each.why, each.note or each.gives_way_to, each.score)
        for each in all_excluded(catalogue, **said)
    }


def test_exclusions_name_each_step() -> None:
    catalogue = garden(
        question("rule", when=[{"plants": ["roses"]}]),
        question("moment", wordings=[wording("resting")], not_asked={"growing": "too early"}),
        question("stage", wordings=[wording("resting")], not_asked={"summer": "too hot", "growing": "no"}),
        question("wording", wordings=[wording(when=[{"plants": ["roses"]}])]),
        question("voice", wordings=[wording(ask={"caregiver": "C?"})]),
        question("sensitive", sensitive=True),
        question("yields", yields_to=["on"]),
        *some("on", "too", "low"),
    )
    assert listed(catalogue) == ["on", "too"]
    assert left_out(catalogue) == {
        "rule": ("rule", "", 0),
        "moment": ("moment", "too early", 0),
        "stage": ("moment", "too hot", 0),
        "wording": ("wording", "", 0),
        "voice": ("voice", "", 0),
        "sensitive": ("sensitive", "", 0),
        "yields": ("yields", "on", 0),
        "low": ("score", "", 20),
    }


def test_exclusion_says_what_is_still_needed() -> None:
    catalogue = garden(
        question("rule", when=[{"plants": ["roses"], "stage": ["winter"]}, {"soil": ["clay"]}]),
        question("wording", wordings=[wording(when=[{"plants": ["roses"], "stage": ["summer"]}])]),
    )
    needed = {each.question.id: each.still_needed for each in all_excluded(catalogue)}
    assert needed == {"rule": {"soil": ("clay",)}, "wording": {"plants": ("roses",)}}


# What holds for all answers

BOTH = [small(), journey()]


@pytest.mark.parametrize("catalogue", BOTH, ids=["small", "journey"])
@given(data=st.data())
def test_list_is_never_longer_than_its_places(catalogue: Catalogue, data: st.DataObject) -> None:
    said = data.draw(st.one_of(answers(catalogue), junk(catalogue)))
    for length, places in catalogue.ranking.lengths.items():
        others = Answers.of(catalogue, {**said, "length": (length,)})
        chosen = select(others)
        assert len(chosen) == min(len(catalogue.core) + places, len(allowed(others, fitting(others))))
        assert {each.id for each in chosen} <= {each.id for each in fitting(others)}


@pytest.mark.parametrize("catalogue", BOTH, ids=["small", "journey"])
@given(data=st.data())
def test_ticked_topics_that_fit_are_on_the_list(catalogue: Catalogue, data: st.DataObject) -> None:
    said = data.draw(answers(catalogue))
    for length, most in (("short", 2), ("medium", 9)):
        person = Answers.of(catalogue, {**said, "length": (length,)})
        fit = {each.id for each in allowed(person, fitting(person))}
        on_list = {each.id for each in select(person)}
        for answered_by in list(topics_of(person).values())[:most]:
            assert on_list & set(answered_by) or not fit & set(answered_by)


@pytest.mark.parametrize("catalogue", BOTH, ids=["small", "journey"])
@given(data=st.data())
def test_each_question_is_listed_or_excluded(catalogue: Catalogue, data: st.DataObject) -> None:
    person = Answers.of(catalogue, data.draw(answers(catalogue)))
    fit = {each.id for each in fitting(person)}
    on_list = {each.id for each in select(person)}
    out = {each.question.id: each.why for each in excluded(Selection.of(person))}
    assert on_list.isdisjoint(out)
    assert on_list | out.keys() == set(catalogue.question)
    assert {name for name, why in out.items() if why in {"sensitive", "yields", "score"}} == fit - on_list


@given(
    st.lists(st.integers(1, 4), min_size=5, max_size=7),
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=5),
    st.sets(st.integers(0, 4), max_size=2),
    st.sets(st.sampled_from(["one", "two", "three"])),
    st.sampled_from(["short", "medium"]),
)
def test_no_two_that_ask_the_same_are_listed(
    priorities: list[int], yields: list[tuple[int, int]], kept: set[int], ticked: set[str], length: str
) -> None:
    names = "abcdefg"
    questions = [
        question(names[n], priority=priority, yields_to=sorted({names[b] for a, b in yields if a == n != b}))
        for n, priority in enumerate(priorities)
    ]
    places = [{"question": names[n]} for n in sorted(kept)]
    catalogue = garden(*questions, fields=(TICKS,), kept=places, keep={"short": 1, "medium": 2})
    said: OptionsByField = {"ticks": tuple(sorted(ticked)), "length": (length,)}
    steps_in = step_of(catalogue, **said)
    alone = {name for (_, tick), (name,) in topics_of(Answers.of(catalogue, said)).items() if tick in ticked}
    for name, step in steps_in.items():
        if step != "kept" and name not in alone:
            assert steps_in.keys().isdisjoint(catalogue.question[name].yields_to)
    assert len(steps_in) <= catalogue.ranking.lengths["short" if length == "short" else "medium"]
