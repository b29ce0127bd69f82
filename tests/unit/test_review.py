from __future__ import annotations

import csv
import datetime as dt
import html
import re
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.fernet import Fernet
from flask_babel import gettext
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from ruamel.yaml import YAML

from app import create_app
from app.cli import command_line
from app.cli.review import pack_html
from app.content import Catalogue
from app.content.load import load
from app.content.types import OptionalWhen, PrintedAnswers, When
from app.core.answers import Answers
from app.core.ranking import select
from app.review import CatalogueVersion, Pack, build_pack, rows
from app.review.changes import Changed, changes
from app.review.matrix import Cell, cell, voices_of
from app.review.rules_in_words import about_in_words, lifts_in_words, moments_in_words, rule_in_words
from app.review.steps import LetIn, step_in_words
from app.review.table import harmless
from app.settings import Settings
from app.web.interface import InMemory
from tests.catalogues import JOURNEY_FILE, REAL_FILE, SMALL_FILE, journey, small
from tests.web.page import Page
from tests.web.test_language import Marks, stray

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SMALL, JOURNEY = small(), journey()
TODAY = dt.date(2026, 11, 30)
RUN = command_line().test_cli_runner()


def say(text: str, **values: object) -> str:
    return text % values if values else text


def packed(catalogue: Catalogue, since: Catalogue | None = None) -> Pack:
    before = CatalogueVersion(since, "0123456789abcdef") if since else None
    return build_pack(CatalogueVersion(catalogue, "fedcba9876543210"), TODAY, say, before)


# --- Rules in words ----------------------------------------------------------------------------------


def test_rule_in_words_has_a_line_per_clause() -> None:
    clay, prune = SMALL.question["clay"], SMALL.question["prune"]
    assert rule_in_words(SMALL, clay.when, say) == (
        "Soil is “Clay” and Plants includes “Roses”",
        "Season is “Winter”",
    )
    assert rule_in_words(SMALL, prune.when, say) == (
        "Plants includes “Roses”, “Trees” or “Not sure” (or was left open)",
    )


def test_rule_in_words_for_everyone_and_nobody() -> None:
    assert rule_in_words(SMALL, When.model_validate("always"), say) == ("Everyone",)
    assert rule_in_words(SMALL, OptionalWhen.model_validate([]), say) == ()


def test_silence_is_named_only_where_it_counts() -> None:
    suggest = SMALL.parts["compare"].suggest
    assert rule_in_words(SMALL, suggest, say) == ("Plants includes “Not sure”",)


def test_lifts_are_described_with_weight() -> None:
    assert lifts_in_words(SMALL, SMALL.question["prune"], say) == (
        "Adds 8 when Plants includes “Roses”",
        "Adds 16 when Soil is “Clay”",
    )


def test_two_answers_and_moments_have_words() -> None:
    two = When.model_validate([{"at_least_two": ["plants", "soil"], "stage": ["winter"]}])
    assert rule_in_words(SMALL, two, say) == (
        "Plants or Soil has two answers or more and Season is “Winter”",
    )
    moments = moments_in_words(JOURNEY, ["before", "came_back", "deciding", "not_sure"])
    assert moments == ("before", "the cancer came back", "meeting a team or deciding", "I'm not sure")


def test_printed_answers_are_told_by_field() -> None:
    about = PrintedAnswers.model_validate({"plants": ["roses", "herbs"], "soil": ["clay"]})
    assert about_in_words(SMALL, about, say) == "Plants: “Roses” or “Herbs”; Soil: “Clay”"


# --- Who is asked what -------------------------------------------------------------------------------


def edited_question(name: str, **values: Any) -> Catalogue:
    """Return the small catalogue with other values in one question."""
    questions = [entry | values if entry["id"] == name else entry for entry in WRITTEN["questions"]]
    return Catalogue.model_validate({**WRITTEN, "questions": questions})


def test_matrix_tells_four_kinds_of_cells() -> None:
    rest = {"for": ["growing"], "ask": {"patient": "B?", "caregiver": "C?"}, "hints": ["a", "b"]}
    roses = {**rest, "when": [{"plants": ["roses"]}]}
    garden = edited_question("water", wordings=[roses, rest], not_asked={"resting": "it rains"})
    water, clay, rest_of = (garden.question[name] for name in ("water", "clay", "own-rest"))
    assert cell(garden, water, "summer", "patient") == Cell("asked", 2)
    assert cell(garden, water, "winter", "patient").note == "it rains"
    assert [cell(garden, clay, stage, "patient").kind for stage in ("summer", "winter")] == ["if", "asked"]
    assert cell(garden, rest_of, "summer", "patient").kind == "never"
    assert cell(garden, rest_of, "summer", "caregiver").kind == "asked"


def test_voice_that_nobody_can_get_is_left_out() -> None:
    wording = {
        "for": ["growing", "resting"],
        "ask": {"patient": "A?", "caregiver": "B?"},
        "hints": ["a", "b"],
    }
    garden = edited_question("water", wordings=[{**wording, "when": [{"role": ["caregiver"]}]}, wording])
    first, second = garden.question["water"].wordings
    assert voices_of(garden, garden.question["water"], first) == ("caregiver",)
    assert voices_of(garden, garden.question["water"], second) == ("patient", "caregiver")


def test_equal_lines_are_drawn_once() -> None:
    wording = {"hints": ["a", "b"], "fill_in": ["c ___"]}
    wordings = [
        {**wording, "for": ["growing"], "ask": {"patient": "A?", "caregiver": "B?"}},
        {**wording, "for": ["resting"], "ask": {"patient": "A?", "caregiver": "A?"}},
    ]
    garden = edited_question("water", wordings=wordings)
    (water,) = [review for review in packed(garden).questions if review.question.id == "water"]
    first, second = water.wordings
    assert [(each.voice, each.lines) for each in (*first.texts, *second.texts)] == [
        ("patient", ("A?",)),
        ("caregiver", ("B?",)),
        ("both", ("A?",)),
    ]
    for lines in ((*first.hints, *second.hints), (*first.fill_in, *second.fill_in)):
        assert [(each.voice, each.as_in) for each in lines] == [("both", 0), ("both", 1)]


def test_steps_have_words() -> None:
    told = [
        step_in_words(step, say)
        for step in (LetIn("core"), LetIn("kept", 3), LetIn("topic", topics=("A", "B")), LetIn("full"))
    ]
    assert told == ["core", "kept place 3", "ticked topic “A”, “B”", "full list"]


# --- What changed ------------------------------------------------------------------------------------


def content(file: Path) -> Any:
    return YAML(typ="safe").load(file.read_text(encoding="utf-8"))


WRITTEN = content(SMALL_FILE)
BASE = Catalogue.model_validate(WRITTEN)


CHILD = {"patient": "A child could.", "caregiver": "Their child could."}
RICH = {
    "review": {
        **WRITTEN["review"],
        "next_check": dt.date(2027, 5, 1),
        "to_decide": [{"ask": "Is it so?", "now": "It is.", "instead": "It is not.", "who": "a botanist"}],
    },
    "look_again": [{"when": [{"soil": ["clay"], "plants": ["herbs"]}], "text": "Herbs hate clay."}],
    "not_covered": [
        {
            "when": [{"plants": ["none"]}],
            "title": "No garden",
            "text": {"patient": ["Buy one."], "caregiver": ["They buy one."]},
            "sources": ["G1"],
        }
    ],
    "head": [{"when": "always", "text": {"patient": "My garden.", "caregiver": "Their garden."}}],
    "situation_if_room": ["plants"],
    "publisher": {
        "name": "The gardeners",
        "contact": "post@garden.example",
        "site": "https://garden.example",
    },
    "time_line": {
        "steps": [
            {"label": "Dig", "time": "a day", "about": "Soil is turned.", "sources": ["G1"]},
            {"label": "Sow", "time": "an hour", "about": "Seeds go in.", "sources": ["G1"]},
        ],
        "caveat": "Each garden differs.",
    },
}


def rich_content() -> Any:
    """Return the small catalogue with one of everything that it lacks."""
    file = content(SMALL_FILE) | RICH
    water, prune = file["questions"][1:3]
    water["wordings"] = [
        {
            "for": ["growing"],
            "when": [{"role": ["caregiver"]}],
            "ask": {"patient": "Not read.", "caregiver": "Read."},
            "hints": {"patient": ["Not", "read"], "caregiver": ["Drops", "Drips"]},
        },
        {
            "for": ["summer"],
            "ask": CHILD,
            "hints": ["Drops", "Drips"],
            "why": "It is hot.",
            "common_sense": True,
        },
    ]
    water["not_asked"] = {"winter": "it rains, and `prune` asks it"}
    prune["yields_to"] = ["water"]
    prune["wordings"][0] |= {"fill_in": ["On: ___"], "fill_in_full": ["With: ___"], "circles": "Shade them."}
    file["parts"]["time_line"] = {"title": "Course", "about": "Steps", "default": []}
    file["words"][0]["brief"] = "Bark."
    for stage in file["ranking"]["stages"].values():
        stage["kept"] = []
        stage["places"] = {"medium": {"patient": 1}}
    file["texts"]["first_of_all"] = "First of all"
    file["ranking"]["first_of_all"] = [{"question": "frost", "when": [{"soil": ["clay"]}]}]
    version = file["warning_card"]["versions"][0]
    early = {"when": [{"soil": ["sand"]}], "head": "Sand first.", "levels": [{"call": "Run", "groups": []}]}
    file["warning_card"]["versions"] = [early, version]
    plants = file["steps"][0]["fields"][1]
    plants["because_empty"] = "you named none"
    plants["options"]["roses"]["implies"] = {"soil": "clay"}
    plants["options"]["herbs"]["answered_by"] = ["water"]
    return file


@pytest.mark.parametrize("file", [SMALL_FILE, JOURNEY_FILE], ids=["small", "journey"])
def test_a_catalogue_has_no_change_against_itself(file: Path) -> None:
    first, second = load(file).catalogue, load(file).catalogue
    assert first.core == second.core  # what is worked out on the way is no part of the file
    assert changes(first, second, say) == ()


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every single value, and of every list with more than one entry."""
    if isinstance(data, list) and len(data) > 1:
        yield path
    if isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from places(value, (*path, key))
    else:
        yield path


def edited(data: Any, path: tuple[Any, ...]) -> Any:
    """Copy data with one value at the path altered, or one list without its last entry."""
    if path:
        inner = edited(data[path[0]], path[1:])
        entries = {**data} if isinstance(data, dict) else [*data]
        entries[path[0]] = inner
        return entries
    match data:
        case list():
            return data[:-1]
        case bool():
            return not data
        case int():
            return data % 4 + 1
        case dt.date():
            return data + dt.timedelta(days=1)
        case _:
            return f"{data}1"  # stays an id and an address


def test_every_single_edit_is_reported() -> None:
    silent, tried = [], 0
    written = rich_content()
    base = Catalogue.model_validate(written)
    for path in places(written):
        try:
            after = Catalogue.model_validate(edited(written, path))
            found = [changes(base, after, say), changes(after, base, say)]
        except (ValidationError, KeyError):
            continue  # no catalogue that could be loaded
        tried += 1
        silent += [] if all(found) else [path]
    assert silent == []
    assert tried > 300


@given(place=st.integers(min_value=0, max_value=len(BASE.questions) - 1), words=st.text(min_size=1))
def test_changed_wording_has_before_and_after(place: int, words: str) -> None:
    question = BASE.questions[place]
    path = ("questions", place, "wordings", 0, "ask", "caregiver")
    after = Catalogue.model_validate(edited_to(WRITTEN, path, words))
    found = [change for changed in changes(BASE, after, say) for change in changed.changes]
    text = question.wordings[0].ask.caregiver
    expected = [((text,), (words,))] if words != text else []
    assert [(change.before, change.after) for change in found] == expected


def edited_to(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    entries = {**data} if isinstance(data, dict) else [*data]
    entries[path[0]] = edited_to(data[path[0]], path[1:], value)
    return entries


def one(path: tuple[Any, ...], value: Any) -> Changed:
    """Return the only change between the small catalogue and itself with one value replaced."""
    (changed,) = changes(BASE, Catalogue.model_validate(edited_to(WRITTEN, path, value)), say)
    return changed


def test_changed_text_has_path_before_and_after() -> None:
    changed = one(("questions", 1, "why"), "Roots drink.")
    assert (changed.owner, changed.title, changed.kind) == (("questions", "water"), "Water", "changed")
    (change,) = changed.changes
    assert change.path == ("questions", "water", "why")
    assert (change.before, change.after) == (("Plants drink.",), ("Roots drink.",))


def test_of_a_list_only_what_differs_stands_there() -> None:
    changed = one(("questions", 5, "wordings", 0, "hints", 0), "a big bench")
    (change,) = changed.changes  # one for both voices
    assert change.path == ("questions", "own-rest", "wordings", "growing, resting", "hints")
    assert (change.before, change.after) == (("a bench",), ("a big bench",))


def without(question: str) -> Catalogue:
    kept = [entry for entry in WRITTEN["questions"] if entry["id"] != question]
    return Catalogue.model_validate({**WRITTEN, "questions": kept})


def test_added_and_removed_entries_list_texts() -> None:
    less = without("water")
    (added,), (removed,) = changes(less, BASE, say), changes(BASE, less, say)
    assert (added.kind, removed.kind) == ("added", "removed")
    assert added.title == removed.title == "Water"
    assert {change.path for change in added.changes} == {change.path for change in removed.changes}
    assert "When do I water?" in [line for change in removed.changes for line in change.before]
    assert not any(change.after for change in removed.changes)


def test_reordering_names_what_moved() -> None:
    *others, last = WRITTEN["questions"]
    (change,) = one(("questions",), [last, *others]).changes
    assert change.path == ("questions", "order")
    assert (change.before, change.after) == (("own-rest: after frost",), ("own-rest: first",))


def test_another_order_of_options_is_a_change_too() -> None:
    options = WRITTEN["steps"][0]["fields"][0]["options"]
    (change,) = one(("steps", 0, "fields", 0, "options"), dict(reversed(options.items()))).changes
    assert change.path[-2:] == ("options", "order")


# --- The pack ----------------------------------------------------------------------------------------

NOT_READ = {  # names by which parts of the file refer to each other, and what the pack says in its own words
    "id", "topic", "quotes", "certainty", "choose", "if_empty", "exclusive", "columns", "question", "when",
    "lift", "default", "suggest", "answers", "situation", "situation_if_room", "language", "theme", "moments",
    "implies", "answered_by", "yields_to", "ties", "print_order", "decide_by", "here",
    "both_languages",
}  # fmt: skip


def read(data: Any, key: str = "") -> Iterator[str]:
    """Yield every text of a dumped catalogue that people read."""
    if key in NOT_READ or (key == "about" and isinstance(data, dict)):
        return
    if key == "paper" and isinstance(data, str):  # of the clinic, and not the words of the paper
        return
    if isinstance(data, dict):
        for name, value in data.items():
            yield from read(value, name)
    elif isinstance(data, list | tuple):
        for value in data:
            if not (key in {"words", "sources"} and isinstance(value, str)):
                yield from read(value, key)
    elif isinstance(data, str) and data:
        yield data


def drawn(catalogue_file: Path, *, since: Catalogue | None = None) -> str:
    app = create_app(Settings((Fernet.generate_key().decode(),), catalogue_file))
    with app.test_request_context():
        pack = build_pack(
            CatalogueVersion(load(catalogue_file).catalogue, "fedcba9876543210"),
            TODAY,
            gettext,
            CatalogueVersion(since, "0123456789abcdef") if since else None,
        )
        return pack_html(pack, "a4")


def folded(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


def as_drawn(catalogue: Catalogue) -> dict[str, Any]:
    """Dump a catalogue as the pack has it: without texts that nobody gets, and ids in `` as names."""
    dumped = catalogue.model_dump(exclude={"languages"})  # each has a pack of its own
    for question in dumped["questions"]:
        for moment, why in question["not_asked"].items():
            question["not_asked"][moment] = re.sub(
                "`([^`]+)`", lambda match: f"“{catalogue.question[match[1]].name}”", why
            )
        for wording in question["wordings"]:
            roles = [clause.get("role", ("patient",)) for clause in (*question["when"], *wording["when"])]
            if any("patient" not in among for among in roles):
                wording["ask"].pop("patient")
                wording["hints"].pop("patient")
    return dumped


def rich(path: Path) -> Path:
    with path.open("w", encoding="utf-8") as out:
        YAML().dump(rich_content(), out)  # keeps the order of the keys
    return path


@pytest.mark.parametrize("which", ["small", "journey", "rich", pytest.param("real", marks=pytest.mark.slow)])
def test_pack_has_every_patient_text(which: str, tmp_path: Path) -> None:
    files = {"small": SMALL_FILE, "journey": JOURNEY_FILE, "real": REAL_FILE}
    file = files[which] if which in files else rich(tmp_path / "rich.yaml")
    catalogue = load(file).catalogue
    text = folded(drawn(file))
    kinds = {source.kind for source in catalogue.sources}
    wanted = [" ".join(part.split()) for part in read(as_drawn(catalogue)) if part not in kinds]
    assert len(wanted) > 60
    assert [part for part in wanted if part not in text] == []
    addresses = [a for source in catalogue.sources for a in (source.address, *source.also) if a]
    assert [address for address in addresses if address not in text] == []
    assert [question.id for question in catalogue.questions if question.id not in text] == []


def test_rich_pack_tells_the_rules_of_the_list(tmp_path: Path) -> None:
    text = folded(drawn(rich(tmp_path / "rich.yaml")))
    assert "Not read." not in text
    assert "Not asked winter: it rains, and “Pruning” asks it" in text
    assert "Gives way to 2. Water" in text
    assert "2. summer Patient (grade" in text
    assert "Listen for: as in 1." in text
    assert "Fills in, if nothing or “I'm not sure” is said there: Soil “Clay”" in text
    assert "The rest by score: 40, 30, 20, 10 for priority 1 to 4" in text
    assert "room for the first 2 topics." in text
    assert "One of these is then on the sheet, if it fits: Water" in text
    assert "Fewer places with “Some”: patient 1; each ticked topic adds one." in text
    assert "1. Frost (only if Soil is “Clay”)." in text
    assert "Version 2 Printed for: Everyone." in text


def test_hidden_addresses_are_marked() -> None:
    text = folded(drawn(JOURNEY_FILE))
    hidden = [source for source in JOURNEY.sources if source.address and not source.show_link]
    assert hidden
    assert all(f"{source.address} (address not shown to patients)" in text for source in hidden)


def test_front_page_names_reviewers_and_content() -> None:
    text = folded(drawn(SMALL_FILE))
    assert "Made on November 30, 2026" in text
    assert "fedcba9876543210" in text
    assert "Reviewed so far by nobody" in text
    assert f"{len(SMALL.questions)} questions in 7 wordings, 1 words explained, 1 sources" in text


@pytest.mark.slow
def test_changes_need_an_earlier_version() -> None:
    assert "What changed" not in drawn(SMALL_FILE)
    assert "Nothing changed." in drawn(SMALL_FILE, since=SMALL)
    text = folded(drawn(SMALL_FILE, since=without("water")))
    assert "Question · water “Water”: added" in text
    assert "Nothing changed." not in text


def test_every_word_of_the_pack_can_be_translated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(InMemory, "get_translations", lambda _domain: Marks())
    known = {*read(SMALL.model_dump()), *SMALL.question, *SMALL.field, "fedcba9876543210", "magic"}
    known |= {*SMALL.source, *(person.id for person in SMALL.people), "November 30, 2026"}
    known |= {field.label for field in SMALL.field.values()} | {*SMALL.moments}
    assert list(stray(Page(drawn(SMALL_FILE).encode()), known)) == []


# --- The worked people -------------------------------------------------------------------------------


def test_worked_people_match_the_selection() -> None:
    for worked in packed(JOURNEY).people:
        for place, length in enumerate(("short", "medium")):
            chosen = select(Answers.of(JOURNEY, {**worked.person.answers, "length": (length,)}))
            listed = [item for item in worked.items if item.numbers[place] is not None]
            steps = {c.question.name: c.step for c in chosen}
            assert all(steps[item.name] in {each.step for each in item.steps} for item in listed)
            assert {item.name for item in listed} == {c.question.name for c in chosen}
            scores = {c.question.name: c.score for c in chosen}
            assert all(item.score == scores[item.name] for item in listed)
            assert sorted(item.numbers[place] or 0 for item in listed) == list(range(1, len(chosen) + 1))


# --- The spreadsheet ---------------------------------------------------------------------------------


def test_spreadsheet_has_a_row_per_wording() -> None:
    head, *body = rows(packed(JOURNEY), say)
    texts = [
        text
        for question in JOURNEY.questions
        for wording in question.wordings
        for text in (wording.ask.patient, wording.ask.caregiver)
        if text
    ]
    assert sorted(row[head.index("Wording")] for row in body) == sorted(texts)
    assert {len(row) for row in body} == {len(head)}


def test_spreadsheet_has_a_column_per_moment() -> None:
    head, first, second, *_ = rows(packed(SMALL), say)
    assert [row[head.index("At: summer")] for row in (first, second)] == ["yes", "yes"]
    assert [row[head.index("At: winter")] for row in (first, second)] == ["", ""]
    only_deciding = {"moments": ("deciding", "came_back")}
    questions = [
        question.model_copy(
            update={"wordings": tuple(w.model_copy(update=only_deciding) for w in question.wordings)}
        )
        for question in JOURNEY.questions
    ]
    catalogue = JOURNEY.model_copy(update={"questions": tuple(questions)})
    head, first, *_ = rows(packed(catalogue), say)
    told = [first[head.index(f"At: {moment}")] for moment in ("before", "the cancer came back", "after")]
    assert told == ["meeting a team or deciding", "yes", ""]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " ="])
def test_no_text_is_run_as_a_formula(start: str) -> None:
    assert harmless(f"{start}1+1") == f"'{start}1+1"
    assert harmless("1=1") == "1=1"


# --- The command -------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_command_writes_both_files(tmp_path: Path) -> None:
    out, table = tmp_path / "pack.pdf", tmp_path / "pack.csv"
    result = RUN.invoke(
        args=["catalogue", "review", str(out), "--csv", str(table), "--questions", str(SMALL_FILE)]
    )
    assert result.exit_code == 0, result.output
    assert out.read_bytes().startswith(b"%PDF")
    assert table.read_bytes().startswith(b"\xef\xbb\xbfNumber,Id,")
    with table.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 1 + 2 * (len(SMALL.questions) + 1) - 1


@pytest.mark.slow
@pytest.mark.parametrize("which", ["--questions", "--since"])
def test_review_reports_catalogue_faults(tmp_path: Path, which: str) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(SMALL_FILE.read_text(encoding="utf-8").replace("[mulch]", "[mulsh]"), encoding="utf-8")
    result = RUN.invoke(args=["catalogue", "review", str(tmp_path / "pack.pdf"), which, str(broken)])
    assert result.exit_code == 1
    assert "unknown word 'mulsh'" in result.output
    assert not (tmp_path / "pack.pdf").exists()
    missing = RUN.invoke(args=["catalogue", "review", str(tmp_path / "pack.pdf"), which, "nowhere.yaml"])
    assert missing.exit_code == 1
    (line,) = missing.output.splitlines()
    assert line.startswith("nowhere.yaml:1:1: cannot be read: No such file or directory; ")


@pytest.mark.slow
def test_review_since_names_a_fault_of_today(tmp_path: Path) -> None:
    text = SMALL_FILE.read_text(encoding="utf-8")
    signed = tmp_path / "signed.yaml"
    signed.write_text(text.replace("resting: [winter]}\nranking", "resting: []}\nranking"), encoding="utf-8")
    args = ["catalogue", "review", str(tmp_path / "pack.pdf"), "--questions", str(SMALL_FILE)]
    result = RUN.invoke(args=[*args, "--since", str(signed)])
    assert result.exit_code == 1
    assert "the stage 'winter' is in no moment; add it to one of them" in result.output


@pytest.mark.slow
def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "pack.pdf"
    result = RUN.invoke(args=["catalogue", "review", str(out), "--questions", str(SMALL_FILE)])
    assert (result.exit_code, result.output) == (
        1,
        f"{out}: cannot be written: No such file or directory\n",
    )
