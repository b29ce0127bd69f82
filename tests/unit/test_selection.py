from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.answers import Answers, OptionsByField
from app.core.ranking import select
from app.core.selection import fitting, in_full, wording_of
from tests.catalogues import journey, small
from tests.unit.answers import answers, junk

if TYPE_CHECKING:
    from app.content import Catalogue, Question
    from app.core.selection import Chosen

JOURNEY, SMALL = journey(), small()
CORE = [
    "crs-risk-this-product",
    "neuro-how-often-how-managed",
    "own-or-donor-cells",
    "fit-with-current-treatments",
]
any_answers, small_answers = answers(JOURNEY), answers(SMALL)


def ids(chosen: tuple[Chosen, ...]) -> list[str]:
    return [each.id for each in chosen]


def with_implied(catalogue: Catalogue, known: dict[str, set[str]]) -> dict[str, set[str]]:
    """Fill in what one answer alone implies about a field that is silent, or that is left open."""
    real = {name: options - {"not_sure", "skip", "none", "other"} for name, options in known.items()}
    filled = dict(known)
    for name, options in real.items():
        if len(options) != 1:
            continue
        for target, option in catalogue.field[name].options[min(options)].implies.items():
            unsure = {"not_sure", catalogue.field[target].if_empty} - real[target] - {"none", "other"}
            if known[target] <= unsure and filled[target] == known[target]:
                filled[target] = {option}
    return filled


def oracle(catalogue: Catalogue, said: OptionsByField) -> set[str]:
    """The rule of the file in a few lines, written again without the program's own functions."""
    heard = {name: set(said.get(name, ())) & set(field.options) for name, field in catalogue.field.items()}
    implied = with_implied(catalogue, heard)
    known = {name: implied[name] or {field.if_empty or ""} for name, field in catalogue.field.items()}
    (stage,) = known["stage"]
    here = {stage, *(moment for moment, stages in catalogue.moments.items() if stage in stages)}

    def meets(clauses: tuple[dict[str, tuple[str, ...]], ...]) -> bool:
        return any(all(known[f] & set(options) for f, options in each.items()) for each in clauses)

    def fits(question: Question) -> bool:
        wordings = [w for w in question.wordings if here & set(w.moments) and meets(w.when.clauses)]
        texts = [w.ask.patient if known["role"] == {"patient"} else w.ask.caregiver for w in wordings]
        return any(texts) and meets(question.when.clauses)

    return {question.id for question in catalogue.questions if fits(question)}


@given(any_answers)
def test_selection_matches_the_oracle(said: OptionsByField) -> None:
    assert set(ids(fitting(Answers.of(JOURNEY, said)))) == oracle(JOURNEY, said)


def by_name(chosen: tuple[Chosen, ...]) -> list[Chosen]:
    return sorted(chosen, key=lambda each: each.id)


@given(st.one_of(any_answers, junk(JOURNEY)))
def test_full_list_is_known_from_any_length(said: OptionsByField) -> None:
    made = Answers.of(JOURNEY, said)
    anew = fitting(Answers.of(JOURNEY, {**said, "length": ("full",)}))
    assert by_name(in_full(made, fitting(made))) == by_name(anew)


@given(any_answers)
def test_list_is_independent_of_answer_order(said: OptionsByField) -> None:
    turned = {name: tuple(reversed(said[name])) for name in reversed(list(said))}
    assert select(Answers.of(JOURNEY, said)) == select(Answers.of(JOURNEY, turned))


@given(st.one_of(any_answers, junk(JOURNEY)))
def test_core_questions_come_first(said: OptionsByField) -> None:
    assert ids(select(Answers.of(JOURNEY, said)))[:4] == CORE


@given(any_answers)
def test_reasons_are_clauses_the_answers_meet(said: OptionsByField) -> None:
    answers = Answers.of(JOURNEY, said)
    for chosen in fitting(answers):
        assert {*map(str, chosen.clauses)} <= {
            *map(str, (*chosen.question.when.clauses, *chosen.wording.when.clauses))
        }
        for clause, heard in (
            *((e, answers.counted) for e in chosen.clauses),
            *((e, answers.implied) for e in chosen.lifts),
        ):
            assert all(set(heard.get(name, ())) & set(options) for name, options in clause.items())


@given(any_answers)
def test_scores_follow_the_rule_and_sort_the_list(said: OptionsByField) -> None:
    ranked = fitting(Answers.of(JOURNEY, said))[4:]
    weight = {"setting": 16} | dict.fromkeys(
        ["current_meds", "past_tx", "conditions", "product", "age", "fertility"], 12
    )
    for chosen in ranked:
        lifted = {name for clause in chosen.lifts for name in clause}
        assert chosen.score == (5 - chosen.question.priority) * 10 + sum(weight.get(n, 8) for n in lifted)
    order = {question.id: place for place, question in enumerate(JOURNEY.questions)}
    ties = JOURNEY.ranking.stages[Answers.of(JOURNEY, said).stage].ties
    topics = [ties.index(c.question.topic) for c in ranked]
    keys = [(-c.score, topic, order[c.id]) for c, topic in zip(ranked, topics, strict=True)]
    assert keys == sorted(keys)


@given(any_answers)
def test_lists_are_as_long_as_they_promise(said: OptionsByField) -> None:
    full = ids(select(Answers.of(JOURNEY, {**said, "length": ("full",)})))
    for length, most in (("short", 8), ("medium", 15)):
        assert len(select(Answers.of(JOURNEY, {**said, "length": (length,)}))) == min(most, len(full))
    hidden = [
        c
        for c in fitting(Answers.of(JOURNEY, said))
        if c.question.sensitive and said.get("show_sensitive") != ("yes",)
    ]
    assert len(full) == len(fitting(Answers.of(JOURNEY, said))) - len(hidden)


@given(any_answers)
def test_the_short_list_keeps_its_places(said: OptionsByField) -> None:
    answers = Answers.of(JOURNEY, {**said, "length": ("short",)})
    fit, chosen = ids(fitting(answers)), ids(select(answers))
    assert ("when-to-call" in chosen) == ("when-to-call" in fit)
    if answers.moment == "before":
        assert "goal-of-treatment" in chosen
    assert chosen[4:] == [name for name in fit if name in chosen[4:]]


@given(st.one_of(any_answers, junk(JOURNEY)))
def test_each_question_has_a_word_for_its_stage(said: OptionsByField) -> None:
    answers = Answers.of(JOURNEY, said)
    for chosen in fitting(answers):
        assert {answers.stage, answers.moment} & set(chosen.wording.moments)
        assert chosen.wording.ask.of(answers.voice)
        assert chosen.wording is wording_of(answers, chosen.question)


@given(any_answers, st.sampled_from(["therapy", "cell_source", "setting", "stage"]))
def test_silence_chooses_as_not_sure_does(said: OptionsByField, name: str) -> None:
    silent = {field: options for field, options in said.items() if field != name}
    assert ids(select(Answers.of(JOURNEY, silent))) == ids(
        select(Answers.of(JOURNEY, {**silent, name: ("not_sure",)}))
    )


@given(any_answers, st.sampled_from(["therapy", "setting", "current_meds", "past_tx", "conditions"]))
def test_adding_not_sure_removes_no_question(said: OptionsByField, name: str) -> None:
    given_before = tuple(option for option in said.get(name, ()) if option not in {"none", "skip"})
    before = set(ids(fitting(Answers.of(JOURNEY, {**said, name: given_before}))))
    assert before <= set(ids(fitting(Answers.of(JOURNEY, {**said, name: (*given_before, "not_sure")}))))


@given(any_answers, junk(JOURNEY))
def test_unknown_fields_and_options_do_nothing(said: OptionsByField, extra: OptionsByField) -> None:
    unknown = {name: options for name, options in extra.items() if name not in JOURNEY.field}
    noisy = {
        name: (*options, "no-such-option") if JOURNEY.field[name].choose == "many" else options
        for name, options in said.items()
    }
    assert select(Answers.of(JOURNEY, {**noisy, **unknown})) == select(Answers.of(JOURNEY, said))


@given(junk(JOURNEY))
def test_selection_is_total(said: OptionsByField) -> None:
    assert len(select(Answers.of(JOURNEY, said))) >= len(CORE)


@given(small_answers, st.sampled_from(["sand", "clay", "skip"]))
def test_answers_off_the_path_do_nothing(said: OptionsByField, soil: str) -> None:
    off = {name: options for name, options in said.items() if name != "soil"}
    off["plants"] = ("herbs",)
    assert "soil" not in [step.id for step in Answers.of(SMALL, off).steps]
    assert select(Answers.of(SMALL, {**off, "soil": (soil,)})) == select(Answers.of(SMALL, off))


def test_answers_on_the_path_count() -> None:
    said: OptionsByField = {"plants": ("roses",), "soil": ("clay",), "length": ("full",)}
    assert [step.id for step in Answers.of(SMALL, said).steps] == ["you", "soil", "rest"]
    assert ids(select(Answers.of(SMALL, said))) == ["what-first", "prune", "clay", "water"]


@given(small_answers)
def test_pruning_twice_changes_nothing(said: OptionsByField) -> None:
    once = Answers.of(SMALL, said).on_path
    assert Answers.of(SMALL, once).on_path == once


@settings(max_examples=50)
@given(
    any_answers, st.sampled_from([question.id for question in JOURNEY.questions if question.topic != "core"])
)
def test_new_question_keeps_order_of_others(said: OptionsByField, gone: str) -> None:
    fewer = JOURNEY.model_copy(update={"questions": tuple(q for q in JOURNEY.questions if q.id != gone)})
    assert ids(fitting(Answers.of(fewer, said))) == [
        name for name in ids(fitting(Answers.of(JOURNEY, said))) if name != gone
    ]


@given(any_answers)
def test_sensitive_questions_need_consent(said: OptionsByField) -> None:
    sensitive = {question.id for question in JOURNEY.questions if question.sensitive}
    if said.get("show_sensitive") != ("yes",):
        assert not sensitive & set(ids(select(Answers.of(JOURNEY, said))))


@given(any_answers)
def test_patients_get_no_caregiver_questions(said: OptionsByField) -> None:
    patient = {**said, "role": ("patient",)}
    assert all(chosen.wording.ask.patient for chosen in select(Answers.of(JOURNEY, patient)))
