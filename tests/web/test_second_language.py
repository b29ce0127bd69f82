"""A paper in two languages: who gets one, what stands on it, and what a draft leaves out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.answers import Answers
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.sheet import build_sheet
from app.web.languages import app_in
from app.web.second_language import Second, chosen_second
from app.web.service import service
from app.web.writing import as_label
from tests.conftest import serving
from tests.pdf.conftest import pages
from tests.unit.answers import answers
from tests.web.linter import LintingClient
from tests.web.page import text_of
from tests.web.spanish import with_spanish
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from flask import Flask

    from tests.web.page import Page

INTERPRETER = {"practical": ("far_away",)}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, keys: tuple[str, ...]) -> Flask:
    """The catalogue of journeys, whole in both languages, but for what is made up here."""
    return serving(with_spanish(tmp_path_factory.mktemp("both"), "reviewed_by: []", whole=True), keys)


@pytest.fixture
def reader(site: Flask) -> Visitor:
    client = site.test_client()
    assert isinstance(client, LintingClient)
    return Visitor(client)


def also(page: Page) -> list[tuple[str, str]]:
    """Return each text in the second language, with its language."""
    found = [*page.of_class("also"), *page.of_class("beside")]
    return [(each.get("lang") or "", text_of(each)) for each in found]


def chosen(visitor: Visitor, path: str = "/sheet") -> list[str]:
    return visitor.open(path).form().ticked("second_language")


# --- Who gets one --------------------------------------------------------------------------------------


def test_a_translated_paper_has_the_first_language_beside_it(reader: Visitor) -> None:
    reader.open("/es/questions")
    assert chosen(reader, "/es/sheet") == ["en"]
    reader.client.get("/es/sheet/page")
    assert {language for language, _text in also(reader.client.page)} == {"en"}
    assert ("en", "My questions about it") in also(reader.client.page)


def test_a_paper_in_the_first_language_stands_alone(reader: Visitor) -> None:
    reader.open("/questions")
    assert chosen(reader) == [""]
    reader.client.get("/sheet/page")
    assert not also(reader.client.page)


def test_who_wants_an_interpreter_gets_both(reader: Visitor) -> None:
    reader.answer("daily-life", practical="far_away")
    assert chosen(reader) == ["es"]
    reader.client.get("/sheet/page")
    assert ("es", "Mis preguntas sobre esto") in also(reader.client.page)


def test_a_choice_is_kept_and_can_be_taken_back(reader: Visitor) -> None:
    reader.open("/questions")
    reader.open("/sheet")
    reader.tick("second_language", "es")
    reader.press("Continue")
    assert chosen(reader) == ["es"]
    reader.tick("second_language", "")
    reader.press("Continue")
    assert chosen(reader) == [""]
    reader.answer("daily-life", practical="far_away")
    assert chosen(reader) == [""]


@pytest.mark.parametrize("pick", [None, "", "es"])
def test_the_other_language_of_the_page_keeps_the_usual(reader: Visitor, pick: str | None) -> None:
    """What was not changed on a page is the usual one in the other language, too."""
    reader.open("/questions")
    reader.open("/sheet")
    if pick is not None:
        reader.tick("second_language", pick)
    reader.press("Español")
    assert reader.page.root.get("lang") == "es"
    assert reader.page.form().ticked("second_language") == ["en"]


def test_a_language_that_is_not_there_is_refused_with_all_that_was_typed(reader: Visitor) -> None:
    reader.open("/questions")
    reader.open("/sheet")
    reader.write("visit_with", "Dr. Lee")
    data = reader.form.data("Continue")
    data["second_language"] = "tlh"
    reader.send(data)
    assert reader.status == 400
    assert reader.page.errors
    assert reader.form.value("visit_with") == "Dr. Lee"


def test_a_choice_of_a_language_that_is_no_longer_served_is_the_usual(site: Flask) -> None:
    with site.test_request_context():
        person = Answers.of(service().catalogue, INTERPRETER)
        assert chosen_second(person, Choices(second_language="vi")) == "es"


# --- What stands on it ----------------------------------------------------------------------------------


@given(said=st.data())
def test_both_languages_ask_the_same_under_the_same_numbers(site: Flask, said: st.DataObject) -> None:
    with site.app_context():
        first, second = (service().in_languages[code].catalogue for code in ("en", "es"))
    person = Answers.of(first, said.draw(answers(first)))
    made = build_sheet(person, Choices(), FreeText(own=("Is there a garden?",)), second)
    assert made.second
    assert [(each.id, each.number) for each in made.printed] == [
        (each.id, each.number) for each in made.second.printed
    ]
    assert made.parts == made.second.parts
    assert len(made.head) == len(made.second.head)


@pytest.fixture
def paper(reader: Visitor) -> Page:
    reader.open("/es/questions")
    reader.write("own-1", "¿Hay un jardín?")
    reader.press("Actualizar mi lista")
    reader.client.get("/es/sheet/page")
    return reader.client.page


def test_each_question_stands_in_both(paper: Page) -> None:
    questions = [each for each in paper.all("li") if any(c.get("class") == "ask" for c in each.iter("p"))]
    own = [each for each in questions if "jardín" in text_of(each)]
    assert len(own) == 1
    for each in questions:
        second = [text_of(line) for line in each.iter("p") if line.get("class") == "also"]
        assert bool(second) != (each in own)


def test_an_own_question_has_a_line_for_the_interpreter(paper: Page) -> None:
    own = next(each for each in paper.all("li") if "jardín" in text_of(each))
    assert "For the interpreter, in" in text_of(own)
    assert sum("For the interpreter" in text_of(each) for each in paper.all("li")) == 1


def test_the_team_reads_its_own_language_first(site: Flask) -> None:
    client = site.test_client()
    for path, language in (("/es/sheet/page", "en"), ("/sheet/page", None)):
        client.get("/questions")
        client.get(path)
        assert isinstance(client, LintingClient)
        assert [each.get("lang") for each in client.page.of_class("doctor")] == [language]


def test_the_plain_text_has_both(reader: Visitor) -> None:
    reader.open("/es/questions")
    text = reader.client.get("/es/sheet.txt").text
    asked = re.findall(r"^\[ \] \d+\. .+\n    \((.+)\)$", text, re.MULTILINE)
    assert len(asked) == len(re.findall(r"^\[ \] \d+\.", text, re.MULTILINE))


def test_a_message_has_a_box_for_each_language(reader: Visitor) -> None:
    reader.open("/es/questions")
    reader.open("/es/sheet/message")
    boxes = {each.get("id"): each.get("lang") for each in reader.page.all("textarea")}
    assert boxes == {"message-in-second": "en", "message": None}
    reader.open("/questions")
    reader.open("/sheet/message")
    assert [each.get("id") for each in reader.page.all("textarea")] == ["message"]


@pytest.mark.parametrize(
    ("query", "second"), [("", "en"), ("?second=", ""), ("?second=en", "en"), ("?second=es", "en")]
)
def test_blank_sheets_are_in_both(reader: Visitor, query: str, second: str) -> None:
    reader.open(f"/es/blank{query}")
    assert reader.page.form().ticked("second") == [second]
    text = " ".join(pages(reader.client.get(f"/es/blank.pdf{query}").data))
    assert ("My questions about it" in text) == (second == "en")


def test_no_blank_sheet_is_in_an_unknown_language(reader: Visitor) -> None:
    assert reader.client.get("/blank.pdf?second=tlh").status_code == 404


# --- Drafts ---------------------------------------------------------------------------------------------


def test_what_a_draft_has_not_translated_stands_once(
    keys: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    draft = serving(with_spanish(tmp_path_factory.mktemp("draft")), keys)
    client = draft.test_client()
    assert isinstance(client, LintingClient)
    visitor = Visitor(client)
    visitor.answer("daily-life", practical="far_away")
    client.get("/sheet/page")
    assert [text for _language, text in also(client.page) if "…" not in text] == ["Mis preguntas sobre esto"]
    assert "are a draft. Nobody has reviewed them." in client.page.text
    assert "()" not in client.get("/sheet.txt").text
    visitor.open("/es/sheet")
    assert visitor.form.ticked("second_language") == ["en"]
    client.get("/es/sheet/page")
    assert [text for _language, text in also(client.page) if "…" not in text] == ["My questions about it"]


# --- Labels ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Which one?", "Which one?"),
        ("Name: ________ Phone: ____", "Name: … · Phone: …"),
        (
            "Medicine: ______ [ ] stop [ ] change [ ] keep From: ____",
            "Medicine: … stop / change / keep · From: …",
        ),
        ("Cells: [ ] own [ ] donor", "Cells: own / donor"),
        ("[ ] yes [ ] no", "yes / no"),
        ("1: ____ Any CRS: ____ Out of ____ people", "1: … · Any CRS: … · Out of … people"),
        ("Ayuda a: ____ de ____ personas Índice: ____", "Ayuda a: … de … personas Índice: …"),
        ("Ends here: ____.", "Ends here: …"),
    ],
)
def test_a_label_has_no_place_to_write(line: str, label: str) -> None:
    assert as_label(line) == label


def test_rows_that_are_alike_have_one_label(site: Flask) -> None:
    rows = ("1: _____ Dose: ____", "2: ____ Dose: ____", "Sum: ____")
    with app_in("es", site).test_request_context():
        catalogue = service().catalogue
        english = service().in_languages["en"].catalogue
        sheet = build_sheet(Answers.of(catalogue, {}), Choices(), FreeText(), english)
        made, item = Second.of(sheet), sheet.printed[0]
        assert made
        item = item._replace(fill_in=rows)
        assert [made.label(item, row) for row in range(3)] == ["", "… · Dose: …", rows[2]]
