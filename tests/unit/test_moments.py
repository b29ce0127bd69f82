"""What is asked at which moment, why, and what else the paper says about a person's situation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from app.content.types import Preselected, When, WhenSaid
from app.core.answers import Answers, with_implied
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.ranking import select
from app.core.reasons import MAX_WORDS, reason
from app.core.selection import fitting, wording_of
from app.core.sheet import (
    available_questions,
    build_sheet,
    no_longer_asked,
    order_after_move,
    unanswered_topics,
)
from app.core.sheet.parts import card_version
from app.core.sheet.situation import JOIN, LONGEST, situation
from tests.catalogues import journey
from tests.unit.answers import answers
from tests.unit.gardens import SMALL_DATA, field, made, question, ranking, steps, wording

if TYPE_CHECKING:
    from app.content import Catalogue
    from app.core.answers import OptionsByField
    from app.core.sheet import Sheet

JOURNEY = journey()
CORE = question("core", topic="core")
FULL = {"length": ("full",)}


def sheet_of(catalogue: Catalogue, **said: tuple[str, ...]) -> Sheet:
    return changed(catalogue, Choices(), **said)


def changed(catalogue: Catalogue, choices: Choices, /, **said: tuple[str, ...]) -> Sheet:
    return build_sheet(Answers.of(catalogue, said), choices, FreeText())


def printed(sheet: Sheet) -> dict[str, list[str]]:
    """Return what stands under each heading besides the core."""
    return {group.topic: [item.id for item in group.items] for group in sheet.groups[1:]}


# What an answer implies

KINDS = {"named": {"implies": {"cells": "own"}}, "new": {"implies": {"cells": "donor"}}}
PRODUCT = field("product", "named", "new", "not_sure", change=KINDS)
CELLS = field("cells", "own", "donor", "other", "none", "not_sure", choose="one", if_empty="not_sure")
CELLS_FIRST = made(steps=steps(CELLS, PRODUCT), questions=[CORE])


@pytest.mark.parametrize(
    ("product", "cells", "implied"),
    [
        (("named",), (), "own"),
        (("named", "not_sure"), (), "own"),
        (("named",), ("not_sure",), "own"),
        (("named",), ("donor",), "donor"),
        (("named",), ("other",), "other"),
        (("named",), ("none",), "none"),
        (("named", "new"), (), "not_sure"),
        (("not_sure",), (), "not_sure"),
        ((), (), "not_sure"),
    ],
)
def test_answer_implies_if_it_is_the_only_one(
    product: tuple[str, ...], cells: tuple[str, ...], implied: str
) -> None:
    person = Answers.of(CELLS_FIRST, {"product": product, "cells": cells})
    assert person.counted["cells"] == (implied,)
    assert person.on_path.get("cells", ()) == cells


@given(answers(JOURNEY))
def test_implied_answers_replace_none(said: OptionsByField) -> None:
    person = Answers.of(JOURNEY, said)
    for name, options in person.on_path.items():
        assert person.implied[name] == options or options in {("not_sure",), ("skip",)}
    assert with_implied(JOURNEY, person.on_path) == person.implied


@pytest.mark.parametrize(("kind", "fits"), [(When, True), (WhenSaid, False), (Preselected, False)])
def test_implied_answers_count_by_kind_of_rule(kind: type[When], *, fits: bool) -> None:
    rule = kind.model_validate([{"cells": ["own"]}])
    assert Answers.of(CELLS_FIRST, {"product": ("named",)}).fit(rule) is fits


@pytest.mark.parametrize(
    ("product", "fits"),
    [(("named", "new"), True), (("named",), False), (("named", "not_sure"), False), ((), False)],
)
def test_at_least_two_counts_real_options(product: tuple[str, ...], *, fits: bool) -> None:
    rule = When.model_validate([{"at_least_two": ["product"]}])
    assert Answers.of(CELLS_FIRST, {"product": product}).fit(rule) is fits


def test_parents_speak_as_other_caregivers_do() -> None:
    parent = Answers.of(JOURNEY, {"role": ("parent",)})
    assert (parent.role, parent.voice, parent.counted["age"]) == ("parent", "caregiver", ("under_18",))
    assert [Answers.of(JOURNEY, {"role": (r,)}).voice for r in ("patient", "caregiver")] == [
        "patient",
        "caregiver",
    ]


@pytest.mark.parametrize(
    ("diagnosis", "covered"), [("not_cancer", False), ("lbcl", True), ("not_sure", True)]
)
def test_sheet_is_not_for_everybody(diagnosis: str, *, covered: bool) -> None:
    assert (Answers.of(JOURNEY, {"diagnosis": (diagnosis,)}).not_covered is None) is covered
    assert Answers.of(JOURNEY, {}).not_covered is None


# Wordings


def test_first_fitting_wording_is_printed() -> None:
    some = [
        wording("winter", ask={"patient": "1", "caregiver": "1"}),
        wording("growing", when=[{"plants": ["roses"]}], ask={"patient": "2", "caregiver": "2"}),
        wording("growing", "resting", ask={"patient": "3", "caregiver": "3"}),
    ]
    catalogue = made(questions=[CORE, question("q", wordings=some)])

    def text(**said: tuple[str, ...]) -> str:
        return sheet_of(catalogue, **said).printed[-1].text

    assert [text(), text(plants=("roses",)), text(stage=("winter",), plants=("roses",))] == ["3", "2", "1"]


def test_voice_without_a_text_gets_the_next() -> None:
    some = [wording("growing", ask={"caregiver": "First?"}), wording("growing", "resting")]
    catalogue = made(questions=[CORE, question("q", wordings=some)])
    assert sheet_of(catalogue).printed[-1].text == "P?"
    assert sheet_of(catalogue, role=("caregiver",)).printed[-1].text == "First?"
    alone = made(questions=[CORE, question("q", wordings=[some[0]])])
    assert [item.id for item in sheet_of(alone).printed] == ["core"]


def test_core_is_there_whatever_wordings_are_first() -> None:
    some = [wording(when=[{"plants": ["roses"]}], ask={"patient": "Roses?"}), wording()]
    catalogue = made(questions=[question("core", topic="core", wordings=some)])
    for role, text in (("patient", "Roses?"), ("caregiver", "C?")):
        assert sheet_of(catalogue, plants=("roses",), role=(role,)).printed[0].text == text


def test_core_is_never_added() -> None:
    only_full = question("core", topic="core", wordings=[wording(when=[{"length": ["full"]}])])
    catalogue = made(questions=[only_full, question("q")])
    sheet = changed(catalogue, Choices(added=("core",)))
    assert [item.id for item in sheet.printed] == ["q"]
    assert available_questions(sheet).groups == ()


def test_wording_of_another_voice_gives_no_reason() -> None:
    some = [wording(when=[{"plants": ["roses"]}]), wording(ask={"caregiver": "C?"})]
    catalogue = made(questions=[question("q", wordings=some)])
    person = Answers.of(catalogue, {"plants": ("roses",)})
    (chosen,) = fitting(person)
    assert reason(person, chosen).because == ("you said “Roses”",)


def test_added_ones_of_other_moments_are_named() -> None:
    questions = [
        question("late", wordings=[wording("resting")]),
        question("star", wordings=[wording("resting")]),
        question("full", wordings=[wording(when=[{"length": ["full"]}])]),
        question("hard", sensitive=True),
        question("here"),
    ]
    catalogue = made(questions=[CORE, *questions])
    choices = Choices(
        added=("late", "full", "hard", "here", "gone", "own-1"), starred=("star", "late", "core")
    )
    told = {
        stage: no_longer_asked(Answers.of(catalogue, {"stage": (stage,), "show_sensitive": ("no",)}), choices)
        for stage in ("summer", "winter")
    }
    assert told == {"summer": ("late", "star"), "winter": ()}


def test_wording_brings_hints_lines_and_a_why() -> None:
    hints = {"patient": ["mine"], "caregiver": ["theirs"]}
    own = wording("growing", hints=hints, fill_in=["___"], why="Since.", common_sense=True)
    first = question("q", wordings=[own, wording("resting")], sources=["G1"], common_sense=False)
    catalogue = made(questions=[CORE, first])
    summer, winter = (sheet_of(catalogue, stage=(stage,)).printed[-1] for stage in ("summer", "winter"))
    assert (summer.hints, summer.fill_in, summer.why, summer.sources) == (("mine",), ("___",), "Since.", ())
    assert (winter.hints, winter.fill_in, winter.why, winter.sources) == (("a", "b"), (), "W.", ("G1",))
    assert sheet_of(catalogue, role=("caregiver",)).printed[-1].hints == ("theirs",)


def test_only_said_answers_stand_under_a_question() -> None:
    about = wording(about={"cells": ["own", "donor"], "product": ["named"]})
    catalogue = made(steps=steps(CELLS, PRODUCT), questions=[CORE, question("q", wordings=[about])])
    assert sheet_of(catalogue, product=("named",)).printed[-1].about == ("PRODUCT: NAMED",)
    both = sheet_of(catalogue, product=("named", "new"), cells=("donor",)).printed[-1].about
    assert both == ("CELLS: DONOR", "PRODUCT: NAMED")


def test_question_for_the_full_list_can_be_added() -> None:
    only_full = question("q", wordings=[wording(when=[{"length": ["full"]}])])
    elsewhere = question("r", wordings=[wording("resting")])
    catalogue = made(questions=[CORE, only_full, elsewhere])
    sheet = sheet_of(catalogue)
    assert [item.id for group in available_questions(sheet).groups for item in group.items] == ["q"]
    added = changed(catalogue, Choices(added=("q", "r")))
    assert [(item.id, item.text) for item in added.printed[1:]] == [("q", "P?")]


@given(answers(JOURNEY))
def test_sheet_holds_no_question_without_a_word(said: OptionsByField) -> None:
    sheet = build_sheet(Answers.of(JOURNEY, said), Choices(added=tuple(JOURNEY.question)), FreeText())
    for item in sheet.printed:
        assert item.question
        assert item.wording
        assert item.text == item.wording.ask.of(sheet.voice)
        assert {sheet.answers.stage, sheet.answers.moment} & set(item.wording.moments)


# Reasons


def told(
    when: Any, said: OptionsByField, *fields: dict[str, Any], lift: Any = ()
) -> tuple[str, tuple[str, ...]]:
    """Return the reason and the lifts of a question, as they are read."""
    asked = question("q", when=when, lift=list(lift))
    person = Answers.of(made(steps=steps(*fields), questions=[asked]), said)
    (chosen,) = fitting(person)
    found = reason(person, chosen)
    assert found.kind == ("answers" if found.because else "everyone")
    return " and ".join(found.because), tuple(" and ".join(each) for each in found.lifted)


def test_what_everyone_gets_has_no_reason() -> None:
    assert told("always", {"plants": ("roses",)}) == ("", ())


def test_reason_has_at_most_twelve_words() -> None:
    long = {name: {"because": f"you said {name} one two three"} for name in ("p", "q", "r")}
    tools = field("tools", "p", "q", "r", change=long)
    when = [{"tools": ["p", "q", "r"]}]
    assert told(when, {"tools": ("p", "q", "r")}, tools) == ("you said p one two three", ())
    short = field("tools", "p", "q", "r", "s", "t")
    said = {"tools": ("p", "q", "r", "s", "t")}
    because, _ = told([{"tools": list("pqrst")}], said, short)
    assert because == "you said p and you said q and you said r"
    assert len(because.split()) < MAX_WORDS


def test_reason_speaks_in_both_voices() -> None:
    asked = [{"plants": ["roses"]}]
    assert told(asked, {"plants": ("roses",)})[0] == "you said “Roses”"
    assert told(asked, {"plants": ("roses",), "role": ("caregiver",)})[0] == "it is “Roses” for them"


def test_silence_has_a_reason_of_its_own() -> None:
    cells = {**CELLS, "because_empty": "you did not say"}
    asked = [{"cells": ["not_sure"]}]
    assert told(asked, {}, cells)[0] == "you did not say"
    assert told(asked, {"cells": ("not_sure",)}, cells)[0] == "you said not_sure"
    assert told(asked, {}, CELLS)[0] == "you said not_sure"


def test_most_telling_field_is_the_reason() -> None:
    heavy = field("heavy", "x", "y", weight=20)
    clause = [{"plants": ["roses"], "heavy": ["x"], "stage": ["summer"]}]
    assert told(clause, {"plants": ("roses",), "heavy": ("x",)}, heavy)[0] == "you said x"
    silent = {**heavy, "if_empty": "x"}
    assert told(clause, {"plants": ("roses",)}, silent)[0] == "you said “Roses”"  # silence tells less


def test_reason_of_two_names_real_options() -> None:
    tools = field("tools", "p", "q", "not_sure")
    heard = told([{"at_least_two": ["tools"]}], {"tools": ("p", "q", "not_sure")}, tools)[0]
    assert heard == "you said p and you said q"
    heavy = field("heavy", "x", "y", weight=20)
    both = [{"at_least_two": ["tools"], "heavy": ["x"]}]
    assert told(both, {"tools": ("p", "q"), "heavy": ("x", "y")}, tools, heavy)[0] == "you said x"


@pytest.mark.parametrize("other", [[], [wording()]])
def test_wording_gives_the_reason_if_it_chooses(other: list[dict[str, object]]) -> None:
    catalogue = made(questions=[question("q", wordings=[wording(when=[{"plants": ["roses"]}]), *other])])
    person = Answers.of(catalogue, {"plants": ("roses",)})
    (chosen,) = fitting(person)
    assert reason(person, chosen).because == (() if other else ("you said “Roses”",))


def test_options_that_most_fit_are_no_reason() -> None:
    said = {"plants": ("roses",)}
    whens = ([{"plants": ["roses", "trees", "not_sure"]}], [{"plants": ["roses", "not_sure"]}])
    catalogue = made(questions=[question(name, when=when) for name, when in zip("ab", whens, strict=True)])
    person = Answers.of(catalogue, said)
    assert [reason(person, chosen).because for chosen in fitting(person)] == [(), ("you said “Roses”",)]


@given(answers(JOURNEY))
def test_each_reason_is_short_and_said_once(said: OptionsByField) -> None:
    person = Answers.of(JOURNEY, said)
    for chosen in select(person):
        found = reason(person, chosen)
        # Labels of the made-up options may be longer than a check of reasons would let pass.
        assert found.because not in found.lifted
        assert bool(found.because) == (found.kind == "answers")
        assert wording_of(person, chosen.question) is chosen.wording


# The paper

LINE = ("role", "diagnosis", "therapy", "setting", "stage", "age")


def test_situation_has_short_words_in_order() -> None:
    said = {"stage": ("deciding",), "diagnosis": ("lbcl",), "therapy": ("car_nk", "car_t", "not_sure")}
    assert situation(Answers.of(JOURNEY, said)) == (
        "Large B-cell lymphoma", "CAR T cells, CAR NK cells", "meeting a team or deciding",
    )  # fmt: skip
    assert situation(Answers.of(JOURNEY, {**said, "role": ("parent",)}))[:2] == (
        "Parent",
        "large B-cell lymphoma",
    )


def test_situation_says_only_what_was_said() -> None:
    assert situation(Answers.of(JOURNEY, {})) == ()
    assert situation(Answers.of(JOURNEY, {"product": ("Yescarta",)})) == ("Yescarta",)
    assert situation(Answers.of(JOURNEY, {"role": ("patient",), "stage": ("not_sure",)})) == ()


@pytest.mark.parametrize(
    ("length", "left"), [(50, ["one", "two", "three"]), (75, ["one", "two"]), (90, ["one"])]
)
def test_situation_leaves_out_what_has_no_room(length: int, left: list[str]) -> None:
    words = {"one": "x" * (length - 6), "two": "ab", "three": "y" * 20}
    fields = [field(name, "o", "p", choose="one", change={"o": {"short": words[name]}}) for name in words]
    catalogue = made(steps=steps(*fields), situation=[*words], situation_if_room=["two", "three"])
    said = dict.fromkeys(words, ("o",))
    expected = [words[name] for name in left]
    found = situation(Answers.of(catalogue, said))
    assert [each.lower() for each in found] == expected
    assert found[0][0] == "X"


@given(answers(JOURNEY))
def test_situation_fits_unless_nothing_may_go(said: OptionsByField) -> None:
    person = Answers.of(JOURNEY, said)
    line = situation(person)
    assert all(each[0] == each[0].upper() for each in line[:1])
    if len(JOIN.join(line)) > LONGEST:
        shorts = {
            JOURNEY.field[n].options[o].short
            for n in JOURNEY.situation_if_room
            for o in person.on_path.get(n, ())
        }
        assert shorts.isdisjoint(line)


def test_head_lines_are_for_whom_they_fit() -> None:
    lines = [
        {"when": [{"role": ["caregiver"]}], "text": "For a friend."},
        {"when": "always", "text": {"patient": "Mine.", "caregiver": "Theirs."}},
    ]
    catalogue = made(head=lines)
    assert sheet_of(catalogue).head == ("Mine.",)
    assert sheet_of(catalogue, role=("caregiver",)).head == ("For a friend.", "Theirs.")


def test_first_fitting_card_is_printed() -> None:
    (usual,) = SMALL_DATA["warning_card"]["versions"]
    winter = {**usual, "head": "Cold.", "when": [{"stage": ["winter"]}]}
    catalogue = made(warning_card={**SMALL_DATA["warning_card"], "versions": [winter, usual]})
    assert card_version(sheet_of(catalogue)).head == "Ask first."
    assert card_version(sheet_of(catalogue, stage=("winter",))).head == "Cold."


def test_paper_has_topics_in_print_order() -> None:
    questions = [question("a"), question("b", topic="place", priority=4), question("c")]
    orders = {"growing": ["place", "care"], "resting": ["place", "care"], "winter": ["care", "place"]}
    catalogue = made(questions=[CORE, *questions], ranking=ranking(print_order=orders))
    assert list(printed(sheet_of(catalogue, **FULL)).items()) == [("place", ["b"]), ("care", ["a", "c"])]
    assert list(printed(sheet_of(catalogue, **FULL, stage=("winter",)))) == ["care", "place"]


def test_kept_questions_come_first_in_their_topic() -> None:
    names = [question("a"), question("b", priority=4), question("c", priority=4)]
    kept = [{"question": "c"}, {"question": "b"}]
    catalogue = made(questions=[CORE, *names], ranking=ranking(kept=kept, keep={"medium": 2}))
    assert printed(sheet_of(catalogue, length=("medium",))) == {"care": ["c", "b", "a"]}
    assert printed(sheet_of(catalogue, **FULL)) == {"care": ["a", "b", "c"]}


def test_first_of_all_stands_before_the_topics() -> None:
    first = [{"question": "c"}, {"question": "b", "when": [{"plants": ["roses"]}]}, {"question": "a"}]
    catalogue = made(
        questions=[CORE, *(question(name) for name in "abcd")], ranking=ranking(first_of_all=first),
        texts={**SMALL_DATA["texts"], "first_of_all": "First"},
    )  # fmt: skip
    assert list(printed(sheet_of(catalogue, **FULL)).items()) == [
        ("first_of_all", ["c", "a"]),
        ("care", ["b", "d"]),
    ]
    roses = sheet_of(catalogue, **FULL, plants=("roses",))
    assert printed(roses)["first_of_all"] == ["c", "b", "a"]
    assert roses.groups[0].topic == "core"


def test_own_order_leaves_first_of_all_in_front() -> None:
    first = [{"question": "b", "when": [{"stage": ["winter"]}]}, {"question": "c"}, {"question": "d"}]
    names = [*(question(name) for name in "abcd"), question("p", topic="place")]
    catalogue = made(questions=[CORE, *names], ranking=ranking(first_of_all=first))
    order = Choices(order=("p", "a", "d", "c", "b"))
    summer = changed(catalogue, order, **FULL)
    assert list(printed(summer).items()) == [
        ("first_of_all", ["d", "c"]), ("place", ["p"]), ("care", ["a", "b"]),
    ]  # fmt: skip
    assert [group.keeps_place for group in summer.groups] == [True, True, False, False]
    winter = changed(catalogue, order, **FULL, stage=("winter",))
    assert printed(winter)["first_of_all"] == ["d", "c", "b"]
    assert next(iter(printed(winter))) == "first_of_all"


def test_first_of_all_can_be_moved_within_itself() -> None:
    first = [{"question": "b"}, {"question": "c"}]
    catalogue = made(
        questions=[CORE, *(question(name) for name in "abc")], ranking=ranking(first_of_all=first)
    )
    sheet = sheet_of(catalogue, **FULL)
    assert order_after_move(sheet, "c", up=True) == ("c", "b", "a")
    for name, up in (("c", False), ("a", True)):
        assert order_after_move(sheet, name, up=up) == ("b", "c", "a")


# Topics that were ticked and are not answered

TOPICS = field(
    "topics", "hard", "first", "never", "both", "one", "two", "room",
    change={
        "room": {"answered_by": ["a", "b"]}, "hard": {"answered_by": ["s"]},
        "first": {"answered_by": ["core", "late"]}, "never": {"answered_by": ["late"]},
        "both": {"answered_by": ["core", "a"]}, "one": {"answered_by": ["x"]}, "two": {"answered_by": ["y"]},
    },
)  # fmt: skip
UNANSWERED = made(
    steps=steps(TOPICS),
    questions=[
        CORE, *(question(name, priority=1) for name in "xy"), question("a"), question("b"),
        question("s", sensitive=True), question("late", wordings=[wording("resting")]),
    ],
    ranking=ranking(lengths={"short": 2, "medium": 3}),
)  # fmt: skip


REASONS = ("no_room", "sensitive", "core", "none")


def unanswered(*ticked: str, added: tuple[str, ...] = (), **said: tuple[str, ...]) -> dict[str, object]:
    sheet = changed(UNANSWERED, Choices(added=added), topics=ticked, **said)
    found = vars(unanswered_topics(sheet))
    return {name: found[name] for name in REASONS if found[name]}


def test_unanswered_topics_say_why() -> None:
    assert unanswered("hard") == {"sensitive": ("HARD",)}
    assert unanswered("first") == {"core": ("FIRST",)}
    assert unanswered("never") == {"none": ("NEVER",)}
    assert unanswered("hard", "never", "one", "two", "room") == {
        "sensitive": ("HARD",),
        "none": ("NEVER",),
        "no_room": ("ROOM",),
    }


def test_topics_without_a_question_take_no_place() -> None:
    assert "no_room" not in unanswered("hard", "never", "room")


def test_answered_topics_are_not_named() -> None:
    assert unanswered("room", "both") == {}
    assert unanswered("never", stage=("winter",)) == {}
    assert unanswered("hard", show_sensitive=("yes",)) == {}
    assert unanswered("hard", added=("s",)) == {}


def test_answered_topics_are_counted() -> None:
    sheet = changed(UNANSWERED, Choices(), topics=("hard", "one", "two"))
    assert unanswered_topics(sheet).answered == len(("one", "two"))


def test_who_wants_no_hard_ones_is_not_reminded() -> None:
    assert unanswered("hard", show_sensitive=("no",)) == {}


def test_longer_lists_have_room() -> None:
    ticked = ("one", "two", "room")
    assert "no_room" in unanswered(*ticked)
    assert "no_room" not in unanswered(*ticked, length=("medium",))


@given(answers(JOURNEY))
def test_full_list_leaves_no_topic_without_room(said: OptionsByField) -> None:
    sheet = build_sheet(Answers.of(JOURNEY, {**said, **FULL}), Choices(), FreeText())
    assert unanswered_topics(sheet).no_room == ()
