from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from app.core import ranking
from app.core.answers import Answers, OptionsByField
from app.core.choices import Choices, moved, with_stars, with_ticks
from app.core.free_text import FreeText
from app.core.ranking import Selection, select
from app.core.selection import fitting
from app.core.sheet import (
    available_questions,
    build_sheet,
    changed_sheet,
    count_available,
    count_in_full,
    order_after_move,
    unanswered_topics,
    usual_parts,
)
from app.core.sheet.parts import sources_of
from tests.catalogues import journey
from tests.unit.answers import answers

if TYPE_CHECKING:
    import pytest

    from app.content import Catalogue
    from app.core.selection import Chosen
    from app.core.sheet import Sheet

JOURNEY = journey()
NAMES = [question.id for question in JOURNEY.questions]
names = st.lists(st.sampled_from([*NAMES, "own-1", "own-2", "gone"]), unique=True, max_size=12).map(tuple)
choices = st.builds(Choices, dropped=names, added=names, starred=names, order=names)
own = st.lists(st.sampled_from(["", "Can I swim?", "What about the dog?"]), max_size=5).map(tuple)
typed = st.builds(FreeText, own=own)


def shown(sheet: Sheet) -> list[str]:
    return [item.id for group in sheet.groups for item in group.items]


def printed(sheet: Sheet) -> list[str]:
    return [item.id for item in sheet.printed]


def sheet_of(
    catalogue: Catalogue, said: OptionsByField, chosen: Choices | None = None, own: tuple[str, ...] = ()
) -> Sheet:
    return build_sheet(Answers.of(catalogue, said), chosen or Choices(), FreeText(own=own))


@given(answers(JOURNEY), choices, typed)
def test_sheet_invariants_hold_for_any_changes(said: OptionsByField, chosen: Choices, text: FreeText) -> None:
    sheet = build_sheet(Answers.of(JOURNEY, said), chosen, text)
    assert printed(sheet)[:4] == NAMES[:4]
    assert [item.number for item in sheet.printed] == list(range(1, len(sheet.printed) + 1))
    assert len(shown(sheet)) == len(set(shown(sheet)))
    assert len({group.topic for group in sheet.groups}) == len(sheet.groups)
    rest = available_questions(sheet)
    offered = {item.id for group in rest.groups for item in group.items} | {i.id for i in rest.sensitive}
    assert not offered & set(shown(sheet))
    assert count_available(sheet) == len(offered)
    everything = {
        question.id
        for question in JOURNEY.questions
        if any(each.ask.of(sheet.voice) for each in question.wordings)
    }
    hidden = {q.id for q in JOURNEY.questions if q.sensitive and sheet.held_back}
    assert (
        everything - hidden
        <= offered | set(shown(sheet))
        <= everything | {"own-1", "own-2", "own-3", "own-4", "own-5"}
    )
    assert build_sheet(Answers.of(JOURNEY, said), chosen, text) == sheet


@given(answers(JOURNEY), choices, typed)
def test_dropped_questions_are_shown_not_printed(
    said: OptionsByField, chosen: Choices, text: FreeText
) -> None:
    sheet = build_sheet(Answers.of(JOURNEY, said), chosen, text)
    by_rule = [c.question.id for c in select(Answers.of(JOURNEY, said))]
    assert set(by_rule) <= set(shown(sheet))
    assert not set(printed(sheet)[4:]) & set(chosen.dropped)


@given(answers(JOURNEY), st.sampled_from(NAMES[4:]))
def test_adding_a_question_keeps_the_order(said: OptionsByField, name: str) -> None:
    before = shown(sheet_of(JOURNEY, said))
    after = shown(sheet_of(JOURNEY, said, Choices(added=(name,))))
    assert [item for item in after if item in before] == before


@given(answers(JOURNEY), st.data(), st.sampled_from([True, False]))
def test_a_move_loses_nothing_and_goes_one_way(said: OptionsByField, data: st.DataObject, up: bool) -> None:  # noqa: FBT001
    sheet = sheet_of(JOURNEY, said)
    groups = [[item.id for item in group.items] for group in sheet.groups[1:]]
    fixed = [[item.id for item in group.items] for group in sheet.groups[1:] if group.keeps_place]
    before = [item for group in groups for item in group]
    name = data.draw(st.sampled_from(before))
    order = order_after_move(sheet, name, up=up)
    assert order is not None
    assert sorted(order) == sorted(before)
    assert shown(sheet_of(JOURNEY, said, Choices(order=order)))[4:] == list(order)
    way = before.index(name) - order.index(name)
    last = (*fixed, groups[len(fixed)]) if up else (*fixed, groups[-1])
    at_the_edge = any(name in group for group in last)
    assert way > 0 if up and not at_the_edge else way < 0 if not at_the_edge else abs(way) <= 1


def test_groups_in_front_keep_their_place() -> None:
    groups = [["a1", "a2"], ["b1", "b2"], ["c1"]]
    assert moved(groups, "a2", up=True, fixed=1) == ("a2", "a1", "b1", "b2", "c1")
    assert moved(groups, "a2", up=False, fixed=1) == ("a1", "a2", "b1", "b2", "c1")
    assert moved(groups, "b1", up=True, fixed=1) == ("a1", "a2", "b1", "b2", "c1")
    assert moved(groups, "c1", up=True, fixed=1) == ("a1", "a2", "c1", "b1", "b2")


def test_only_what_is_listed_can_be_moved(catalogue: Catalogue) -> None:
    sheet = sheet_of(catalogue, {})
    assert order_after_move(sheet, NAMES[0], up=False) is None
    assert order_after_move(sheet, "gone", up=False) is None
    order = order_after_move(sheet, shown(sheet)[5], up=True)
    assert shown(sheet_of(catalogue, {}, Choices(order=order or ())))[4:] == list(order or ())


@given(answers(JOURNEY), choices, typed)
def test_changed_sheet_is_as_one_made_anew(said: OptionsByField, chosen: Choices, text: FreeText) -> None:
    person = Answers.of(JOURNEY, said)
    before = build_sheet(person, Choices(), FreeText())
    assert changed_sheet(before, chosen, text) == build_sheet(person, chosen, text)


def test_one_sheet_chooses_its_questions_once(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = list[Answers]()

    def noted(person: Answers) -> tuple[Chosen, ...]:
        chosen.append(person)
        return fitting(person)

    monkeypatch.setattr(ranking, "fitting", noted)
    sheet = changed_sheet(sheet_of(JOURNEY, {}), Choices(added=(NAMES[-1],)), FreeText())
    assert unanswered_topics(sheet).none == ()
    assert available_questions(sheet).groups
    assert chosen == [sheet.answers]


@given(answers(JOURNEY))
def test_full_list_is_counted(said: OptionsByField) -> None:
    full = select(Answers.of(JOURNEY, {**said, "length": ("full",)}))
    assert count_in_full(Selection.of(Answers.of(JOURNEY, said))) == len(full)


@given(answers(JOURNEY), choices)
def test_usual_parts_are_those_of_no_choice(said: OptionsByField, chosen: Choices) -> None:
    person = Answers.of(JOURNEY, said)
    assert usual_parts(person) == build_sheet(person, chosen, FreeText()).parts


def test_move_swaps_questions_or_topics() -> None:
    groups = [["a1", "a2"], ["b1", "b2"], ["c1"]]
    assert moved(groups, "a2", up=True) == ("a2", "a1", "b1", "b2", "c1")
    assert moved(groups, "b1", up=True) == ("b1", "b2", "a1", "a2", "c1")
    assert moved(groups, "b2", up=False) == ("a1", "a2", "c1", "b1", "b2")
    assert moved(groups, "a1", up=True) == ("a1", "a2", "b1", "b2", "c1")
    assert moved(groups, "nowhere", up=True) == ("a1", "a2", "b1", "b2", "c1")


def test_a_page_only_changes_what_it_showed() -> None:
    before = Choices(dropped=("seen", "unseen"), added=("extra",), starred=("unseen",))
    after = with_ticks(before, chosen={"seen", "unseen", "kept"}, shown=["seen", "kept"], ticked=["seen"])
    assert after.dropped == ("unseen", "kept")
    assert after.added == ("extra",)
    assert with_stars(after, ["seen", "kept"], ["kept"]).starred == ("unseen", "kept")


def test_top_questions_keep_the_order_of_stars(catalogue: Catalogue) -> None:
    sheet = sheet_of(
        catalogue, {}, Choices(starred=("when-to-call", "own-1", NAMES[0])), own=("Can I swim?",)
    )
    assert [item.id for item in sheet.top] == ["when-to-call", "own-1", NAMES[0]]
    assert [item.starred for item in sheet.printed].count(True) == 3


def test_each_voice_and_time_has_its_wording(catalogue: Catalogue) -> None:
    before, after = catalogue.core[0].wordings
    for role, voice in (("patient", "patient"), ("caregiver", "caregiver"), ("parent", "caregiver")):
        for stage, wording in (("deciding", before), ("came_back", before), ("long_term", after)):
            sheet = sheet_of(catalogue, {"role": (role,), "stage": (stage,)})
            assert sheet.voice == voice
            assert sheet.printed[0].text == wording.ask.of(sheet.voice)
            assert sheet.printed[0].hints == wording.hints.of(sheet.voice)


def test_core_questions_have_lines_to_fill_in(catalogue: Catalogue) -> None:
    for stage in ("deciding", "recovering"):
        core = sheet_of(catalogue, {"stage": (stage,)}).printed[:4]
        assert all(item.fill_in for item in core)
    assert "out of 100 people" in " ".join(sheet_of(catalogue, {}).printed[0].fill_in).lower()


def test_product_is_in_core_and_situation(catalogue: Catalogue) -> None:
    sheet = sheet_of(catalogue, {"product": ("Carvykti",), "diagnosis": ("myeloma",)})
    assert [item.about for item in sheet.printed[:3]] == [("Product: Carvykti",), ("Product: Carvykti",), ()]
    assert sheet.situation == ("Multiple myeloma", "Carvykti")
    assert sheet.situation_line == "Multiple myeloma · Carvykti"
    assert sheet_of(catalogue, {"product": ("not_sure",)}).printed[0].about == ()


def test_reason_says_what_was_answered(catalogue: Catalogue) -> None:
    sheet = sheet_of(catalogue, {"stage": ("first_month",), "practical": ("far_away",)})
    item = next(item for item in sheet.printed if item.id == "when-to-call")
    assert (item.reason.because, item.reason.lifted) == ((), (("you said “Far from the center”",),))
    sheet = sheet_of(catalogue, {"current_meds": ("steroid",)})
    item = next(item for item in sheet.printed if item.id == "steroids-timing")
    assert (item.reason.because, item.reason.lifted) == (("you said “A steroid”",), ())


def test_boxes_show_for_whom_they_are_meant(catalogue: Catalogue) -> None:
    def shows(box: str, **said: tuple[str, ...]) -> bool:
        return sheet_of(catalogue, said).shows(box)

    assert shows("early_research")
    assert shows("early_research", therapy=("car_nk",))
    assert not shows("early_research", therapy=("car_t",))
    assert shows("check_clinic", setting=("abroad",))
    assert shows("check_clinic", therapy=("nk_cells",), setting=("approved",))
    assert not shows("check_clinic", therapy=("nk_cells",), setting=("trial",))
    assert not shows("check_clinic", therapy=("car_t",), setting=("approved",))


def test_words_and_sources_are_those_printed(catalogue: Catalogue) -> None:
    sheet = sheet_of(catalogue, {}, Choices(parts=("warning_card",)))
    lines = {(name, *item.lines) for item in sheet.printed if item.question for name in item.question.words}
    used = {name for name, *rest in lines if catalogue.word[name].term.lower() in " ".join(rest).lower()}
    assert {word.id for word in sheet.words} == used
    named = {name for item in sheet.printed for name in item.sources} | set(catalogue.warning_card.sources)
    assert {source.id for source in sources_of(sheet)} == named


def test_appointment_and_paper_are_as_chosen(catalogue: Catalogue) -> None:
    day = dt.date(2026, 11, 26)
    sheet = build_sheet(
        Answers.of(catalogue, {}),
        Choices(paper="a4", parts=()),
        FreeText(visit_date=day, visit_with="Dr. Ağaoğlu"),
    )
    assert (sheet.paper, sheet.parts, sheet.visit_date, sheet.visit_with) == ("a4", (), day, "Dr. Ağaoğlu")
    assert sheet_of(catalogue, {}).paper == catalogue.clinic.paper


def test_a_long_own_question_gets_a_short_name(catalogue: Catalogue) -> None:
    sheet = sheet_of(catalogue, {}, own=("x" * 200,))
    assert len(sheet.printed[-1].name) == 60
    assert sheet.printed[-1].text == "x" * 200
