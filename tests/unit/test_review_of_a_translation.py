"""The review pack of a translation: each text beside its original, in a frame in its language."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from app.cli import command_line
from app.cli.files import app_for, app_in
from app.cli.review import pack_html, pack_of
from app.cli.review_versions import earlier_version
from app.content.translation.entry import Entry
from app.content.translation.po_file import PoFile, read
from app.content.translation.writing import written
from app.review.reading import reading_figure, reading_in_words
from app.review.rules_in_words import rule_in_words
from tests.catalogues import SMALL_FILE, small
from tests.unit.test_translation import MARK, SECOND, change, content_of, planted, run
from tests.web.page import Page, classes, text_of

if TYPE_CHECKING:
    from pathlib import Path

BUTTON = Entry("", ("Back",), ("Atrás",), places=("templates/base.html", "app/review/pack.py"))
WORDS = Entry("", ("%(num)d word", "%(num)d words"), ("%(num)d voz", "%(num)d voces"), places=("app/a.py",))
FRAME = Entry("", ("Text by text",), ("Texto por texto",), places=("templates/review/beside.html",))


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    """Return a catalogue with a whole translation beside it, and some texts of the program."""
    questions = planted(tmp_path, SECOND % ", draft: true")
    messages = content_of(questions).with_name("messages.po")
    messages.write_text(written(PoFile(messages, (BUTTON, WORDS, FRAME))), "utf-8")
    return questions


def drawn(questions: Path) -> Page:
    with app_in("es", app_for(questions)).test_request_context():
        return Page(pack_html(pack_of("es"), "a4").encode())


def rows(page: Page) -> list[list[str]]:
    """Return the cells of each text beside its original: where, original, translation."""
    tables = (table for table in page.root.iter("table") if "beside" in classes(table))
    cells = ([*row.iter("td")] for table in tables for row in table.iter("tr"))
    return [[text_of(cell) for cell in row[:3]] for row in cells if row]


def test_every_text_stands_beside_its_original(garden: Path) -> None:
    entries = read(content_of(garden), "es").entries
    beside = [(original, text) for _where, original, text in rows(drawn(garden))]
    told = [(" ".join(each.original[0].split()), " ".join(each.texts[0].split())) for each in entries]
    assert sorted(beside) == sorted(
        [*told, ("Back", "Atrás"), ("%(num)d word%(num)d words", "%(num)d voz%(num)d voces")]
    )


def test_frame_is_in_the_language_and_not_listed(garden: Path) -> None:
    page = drawn(garden)
    assert "Texto por texto" in [text_of(heading) for heading in page.root.iter("h2")]
    assert "Text by text" not in [original for _where, original, _text in rows(page)]


def test_card_comes_first_and_is_ticked_twice(garden: Path) -> None:
    page = drawn(garden)
    first, second, *_ = (table for table in page.root.iter("table") if "beside" in classes(table))
    boxes = [
        {sum("box" in classes(each) for each in row.iter("span")) for row in table.iter("tr")} - {0}
        for table in (first, second)
    ]
    assert boxes == [{2}, {1}]
    assert small().warning_card.title in text_of(first)


def test_missing_texts_are_named_and_counted(garden: Path) -> None:
    change(content_of(garden), f'msgstr "{MARK}Questions for the gardener"', 'msgstr ""')
    page = drawn(garden)
    (missing,) = [original for _where, original, text in rows(page) if text == "not translated"]
    assert missing == "Questions for the gardener"
    total = len(rows(page))
    assert f"{total} texts, {total - 1} of them translated" in page.text


def test_what_is_not_translated_is_marked(garden: Path) -> None:
    page = drawn(garden)
    english = {text_of(span) for span in page.root.iter("span") if span.get("lang") == "en"}
    assert {person.who for person in small().people} <= english


def test_version_names_all_three_files(garden: Path) -> None:
    def digest() -> str:
        with app_in("es", app_for(garden)).test_request_context():
            return pack_of("es").version.digest

    before = digest().split("-")
    change(content_of(garden).with_name("messages.po"), "Atrás", "Volver")
    after = digest().split("-")
    assert [old == new for old, new in zip(before, after, strict=True)] == [True, True, False]


def test_language_without_a_translation_is_named(tmp_path: Path) -> None:
    args = [
        "catalogue",
        "review",
        str(tmp_path / "pack.pdf"),
        "--questions",
        str(SMALL_FILE),
        "--language",
        "es",
    ]
    result = command_line().test_cli_runner().invoke(args=args)
    assert (result.exit_code, result.output) == (1, "questions.yaml has no language 'es'; it has en.\n")


def test_version_signed_last_has_its_own_translations(
    garden: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    signed = tmp_path_factory.mktemp("signed")
    shutil.copytree(garden.parent, signed, dirs_exist_ok=True)
    since = signed / garden.name
    change(content_of(since), f"{MARK}Questions for the gardener", "Antes")
    with app_in("es", app_for(garden)).test_request_context():
        pack = pack_of("es", earlier_version(since, garden, "es"))
    (changed,) = pack.changes or ()
    assert [(each.before, each.after) for each in changed.changes] == [
        (("Antes",), (f"{MARK}Questions for the gardener",))
    ]


@pytest.mark.parametrize("folder", ["", "alone"])
def test_translations_of_today_are_not_those_signed_last(garden: Path, folder: str) -> None:
    since = garden.parent / folder / "signed.yaml"
    since.parent.mkdir(exist_ok=True)
    since.write_text(garden.read_text("utf-8").replace("Plants drink.", "All plants drink."), "utf-8")
    args = ("--questions", str(garden), "--since", str(since), "--language", "es")
    result = run("review", str(garden.with_name("pack.pdf")), *args)
    assert result.exit_code == 1
    assert result.output == (
        f"{since}: with --language, the version signed last must lie in a folder of its own, beside the "
        "translations that were signed with it.\n"
    )


def test_missing_version_is_named_as_such(garden: Path) -> None:
    with pytest.raises(SystemExit, match=r"nowhere.yaml:1:1: cannot be read"):
        earlier_version(garden.with_name("nowhere.yaml"), garden, "es")


def test_figure_of_reading_is_that_of_the_language() -> None:
    text = "Hola, mundo."
    told = [
        reading_in_words(language, reading_figure(language, text), lambda text, **values: text % values)
        for language in ("en", "es", "es-US", "vi")
    ]
    assert told[0].startswith("(grade ")
    assert told[1] == told[2]
    assert told[1].startswith("(ease ")
    assert not told[3]


def test_rules_are_whole_sentences_for_translators() -> None:
    """A language may put each condition, and what joins them, in an order of its own."""
    texts = {
        "%(field)s is %(options)s": "[%(options)s: %(field)s]",
        "%(field)s includes %(options)s": "[%(options)s in %(field)s]",
        "%(first)s and %(last)s": "{%(last)s & %(first)s}",
        "“%(label)s”": "«%(label)s»",
    }
    (first, _) = rule_in_words(
        small(), small().question["clay"].when, lambda text, **values: texts[text] % values
    )
    assert first == "{[«Roses» in Plants] & [«Clay»: Soil]}"
