from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.form import STAGE
from app.core.answers import Answers
from app.core.choices import Choices
from app.core.free_text import OWN_IDS, FreeText
from app.core.next_sheet import NextSheet
from app.core.ranking import Selection
from app.core.sheet import as_now, available_questions, build_sheet, crowded_out, taken_along, visited
from app.core.visits import ID, STATES, Note, Visit, begun, with_begun
from tests.catalogues import journey
from tests.unit.answers import answers
from tests.unit.gardens import made, question, ranking

if TYPE_CHECKING:
    from app.core.sheet.models import Sheet

JOURNEY = journey()
CORE = tuple(question.id for question in JOURNEY.core)
NO_CHANGES = Choices()
OWN = FreeText(own=("May I swim?", "", "Who is Zoë?"), visit_date=dt.date(2026, 11, 26), visit_with="Dr. Lee")


def sheet_of(following: NextSheet) -> Sheet:
    return build_sheet(Answers.of(JOURNEY, following.answers), following.choices, following.free_text)


def printed(sheet: Sheet) -> list[str]:
    return [item.id for item in sheet.printed]


def after(
    given_: dict[str, Any],
    choices: Choices = NO_CHANGES,
    text: FreeText = OWN,
    now: str = "",
    states: Any = None,
) -> NextSheet:
    """Go to a visit where the printed questions named in `states` have another state than open."""
    sheet = build_sheet(Answers.of(JOURNEY, given_), choices, text)
    visit = taken_along(sheet, None)
    notes = {
        name: note.model_copy(update={"state": (states or {}).get(name, note.state)})
        for name, note in visit.notes.items()
    }
    return NextSheet.after(visit.model_copy(update={"notes": notes, "now": now}), given_, choices, text)


@given(answers(JOURNEY), st.data())
def test_open_ones_come_first_and_answered_ones_leave(given_: dict[str, Any], data: st.DataObject) -> None:
    sheet = build_sheet(Answers.of(JOURNEY, given_), Choices(), OWN)
    visit = taken_along(sheet, None)
    states = {name: data.draw(st.sampled_from(STATES)) for name in visit.notes}
    visit = visit.model_copy(
        update={
            "notes": {
                name: note.model_copy(update={"state": states[name]}) for name, note in visit.notes.items()
            }
        }
    )
    following = NextSheet.after(visit, given_, Choices(), OWN)
    new = sheet_of(following)
    assert not {*visit.ids("answered")} & {*printed(new)}
    still_open = [name for name in visit.ids("asked", "open") if name not in CORE]
    front = [item.id for group in new.groups if group.topic == "still_open" for item in group.items]
    assert sorted(front) == sorted(still_open)
    headings = [group.topic for group in new.groups if group.topic != "core"]
    assert not front or headings[0] == "still_open"


@given(answers(JOURNEY))
def test_a_list_is_as_long_as_before(given_: dict[str, Any]) -> None:
    """What was answered makes room for others, as far as there are any."""
    before = Selection.of(Answers.of(JOURNEY, given_))
    others = [chosen.id for chosen in before.chosen if not chosen.is_core]
    later = Selection.of(Answers.of(JOURNEY, given_), answered=tuple(others[:2]))
    left = [chosen.id for chosen in later.chosen if not chosen.is_core]
    fit = [chosen for chosen in before.fit if not chosen.is_core and before.answers.wants(chosen.question)]
    assert len(left) <= len(others)
    assert {*left} <= {chosen.id for chosen in fit} - {*others[:2]}


def test_an_answered_core_question_leaves_its_place_to_another() -> None:
    before = printed(build_sheet(Answers.of(JOURNEY, {}), Choices(), FreeText()))
    following = after({}, text=FreeText(), states=dict.fromkeys(CORE[:2], "answered"))
    new = printed(sheet_of(following))
    assert len(new) == len(before)
    assert {*new} > {*before} - {*CORE[:2]}


def test_the_core_leaves_too_and_can_be_added_again() -> None:
    following = after({}, states=dict.fromkeys(CORE, "answered"))
    sheet = sheet_of(following)
    assert not {*CORE} & {*printed(sheet)}
    offered = [item.id for group in available_questions(sheet).groups for item in group.items]
    assert {*CORE} <= {*offered}
    again = following.choices.model_copy(update={"added": CORE[:1]})
    sheet = build_sheet(Answers.of(JOURNEY, following.answers), again, following.free_text)
    assert (sheet.groups[0].topic, printed(sheet)[0]) == ("core", CORE[0])


@pytest.mark.parametrize(
    ("then", "later", "asked_again"),
    [("deciding", "deciding", False), ("deciding", "preparing", False), ("deciding", "recovering", True)],
)
def test_an_answer_holds_while_the_question_is_the_same(then: str, later: str, *, asked_again: bool) -> None:
    given_ = {STAGE: (then,)}
    following = after(given_, states={CORE[0]: "answered"}, now=later)
    assert (CORE[0] in printed(sheet_of(following))) == asked_again
    changed = after(given_, states={CORE[0]: "answered"})
    answers_ = Answers.of(JOURNEY, {STAGE: (later,)})
    assert (CORE[0] in printed(build_sheet(answers_, changed.choices, FreeText()))) == asked_again


def test_an_answer_to_the_new_question_counts_too() -> None:
    first = after({STAGE: ("deciding",)}, states={CORE[0]: "answered"}, now="recovering")
    second = after(dict(first.answers), first.choices, FreeText(), states={CORE[0]: "answered"})
    assert CORE[0] not in printed(sheet_of(second))
    assert second.choices.answered[CORE[0]] == "recovering"


def test_without_a_stage_an_answer_holds() -> None:
    choices = Choices.model_validate({"answered": [CORE[0], "no-longer-there"]})
    for stage in JOURNEY.field[STAGE].options:
        sheet = build_sheet(Answers.of(JOURNEY, {STAGE: (stage,)}), choices, FreeText())
        assert CORE[0] not in printed(sheet)


def test_a_place_of_an_answered_own_question_is_free() -> None:
    following = after({}, states={"own-1": "answered", "own-3": "asked"})
    assert following.free_text.own == ("", "", "Who is Zoë?")
    assert "own-1" not in following.choices.answered
    assert sheet_of(following).groups[1].items[-1].id == "own-3"


def test_the_appointment_is_over_and_the_doctor_stays() -> None:
    following = after({})
    assert (following.free_text.visit_date, following.free_text.visit_with) == (None, "Dr. Lee")


def test_where_someone_is_now_counts() -> None:
    stages = tuple(JOURNEY.field[STAGE].options)
    assert after({STAGE: stages[:1]}, now=stages[1]).answers[STAGE] == stages[1:2]
    assert after({STAGE: stages[:1]}).answers[STAGE] == stages[:1]


def test_a_star_stays_with_what_is_open() -> None:
    first = printed(build_sheet(Answers.of(JOURNEY, {}), Choices(), OWN))[:2]
    choices = Choices(starred=tuple(first))
    assert after({}, choices, states={first[0]: "answered"}).choices.starred == (first[1],)


def test_what_one_visit_answered_stays_away_after_the_next() -> None:
    name = printed(build_sheet(Answers.of(JOURNEY, {}), Choices(), FreeText()))[5]
    once = after({}, text=FreeText(), states={name: "answered"})
    twice = after(dict(once.answers), once.choices, FreeText())
    assert name in twice.choices.answered
    assert name not in printed(sheet_of(twice))


def test_open_ones_have_the_first_places_of_a_short_list() -> None:
    garden = made(
        questions=[question("core", topic="core"), *(question(name, priority=3) for name in "abcd")],
        ranking=ranking(),
    )
    given_ = {"length": ("short",)}
    choices = Choices(still_open=("d", "c", "b"))
    sheet = build_sheet(Answers.of(garden, given_), choices, FreeText())
    assert printed(sheet) == ["core", "d", "c"]
    assert crowded_out(sheet, choices) == ("b",)


def test_notes_on_a_question_that_left_the_list_stay() -> None:
    sheet = build_sheet(Answers.of(JOURNEY, {}), Choices(), FreeText())
    visit = Visit(notes={"gone": Note(heard="Yes."), "driving": Note()})
    kept = taken_along(sheet, visit).notes
    assert list(kept) == [*printed(sheet), "gone"]
    (gone,) = [each for each in visited(visit, sheet.answers) if each.id == "gone"]
    assert (gone.ask, gone.note.heard) == ("", "Yes.")


PLACES = st.lists(st.sampled_from(["", "May I swim?", "May I run?", "Who is Zoë?"]), min_size=2, max_size=2)


@given(st.lists(PLACES, min_size=1, max_size=5), st.lists(st.sets(st.sampled_from(OWN_IDS[:2])), min_size=5))
def test_a_note_stays_with_its_own_question(changes: list[list[str]], unticked: list[set[str]]) -> None:
    """Whatever is written in the places, ticked or not, each question has one note, in its place if any."""
    visit, asked, listed = Visit(), Counter[str](), Counter[str]()
    for own, off in zip(changes, unticked, strict=False):
        text = FreeText(own=tuple(own))
        sheet = build_sheet(Answers.of(JOURNEY, {}), Choices(dropped=tuple(off)), text)
        visit = _noted(taken_along(sheet, visit))
        assert taken_along(sheet, visit) == visit
        listed |= Counter(text.own_questions().values())
        asked |= Counter(text for name, text in text.own_questions().items() if name not in off)
        for name, ask in text.own_questions().items():
            assert name in off or visit.notes[name].own == ask
            assert visit.notes.get(name, Note(own=ask)).own == ask
    notes = [(name, note) for name, note in visit.notes.items() if note.own]
    assert asked <= Counter(note.own for _name, note in notes) <= listed
    assert all(note.heard == f"On {note.own}" and ID.fullmatch(name) for name, note in notes)


@pytest.mark.parametrize("own", [("May I swim?",), ("", "", "May I swim?")], ids=["unticked", "moved"])
def test_what_was_answered_leaves_from_where_it_is_now(own: tuple[str, ...]) -> None:
    text, choices = FreeText(own=own), Choices(dropped=("own-1",))
    sheet = build_sheet(Answers.of(JOURNEY, {}), choices, text)
    visit = Visit(notes={"own-1": Note(state="answered", own="May I swim?")})
    following = NextSheet.after(as_now(sheet, visit), {}, choices, text)
    assert not any(following.free_text.own)
    assert len(following.left) == 1


def test_what_is_gone_does_not_leave() -> None:
    text = FreeText(own=("May I run?",))
    visit = Visit(notes={"own-1": Note(state="answered", own="May I swim?")})
    taken = as_now(build_sheet(Answers.of(JOURNEY, {}), Choices(), text), visit)
    following = NextSheet.after(taken, {}, Choices(), text)
    assert (following.free_text.own, following.left) == (text.own, ())


def test_only_what_a_page_can_have_shown_gets_a_note() -> None:
    sheet = build_sheet(Answers.of(JOURNEY, {}), Choices(), FreeText())
    odd = {
        "what ever": "Hi",
        "own": "Hi",
        "own-6": "Hi",
        "a\0b": "Hi",
        "x-before-y": "Hi",
        "own-1-before-": "",
    }
    (left,) = {question.id for question in JOURNEY.questions[-1:]} - {*printed(sheet)}
    good = {left: "Hi", "own-1-before-\0": "May I run?", "own-2": ""}
    notes = taken_along(sheet, None, odd | good).notes
    new = {name: note.own for name, note in notes.items() if name not in {*printed(sheet)}}
    assert new.pop(left) == new.pop("own-2") == ""
    assert [*new.values()] == ["May I run?"]
    assert all(ID.fullmatch(name) for name in notes)


def _noted(visit: Visit) -> Visit:
    """Write down something on each own question that has no note yet."""
    notes = {
        name: note.model_copy(update={"heard": note.heard or (note.own and f"On {note.own}")})
        for name, note in visit.notes.items()
    }
    return visit.model_copy(update={"notes": notes})


def test_a_visit_is_worded_for_where_the_person_was() -> None:
    stages = tuple(JOURNEY.field[STAGE].options)
    then = build_sheet(Answers.of(JOURNEY, {STAGE: stages[:1]}), Choices(), FreeText())
    visit = taken_along(then, None)
    now = Answers.of(JOURNEY, {STAGE: stages[-1:]})
    assert [each.ask for each in visited(visit, now)] == [item.text for item in then.printed]


def test_one_visit_is_written_on_at_a_time() -> None:
    done, new = Visit(finished=True), Visit(other="a")
    assert begun((done,)) is None
    assert with_begun((done,), new) == (done, new)
    assert with_begun((done, new), Visit(other="b")) == (done, Visit(other="b"))
    assert begun((done, new)) == new
    assert {*OWN_IDS} == {f"own-{number}" for number in range(1, 6)}


def test_what_was_open_before_stays_open() -> None:
    choices = Choices(still_open=("not-on-this-list", "own-2", "own-3"))
    still_open = after({}, choices, states={"own-3": "answered"}).choices.still_open
    assert "not-on-this-list" in still_open
    assert not {"own-2", "own-3"} & {*still_open}


def test_another_question_in_the_same_place_is_another_question() -> None:
    sheet = build_sheet(Answers.of(JOURNEY, {}), Choices(), OWN)
    before = Visit(notes={"own-1": Note(state="answered", heard="Yes.", own="May I run?")})
    visit = taken_along(sheet, before)
    assert visit.notes["own-1"] == Note(own="May I swim?")
    (kept,) = [note for note in visit.notes.values() if note.own == "May I run?"]
    assert kept.heard == "Yes."
    assert NextSheet.after(visit, {}, Choices(), OWN).free_text.own[0] == "May I swim?"
    assert NextSheet.after(before, {}, Choices(), OWN).free_text.own[0] == "May I swim?"
