from __future__ import annotations

import datetime as dt
import re
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from app import create_app
from app.cli import command_line
from app.cli.interface_texts import interface_texts
from app.content import Catalogue, CatalogueError, yaml_file
from app.content.checks import find_faults
from app.content.checks.languages import obstacle_to
from app.content.fonts import bundled_fonts
from app.content.huerta import ease, syllables
from app.content.load import load
from app.content.placeholders import fill_placeholders
from app.content.terms import stands_in
from app.content.translation import po_file
from app.content.translation.entry import Entry
from app.content.translation.gettext import gettext_of
from app.content.translation.matching import differences
from app.content.translation.passages import passages
from app.content.translation.po_file import PoFile
from app.content.translation.template import template
from app.content.translation.translated import translated
from app.content.translation.update import updated
from app.content.translation.writing import written
from app.content.validators import is_language
from app.settings import Settings
from tests.catalogues import REAL_FILE, SMALL_FILE

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

SECOND = "\nlanguages: {es: {name: Español, banned_words: [milagro]%s}}\n"
GREETING = ("texts.start", "Questions for the gardener")
# `SMALL_FILE` with every text in another language that has the same numbers, lines and placeholders.
MARK = "Ñ "
TODAY = dt.date(2026, 11, 26)


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    """Return a catalogue with a whole translation beside it."""
    return planted(tmp_path, SECOND % "")


def planted(folder: Path, languages: str) -> Path:
    questions = folder / "garden.yaml"
    questions.write_text(SMALL_FILE.read_text("utf-8") + languages, "utf-8")
    entries = template(yaml_file.plain(yaml_file.read(questions).tree))
    content = folder / "translations" / "es" / "content.po"
    content.parent.mkdir(parents=True)
    done = tuple(said(entry, MARK + entry.original[0]) for entry in entries)
    content.write_text(written(PoFile(content, done)), "utf-8")
    (content.parent / "messages.po").write_text('msgid "Back"\nmsgstr "Atrás"\n', "utf-8")
    return questions


def said(entry: Entry, text: str) -> Entry:
    return Entry(entry.context, entry.original, (text,), entry.notes)


def content_of(questions: Path) -> Path:
    return questions.parent / "translations" / "es" / "content.po"


def change(file: Path, old: str, new: str) -> int:
    """Replace a text that stands in a file once; return its line."""
    text = file.read_text("utf-8")
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def faults(questions: Path) -> list[str]:
    with pytest.raises(CatalogueError) as error:
        load(questions)
    return [str(issue) for issue in error.value.issues]


def run(*args: str) -> Result:
    return command_line().test_cli_runner().invoke(args=["catalogue", *args])


# --- Loading ------------------------------------------------------------------------------------------


def test_a_translation_is_a_catalogue_of_its_own(garden: Path) -> None:
    spanish = load(garden).translations["es"]
    assert spanish.catalogue.texts.start == "Ñ Questions for the gardener"
    assert spanish.catalogue.texts.short_notice == "Ñ In an emergency call 112."
    assert spanish.catalogue.language == "es"
    assert spanish.catalogue.banned_words == ("milagro",)
    assert not spanish.in_first_language


def test_our_fonts_print_all_texts_of_the_program() -> None:
    texts = [text for entry in interface_texts(2) for text in entry.original]
    assert len(texts) > 100
    assert not [text for text in texts if bundled_fonts().unprintable(text)]


def test_a_catalogue_in_one_language_has_no_translation() -> None:
    assert not load(SMALL_FILE).translations


def test_rules_ids_and_names_stay(garden: Path) -> None:
    """The catalogue in another language asks the same people the same questions."""
    loaded = load(garden)
    first, spanish = loaded.catalogue, loaded.translations["es"].catalogue
    assert [each.model_dump(include={"id", "when", "topic"}) for each in spanish.questions] == [
        each.model_dump(include={"id", "when", "topic"}) for each in first.questions
    ]
    assert spanish.clinic == first.clinic
    assert spanish.ranking == first.ranking


@pytest.mark.parametrize("own", ["", "own.png"])
def test_a_picture_of_a_sheet_is_in_its_own_language(
    own: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("first.png", "own.png"):
        (tmp_path / name).touch()
    monkeypatch.setattr("app.content.checks.pictures.STATIC", tmp_path)
    garden = planted(tmp_path, SECOND % f", picture: '{own}'")
    garden.write_text(
        garden.read_text("utf-8").replace("  lead:", "  picture: first.png\n  lead:", 1), "utf-8"
    )
    loaded = load(garden)
    assert loaded.catalogue.texts.picture == "first.png"
    assert loaded.translations["es"].catalogue.texts.picture == own


def test_a_review_of_a_translation_in_the_future_is_told_at_its_line(tmp_path: Path) -> None:
    garden = planted(tmp_path, SECOND % ",\n  reviewed_by: [{name: A, role: B, date: 2099-01-01}]")
    line = len(garden.read_text("utf-8").splitlines())
    told = [str(each) for each in load(garden).warnings(TODAY) if "in the future" in str(each)]
    assert told == [
        f"garden.yaml:{line}:42: 2099-01-01 is in the future; put in the day on which it was done"
    ]


def test_reviewers_of_the_first_language_have_not_reviewed_the_other(tmp_path: Path) -> None:
    garden = planted(tmp_path, SECOND % "")
    change(garden, "reviewed_by: [],", "reviewed_by: [{name: A, role: B, date: 2026-11-20}],")
    loaded = load(garden)
    assert loaded.catalogue.review.reviewed_by
    assert not loaded.translations["es"].catalogue.review.reviewed_by


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Ñ Questions for the gardener", "<b>Preguntas</b>", "HTML has no place here"),
        ("Ñ Questions for the gardener", "el milagro", "the banned word 'milagro'"),
        ("Ñ Questions for the gardener", "diez por ciento", "a number in per cent"),
        ("Ñ Questions for the gardener", "漢", "no font here can print 漢"),
    ],
)
def test_every_check_runs_on_a_translation_and_names_its_line(
    garden: Path, old: str, new: str, expected: str
) -> None:
    line = change(content_of(garden), old, new)
    (fault,) = faults(garden)
    assert fault.startswith(f"es/content.po:{line - 1}:1: {expected}")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Ñ My top 3 questions", "Ñ My top 4 questions", "its numbers are 4; in the original 3"),
        ("Ñ Say ___", "Ñ Say", "its lines and boxes are none; in the original ___"),
        ("Ñ Call {emergency_number}.", "Ñ Call {hospital}.", "its placeholders are {hospital}"),
    ],
)
def test_what_must_be_alike_is(garden: Path, old: str, new: str, expected: str) -> None:
    change(content_of(garden), f'msgstr "{old}"', f'msgstr "{new}"')
    (fault,) = faults(garden)
    assert expected in fault


def test_a_blank_may_be_longer_and_a_decimal_point_a_comma() -> None:
    entry = Entry("", ("38.5 degrees: ___ [ ]",))
    assert not list(differences(replace(entry, texts=("38,5 grados: ______ [ ]",))))
    assert list(differences(replace(entry, texts=("38,5 grados: [ ] ___",))))
    assert list(differences(replace(entry, texts=("385 grados: ___ [ ]",))))


@pytest.mark.parametrize("blank", ["", " ", "\u00a0", "\\n"])
def test_a_missing_text_is_a_fault(garden: Path, blank: str) -> None:
    change(content_of(garden), 'msgstr "Ñ Questions for the gardener"', f'msgstr "{blank}"')
    (fault,) = faults(garden)
    assert re.fullmatch(r"es/content.po:\d+:1: texts.start is not translated", fault)


def test_a_changed_original_is_shown_as_it_was_and_is(garden: Path) -> None:
    change(garden, "Questions for the gardener", "All questions for the gardener")
    (fault,) = faults(garden)
    assert "texts.start: the original has changed since it was translated: was “Questions for" in fault
    assert "is “All questions for the gardener”" in fault


def test_a_text_that_is_no_longer_there_is_a_fault(garden: Path) -> None:
    change(garden, '  - {when: [{role: [caregiver]}], text: "I ask for a friend."}\n', "")
    change(garden, "head:\n", "head: []\n")
    (fault,) = faults(garden)
    assert "head.text is translated, and no longer in the catalogue; run flask catalogue translate" in fault


def test_a_file_that_is_not_there_is_one_fault(garden: Path) -> None:
    content_of(garden).unlink()
    (fault,) = faults(garden)
    assert "es/content.po:1:1: is not there, or holds no texts; run flask catalogue translate" in fault


@pytest.mark.parametrize("damage", ["msgid", "this is no gettext", 'msgid "a"\nmsgid "b"\n', "\xff"])
def test_a_damaged_file_is_a_fault_with_its_line(garden: Path, damage: str) -> None:
    content_of(garden).write_bytes(damage.encode("latin-1"))
    assert all(re.match(r"es/content.po:\d+:1: ", fault) for fault in faults(garden))


PAGES = 'msgid "%(n)d page"\nmsgid_plural "%(n)d pages"\nmsgstr[0] "%(n)d hoja"\nmsgstr[1] "%(n)d hojas"\n'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('msgid_plural "%(n)d pages"', 'msgid_plural "%(n)d pages"\nmsgid_plural "%(n)d pages"'),
        ('msgid "%(n)d page"', 'msgid "%(n)d\0 page"'),
        ("msgstr[1]", "msgstr[2]"),
        ("msgstr[1]", "msgstr[x]"),
        ('msgid "%(n)d page"', 'msgid "%(n)d page"\nmsgid "%(n)d page"'),
    ],
)
def test_damaged_texts_of_the_program_are_a_fault_with_their_line(tmp_path: Path, old: str, new: str) -> None:
    """Also in a draft: the app would not start."""
    garden = planted(tmp_path, SECOND % ", draft: true")
    file = content_of(garden).with_name("messages.po")
    file.write_text(PAGES, "utf-8")
    assert load(garden).translations["es"].texts.ngettext("%(n)d page", "%(n)d pages", 2) == "%(n)d hojas"
    change(file, old, new)
    (fault,) = faults(garden)
    assert re.match(r"es/messages.po:\d+:1: is not gettext: ", fault)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>Atrás</b>", "HTML has no place here; write plain text"),
        ("Atrás <img src=x onerror=y>", "HTML has no place here"),
        ("Atr&aacute;s", "HTML has no place here"),
        ("漢", "no font here can print 漢"),
        ("Atr\u200bás", "the character U+200B (ZERO WIDTH SPACE) is not seen on paper; take it out"),
        ("Atrás\ue000", "the character U+E000 (for private use) is not seen on paper"),
        ("Atrás\\nde nuevo", "the text has more than one line"),
        ("…", "the text has no letter and no digit"),
    ],
)
def test_what_no_page_can_show_is_no_text_of_the_program(tmp_path: Path, text: str, expected: str) -> None:
    """Also in a draft: a page has the texts of the program as they are."""
    garden = planted(tmp_path, SECOND % ", draft: true")
    line = change(content_of(garden).with_name("messages.po"), '"Atrás"', f'"{text}"')
    (fault,) = faults(garden)
    assert fault.startswith(f"es/messages.po:{line - 1}:1: {expected}")


def test_what_the_program_has_itself_is_no_fault(garden: Path) -> None:
    content_of(garden).with_name("messages.po").write_text('msgid "a → b"\nmsgstr "b → a"\n', "utf-8")
    assert load(garden).translations["es"].texts.gettext("a → b") == "b → a"


def test_a_form_of_the_plural_is_read_as_every_text(garden: Path) -> None:
    file = content_of(garden).with_name("messages.po")
    file.write_text(PAGES.replace("hojas", "<i>hojas</i>"), "utf-8")
    assert faults(garden) == ["es/messages.po:1:1: HTML has no place here; write plain text"]


def test_a_draft_shows_the_first_language_where_it_has_no_text(tmp_path: Path) -> None:
    garden = planted(tmp_path, SECOND % ", draft: true")
    change(content_of(garden), 'msgstr "Ñ Questions for the gardener"', 'msgstr ""')
    change(content_of(garden), 'msgstr "Ñ My top 3 questions"', 'msgstr "Ñ My top 4 questions"')
    spanish = load(garden).translations["es"]
    assert spanish.in_first_language == {"Questions for the gardener", "My top 3 questions"}
    assert spanish.catalogue.paper.top.patient == "My top 3 questions"
    assert any("its numbers are 4" in str(each) for each in spanish.doubtful)


def test_the_language_of_the_file_is_no_other_one(tmp_path: Path) -> None:
    garden = planted(tmp_path, "\nlanguages: {en: {name: English, draft: true}}\n")
    (fault,) = faults(garden)
    assert "this is the language of the file itself" in fault


def test_texts_of_the_program_are_looked_up_without_a_compiled_file() -> None:
    entries = (
        Entry("", ("Back",), ("Atrás",)),
        Entry("", ("%(n)d page", "%(n)d pages"), ("%(n)d página", "%(n)d páginas")),
        Entry("", ("Not yet",)),
        Entry("", ("Taken out",), (" ",)),
    )
    spanish = gettext_of(PoFile(REAL_FILE, entries), "es")
    assert spanish.gettext("Back") == "Atrás"
    assert spanish.ngettext("%(n)d page", "%(n)d pages", 2) == "%(n)d páginas"
    assert spanish.gettext("Not yet") == "Not yet"
    assert spanish.gettext("Taken out") == "Taken out"


# --- What is translated -------------------------------------------------------------------------------


def test_a_text_is_found_by_ids_and_not_by_numbers() -> None:
    contexts = {passage.context for passage in passages(yaml_file.plain(yaml_file.read(REAL_FILE).tree))}
    assert "questions.crs-treatment-plan.ask.patient" in contexts
    assert not [context for context in contexts if re.search(r"\.\d+(\.|$)", context)]


def test_every_text_that_is_translated_is_no_id_and_no_rule(tmp_path: Path) -> None:
    """A whole catalogue in which each text is another one has no fault: nothing refers to a text."""
    garden = planted(tmp_path, SECOND % "")
    spanish = load(garden).translations["es"].catalogue.model_dump()
    untouched = {text for text in strings(spanish) if not text.startswith(MARK)}
    first = load(garden).catalogue
    known = {"es", "garden.yaml", "milagro", first.clinic.emergency_number}
    known |= {source.title for source in first.sources} | {source.publisher for source in first.sources}
    assert not [text for text in untouched - known if " " in text]


def strings(node: object) -> list[str]:
    if isinstance(node, dict):
        return [
            text for key, value in node.items() if key not in {"who", "not_asked"} for text in strings(value)
        ]
    if isinstance(node, list | tuple):
        return [text for value in node for text in strings(value)]
    return [node] if isinstance(node, str) else []


# --- The command --------------------------------------------------------------------------------------


def test_translate_writes_both_files_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    questions = tmp_path / "garden.yaml"
    shutil.copy(SMALL_FILE, questions)
    assert run("translate", "vi", "--questions", str(questions)).exit_code == 0
    files = sorted((tmp_path / "translations" / "vi").iterdir())
    assert [file.name for file in files] == ["content.po", "messages.po"]
    before = [file.read_bytes() for file in files]
    assert run("translate", "vi", "--questions", str(questions)).exit_code == 0
    assert [file.read_bytes() for file in files] == before


def test_texts_of_the_program_are_not_copied_beside_a_catalogue_of_a_host(tmp_path: Path) -> None:
    questions = tmp_path / "garden.yaml"
    shutil.copy(SMALL_FILE, questions)
    result = run("translate", "es", "--questions", str(questions))
    assert result.output.endswith("messages.po: comes with the program, and is left as it is\n")
    assert [file.name for file in (tmp_path / "translations" / "es").iterdir()] == ["content.po"]


@pytest.mark.parametrize("language", ["klingon", "root", "ES", "es_MX", "es-mx", "../es", ""])
def test_an_unknown_language_is_one_plain_line(tmp_path: Path, language: str) -> None:
    questions = tmp_path / "garden.yaml"
    shutil.copy(SMALL_FILE, questions)
    result = run("translate", "--questions", str(questions), language)
    assert result.exit_code == 1
    assert result.output == f"{language}: no such language; write es, vi or pt-BR\n"
    assert [*tmp_path.iterdir()] == [questions]


def test_nothing_is_translated_into_its_own_language(tmp_path: Path) -> None:
    questions = tmp_path / "garden.yaml"
    shutil.copy(SMALL_FILE, questions)
    result = run("translate", "en", "--questions", str(questions))
    assert result.exit_code == 1
    assert result.output == "en: the language of garden.yaml itself; name another one\n"
    assert [*tmp_path.iterdir()] == [questions]


def test_a_faulty_catalogue_is_not_translated(tmp_path: Path) -> None:
    questions = tmp_path / "garden.yaml"
    questions.write_text("language: vi\n", "utf-8")
    result = run("translate", "es", "--questions", str(questions))
    assert result.exit_code == 1
    assert "garden.yaml:1:1: 'name' is missing" in result.output


def test_a_language_has_one_way_to_write_it() -> None:
    known = {each.replace("_", "-") for each in locale_identifiers()}
    taken = {each for each in known if is_language(each)}
    assert all(re.search("-[A-Z]{5,}$", each) for each in known - taken), "only variants are left out"
    assert all(Locale.parse(each, sep="-") for each in taken)


@pytest.mark.parametrize("faulty", [False, True])
def test_check_ends_with_a_line_for_each_language(garden: Path, faulty: bool) -> None:  # noqa: FBT001  a case
    with_all_texts(garden)
    if faulty:
        change(content_of(garden), 'msgstr "Ñ Questions for the gardener"', 'msgstr ""')
    result = run("check", str(garden))
    assert result.exit_code == faulty
    assert re.fullmatch(
        r"es: \d+ texts, \d+ done, 0 out of date, [01] missing", result.output.splitlines()[-1]
    )


@pytest.mark.parametrize(("draft", "code"), [("", 1), (", draft: true", 0)])
def test_check_finds_a_text_of_the_program_that_is_not_in_its_file(
    tmp_path: Path, draft: str, code: int
) -> None:
    garden = planted(tmp_path, SECOND % draft)
    with_all_texts(garden, but="Your questions")
    result = run("check", str(garden))
    assert result.exit_code == code
    assert ("es/messages.po:1:1: “Your questions” is not translated" in result.output) == bool(code)
    assert re.search("^es: .* 1 missing", result.output, re.MULTILINE)
    assert load(garden).translations["es"].texts.gettext("Your questions") == "Your questions"


def with_all_texts(questions: Path, but: str = "") -> None:
    file = content_of(questions).with_name("messages.po")
    texts = (entry for entry in interface_texts(2) if entry.original != (but,))
    done = tuple(replace(entry, texts=tuple(f"{MARK}{text}" for text in entry.original)) for entry in texts)
    file.write_text(written(PoFile(file, done)), "utf-8")


@pytest.mark.slow
def test_an_earlier_version_is_not_held_against_the_translations_of_today(garden: Path) -> None:
    signed = garden.with_name("signed.yaml")
    signed.write_text(garden.read_text("utf-8").replace("Plants drink.", "All plants drink."), "utf-8")
    out = garden.with_name("pack.pdf")
    result = run("review", str(out), "--questions", str(garden), "--since", str(signed))
    assert result.exit_code == 0, result.output
    assert out.read_bytes().startswith(b"%PDF")


def test_our_own_files_are_up_to_date() -> None:
    data = yaml_file.plain(yaml_file.read(REAL_FILE).tree)
    for language in data["languages"]:
        file = po_file.read(REAL_FILE.parent / "translations" / language / "content.po", language)
        assert [entry.key for entry in file.entries] == [entry.key for entry in template(data)]
        file = po_file.read(REAL_FILE.parent / "translations" / language / "messages.po", language)
        assert [entry.key for entry in file.entries] == [entry.key for entry in interface_texts(2)]


def test_no_text_of_our_own_catalogue_is_an_id() -> None:
    """With each text changed, every rule still names what is there; and no sentence was left as it was."""
    data = yaml_file.plain(yaml_file.read(REAL_FILE).tree)
    data["languages"] = {"es": {"name": "Español"}}
    done = [replace(said(entry, f"Ñ{entry.original[0]}"), line=1) for entry in template(data)]
    made, _lines = translated(data, "es", done)
    catalogue = Catalogue.model_validate(fill_placeholders(made))
    assert not find_faults(catalogue, REAL_FILE.parent)
    seen = catalogue.model_dump(
        exclude={"people": True, "clinic": True, "review": True, "banned_words": True}
    )
    for source in seen["sources"]:
        for name in ("title", "publisher", "note"):
            del source[name]
    assert not [text for text in strings(seen) if " " in text and not text.startswith("Ñ")]


def test_what_other_programs_write_is_read(tmp_path: Path) -> None:
    file = tmp_path / "content.po"
    file.write_text(
        '# head\nmsgid ""\nmsgstr "Language: es\\nX-Generator: Poedit\\n"\n\n'
        '# mine\n#, fuzzy\n#| msgid "Old"\nmsgctxt "a"\nmsgid "New"\nmsgstr "Viejo"\n\n'
        '#, fuzzy\n#~| msgid "Older"\n#~ msgid "Gone"\n#~ msgstr "Ido"\n',
        "utf-8",
    )
    found = po_file.read(file, "es")
    assert found.headers == ("Language: es", "X-Generator: Poedit")
    assert found.entries == (
        Entry("a", ("New",), ("Viejo",), remarks=("mine",), stale=True, was=("Old",), line=9),
    )
    assert [entry.texts for entry in found.obsolete] == [("Ido",)]


# --- Updating: no translation is lost -----------------------------------------------------------------

TEXTS = st.sampled_from(["How much water?", "How much sun?", "How much water a day?", "When to cut?", "Why?"])
CONTEXTS = st.sampled_from(["a.ask", "a.ask.patient", "a.ask.caregiver", "b.why", ""])
KEYS = st.lists(st.tuples(CONTEXTS, TEXTS), unique=True, max_size=8)


def with_texts(keys: list[tuple[str, str]]) -> list[Entry]:
    return [Entry(context, (text,), (f"«{context} {text}»",)) for context, text in keys]


@given(KEYS, KEYS)
def test_no_translation_is_lost_whatever_changes(
    before: list[tuple[str, str]], now: list[tuple[str, str]]
) -> None:
    wanted = [Entry(context, (text,)) for context, text in now]
    entries, obsolete = updated(wanted, with_texts(before), [])
    kept = {entry.texts for entry in (*entries, *obsolete)}
    assert {entry.texts for entry in with_texts(before)} <= kept
    assert [entry.key for entry in entries] == [entry.key for entry in wanted]
    for entry in entries:
        assert (
            not entry.is_done or entry.texts == (f"«{entry.context} {entry.original[0]}»",) or not entry.was
        )
    assert updated(wanted, entries, obsolete) == (entries, obsolete)


@given(KEYS, KEYS)
def test_what_is_written_is_read_again(before: list[tuple[str, str]], now: list[tuple[str, str]]) -> None:
    wanted = [Entry(context, (text,)) for context, text in now]
    entries, obsolete = updated(wanted, with_texts(before), [])
    text = written(PoFile(REAL_FILE, entries, obsolete, headers=("Language: es",)))
    again = po_file.parse(REAL_FILE, text, "es")
    assert [(each.key, each.texts, each.stale, each.was) for each in again.entries] == [
        (each.key, each.texts, each.stale, each.was) for each in entries
    ]
    assert {each.key for each in again.obsolete} == {each.key for each in obsolete}
    assert written(again) == text


def test_a_text_that_comes_back_has_its_translation_again() -> None:
    water, sun = Entry("a", ("Water?",), ("¿Agua?",)), Entry("a", ("Where does the sun stand?",))
    stale, _gone = updated([sun], [water], [])
    assert stale[0].stale
    (again,), _gone = updated([Entry("a", ("Water?",))], stale, [])
    assert again.is_done
    assert again.texts == ("¿Agua?",)


def test_a_long_original_that_changed_is_written_so_that_others_can_read_it() -> None:
    was = " ".join(["water the roses in the morning"] * 9)
    entry = Entry("a", ("Water?",), ("¿Agua?",), stale=True, was=(was,))
    text = written(PoFile(REAL_FILE, (entry,)))
    assert all(line.count('"') % 2 == 0 for line in text.splitlines())
    assert po_file.parse(REAL_FILE, text, "es").entries[0].was == (was,)


# --- Spanish ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("célula", 3), ("día", 2), ("diario", 2), ("guerra", 2), ("queso", 2), ("pingüino", 3), ("ciudad", 2),
        ("aéreo", 4), ("leucemia", 3), ("hoy", 1), ("y", 1), ("ahora", 3), ("país", 2), ("infusión", 3),
    ],
)  # fmt: skip
def test_syllables_of_spanish_words(word: str, expected: int) -> None:
    assert syllables(word) == expected


def test_the_scale_separates_plain_spanish_from_hard() -> None:
    assert ease("¿A quién llamo si me da fiebre?") > 80
    assert ease("La administración concomitante de inmunosupresores requiere monitorización.") < 20


@pytest.mark.parametrize(
    ("term", "text"),
    [("célula madre", "las células madre"), ("infusión", "dos infusiones"), ("lápiz", "los lápices")],
)
def test_a_spanish_word_is_found_in_its_plural(term: str, text: str) -> None:
    assert stands_in(term, text, "es")
    assert not stands_in(term, text, "vi")


# --- Languages that cannot be shown -------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "zh-Hant", "ja", "ko", "th", "hy", "ar", "he", "fa", "ur"])
def test_a_language_that_cannot_be_shown_has_a_reason(language: str) -> None:
    name = Locale.parse(language, sep="-").get_display_name("en")
    assert obstacle_to(language).startswith(f"{name} ")


@pytest.mark.parametrize(
    "language", ["en", "es", "pt", "pt-BR", "ht", "fil", "pl", "vi", "ru", "uk", "el", "hi"]
)
def test_other_languages_have_no_obstacle(language: str) -> None:
    assert not obstacle_to(language)


def test_translators_are_told_before_they_begin(tmp_path: Path) -> None:
    questions = tmp_path / "garden.yaml"
    shutil.copy(SMALL_FILE, questions)
    result = run("translate", "he", "--questions", str(questions))
    assert result.exit_code == 0
    assert "he: Hebrew is written from right to left" in result.output


# --- Languages that are not offered yet ---------------------------------------------------------------


@pytest.fixture
def early(tmp_path: Path) -> Path:
    return planted(tmp_path, SECOND % ", draft: true, offered: false")


def test_a_language_that_is_not_offered_is_left_out(early: Path) -> None:
    assert not load(early).translations
    assert [*load(early, all_languages=True).translations] == ["es"]


def test_check_reads_a_language_that_is_not_offered(early: Path) -> None:
    change(content_of(early), f"{MARK}When do I water?", f"{MARK}When do I get milagro?")
    result = run("check", str(early))
    assert result.exit_code == 1
    assert "es/content.po" in result.output
    assert load(early).catalogue  # and it keeps nobody from the other languages


def test_no_page_leads_to_a_language_that_is_not_offered(early: Path) -> None:
    for all_languages, status in ((False, 404), (True, 200)):
        app = create_app(Settings((Fernet.generate_key().decode(),), early, all_languages=all_languages))
        client = app.test_client()
        assert client.get("/es/").status_code == status
        assert (b'hreflang="es"' in client.get("/").data) == all_languages


def test_words_wait_for_their_terms(tmp_path: Path) -> None:
    """While a term stands in the first language, no text of the other can name it."""
    questions = planted(tmp_path, SECOND % ", draft: true")
    change(content_of(questions), f'msgstr "{MARK}Order helps, and mulch."', 'msgstr "Ñ El orden ayuda."')
    told = "explained and not used"
    assert any(told in str(each) for each in load(questions).warnings(TODAY))
    change(content_of(questions), f'msgstr "{MARK}Mulch"', 'msgstr ""')
    assert not any(told in str(each) for each in load(questions).warnings(TODAY))
