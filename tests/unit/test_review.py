from __future__ import annotations

import csv
import datetime as dt
import html
import re
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.fernet import Fernet
from flask_babel import Domain, gettext
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from ruamel.yaml import YAML

from app import create_app
from app.cli import command_line
from app.cli.review import pack_html
from app.content import Catalogue
from app.content.load import load
from app.content.types import OptionalWhen, When
from app.core.answers import Answers
from app.core.selection import select
from app.review import CatalogueVersion, Pack, build_pack, rows
from app.review.changes import Changed, changes
from app.review.rules_in_words import lifts_in_words, rule_in_words
from app.review.table import harmless
from app.settings import Settings
from tests.catalogues import JOURNEY_FILE, SMALL_FILE, journey, small
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


# --- What changed ------------------------------------------------------------------------------------


def content(file: Path) -> Any:
    return YAML(typ="safe").load(file.read_text(encoding="utf-8"))


WRITTEN = content(SMALL_FILE)
BASE = Catalogue.model_validate(WRITTEN)


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
    for path in places(WRITTEN):
        try:
            after = Catalogue.model_validate(edited(WRITTEN, path))
            found = [changes(BASE, after, say), changes(after, BASE, say)]
        except (ValidationError, KeyError):
            continue  # no catalogue that could be loaded
        tried += 1
        silent += [] if all(found) else [path]
    assert silent == []
    assert tried > 150


@given(place=st.integers(min_value=0, max_value=len(BASE.questions) - 1), words=st.text(min_size=1))
def test_changed_wording_has_before_and_after(place: int, words: str) -> None:
    question = BASE.questions[place]
    after = Catalogue.model_validate(edited_to(WRITTEN, ("questions", place, "ask", "caregiver"), words))
    found = [change for changed in changes(BASE, after, say) for change in changed.changes]
    assert [(change.before, change.after) for change in found] == [((question.ask.caregiver,), (words,))]


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
    (change,) = one(("questions", 5, "listen_for", 0), "a big bench").changes
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
    "id", "topic", "quotes", "certainty", "choose", "if_empty", "exclusive", "idle", "columns", "question",
    "when", "lift", "default", "suggest", "answers", "situation", "paper", "language", "theme",
}  # fmt: skip


def read(data: Any, key: str = "") -> Iterator[str]:
    """Yield every text of a dumped catalogue that people read."""
    if key in NOT_READ or (key == "about" and isinstance(data, dict)):
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


@pytest.mark.parametrize("file", [SMALL_FILE, JOURNEY_FILE], ids=["small", "journey"])
def test_pack_has_every_patient_text(file: Path) -> None:
    catalogue = load(file).catalogue
    text = folded(drawn(file))
    kinds = {source.kind for source in catalogue.sources}
    wanted = [" ".join(part.split()) for part in read(catalogue.model_dump()) if part not in kinds]
    assert len(wanted) > 60
    assert [part for part in wanted if part not in text] == []
    addresses = [a for source in catalogue.sources for a in (source.address, *source.also) if a]
    assert [address for address in addresses if address not in text] == []
    assert [question.id for question in catalogue.questions if question.id not in text] == []


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
    assert f"{len(SMALL.questions)} questions, 1 words explained, 1 sources" in text


@pytest.mark.slow
def test_changes_need_an_earlier_version() -> None:
    assert "What changed" not in drawn(SMALL_FILE)
    assert "Nothing changed." in drawn(SMALL_FILE, since=SMALL)
    text = folded(drawn(SMALL_FILE, since=without("water")))
    assert "Question · water “Water”: added" in text
    assert "Nothing changed." not in text


def test_every_word_of_the_pack_can_be_translated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Domain, "get_translations", lambda _domain: Marks())
    known = {*read(SMALL.model_dump()), *SMALL.question, *SMALL.field, "fedcba9876543210", "magic"}
    known |= {*SMALL.source, *(person.id for person in SMALL.people), "November 30, 2026"}
    known |= {label for field in SMALL.field.values() for label in (*field.options.values(), field.label)}
    assert list(stray(Page(drawn(SMALL_FILE).encode()), known)) == []


# --- The worked people -------------------------------------------------------------------------------


def test_worked_people_match_the_selection() -> None:
    for worked in packed(JOURNEY).people:
        for place, length in enumerate(("short", "medium")):
            chosen = select(Answers.of(JOURNEY, {**worked.person.answers, "length": (length,)}))
            listed = [item for item in worked.items if item.numbers[place] is not None]
            assert {item.name for item in listed} == {c.question.name for c in chosen}
            scores = {c.question.name: c.score for c in chosen}
            assert all(item.score == scores[item.name] for item in listed)
            assert sorted(item.numbers[place] or 0 for item in listed) == list(range(1, len(chosen) + 1))


# --- The spreadsheet ---------------------------------------------------------------------------------


def test_spreadsheet_has_a_row_per_wording() -> None:
    head, *body = rows(packed(JOURNEY), say)
    wordings = [
        text
        for question in JOURNEY.questions
        for voices in (question.ask, question.after_treatment)
        if voices
        for text in (voices.patient, voices.caregiver)
        if text
    ]
    assert sorted(row[head.index("Wording")] for row in body) == sorted(wordings)
    assert {len(row) for row in body} == {len(head)}


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
def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "pack.pdf"
    result = RUN.invoke(args=["catalogue", "review", str(out), "--questions", str(SMALL_FILE)])
    assert (result.exit_code, result.output) == (
        1,
        f"{out}: cannot be written: No such file or directory\n",
    )
