"""Paper, web page and plain text draw the same parts; a catalogue may leave parts out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet
from flask import render_template

from app import create_app
from app.core.answers import Answers
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.sheet import PARTS, build_sheet
from app.settings import ROOT, Settings
from app.web.service import service
from tests.catalogues import TIME_LINE
from tests.pdf.conftest import pages
from tests.web.linter import LintingClient
from tests.web.page import Page, text_of
from tests.web.visitor import Visitor

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

UNDRAWN = {"notes", "words"}  # of a sheet that explains no word, and in text
PLACES = ("body", "appendix", "closing", "own_page")
SMALL = (ROOT / "tests" / "catalogues" / "small.yaml").read_text(encoding="utf-8")


def app_with(folder: Path, text: str) -> Flask:
    file = folder / "garden.yaml"
    file.write_text(text, encoding="utf-8")
    app = create_app(Settings((Fernet.generate_key().decode(),), file))
    app.test_client_class = LintingClient
    return app


def without(part: str) -> str:
    """Return the small catalogue without one part of the paper."""
    head, parts = SMALL.split("\nparts:\n")
    lines = parts.splitlines(keepends=True)
    return f"{head}\nparts:\n" + "".join(line for line in lines if not line.startswith(f"  {part}: {{"))


def titled(text: str) -> str:
    """Give each part, and the box and the card that two of them draw, a title that stands nowhere else."""
    text = re.sub(
        r"^  (\w+): \{title: \"[^\"]+\", (?=about|when)",
        r'  \1: {title: "Part \1", ',
        text,
        flags=re.MULTILINE,
    )
    return text.replace('title: "Thorns"\n', 'title: "Part warning_card"\n')


def drawn(app: Flask, template: str) -> str:
    with app.test_request_context():
        catalogue = service().catalogue
        sheet = build_sheet(Answers.of(catalogue, {}), Choices(parts=tuple(catalogue.parts)), FreeText())
        return render_template(template, sheet=sheet, screen="page" in template)


@pytest.mark.parametrize("first", ["tell_team", "handover", "sources"])
@pytest.mark.parametrize("template", ["sheet/paper.html", "sheet/page.html", "sheet/sheet.txt"])
def test_all_media_draw_parts_in_one_order(tmp_path: Path, template: str, first: str) -> None:
    text = titled(SMALL)
    line = next(line for line in text.splitlines(keepends=True) if line.startswith(f"  {first}: {{title"))
    app = app_with(tmp_path, text.replace(line, "").replace("parts:\n", f"parts:\n{line}", 1))
    with app.app_context():
        parts = [name for name in service().catalogue.parts if name not in UNDRAWN]
    assert parts[0] == first
    parts.sort(key=lambda name: PLACES.index(PARTS[name].place))  # in one place they keep their order
    titles = re.findall(r"part (\w+)", drawn(app, template).lower())
    assert [name for name in titles if name not in UNDRAWN][: len(parts)] == parts


def test_each_step_of_a_course_is_a_line_of_text(tmp_path: Path) -> None:
    words = '  words: {title: "Words"'
    part = '  time_line: {title: "Course", about: "Steps", default: always}\n'
    text = SMALL.replace("boxes:\n", f"{TIME_LINE}boxes:\n", 1).replace(words, part + words)
    lines = drawn(app_with(tmp_path, text), "sheet/sheet.txt").splitlines()
    at = lines.index("COURSE")
    assert lines[at + 1 : at + 3] == [
        "1. Dig (a day): Soil is turned. You are here.",
        "2. Sow (an hour): Seeds go in.",
    ]
    assert "Each garden differs." in lines[at + 3 : at + 5]


@pytest.mark.parametrize("part", PARTS)
def test_part_that_is_left_out_is_not_offered(tmp_path: Path, part: str) -> None:
    client = app_with(tmp_path, without(part)).test_client()
    assert isinstance(client, LintingClient)
    visitor = Visitor(client)
    visitor.open("/questions")
    visitor.press("Make my sheet")
    assert part not in {control.value for control in visitor.form.controls if control.name == "parts"}
    assert ("Comparison sheet" in visitor.page.text) == (part != "compare")
    visitor.press("Continue")
    assert visitor.page.heading == "Your sheet is ready"
    for path in ("/sheet/page", "/sheet.txt", "/ready", "/questions"):
        assert client.get(path).status_code == 200
    assert pages(client.get("/sheet.pdf").data)


@pytest.fixture
def at_sheet(tmp_path: Path) -> Visitor:
    """Someone on "Your sheet", whose answers suggest no comparison."""
    client = app_with(tmp_path, SMALL).test_client()
    assert isinstance(client, LintingClient)
    visitor = Visitor(client)
    visitor.open("/questions")
    visitor.press("Make my sheet")
    assert "compare" not in visitor.form.ticked("parts")
    return visitor


def compared(visitor: Visitor) -> list[str]:
    """Return what is compared on the sheet."""
    page = visitor.open("/sheet/page")
    names = [name for name in ("Roses here", "Ferns there") if name in page.text]
    visitor.open("/sheet")
    assert ("compare" in visitor.form.ticked("parts")) == bool(names)
    return names


def test_a_named_column_brings_the_comparison(at_sheet: Visitor) -> None:
    at_sheet.write("month", "13")
    at_sheet.write("column_1", "Roses here")
    at_sheet.press("Continue")
    assert at_sheet.status == 400
    at_sheet.write("month", "")
    at_sheet.press("Continue")
    assert compared(at_sheet) == ["Roses here"]


def test_the_comparison_can_be_taken_off_again(at_sheet: Visitor) -> None:
    at_sheet.write("column_1", "Roses here")
    at_sheet.press("Continue")
    for name in ("Roses here", "Ferns there"):
        at_sheet.open("/sheet")
        at_sheet.untick("parts", "compare")
        at_sheet.write("column_1", name)
        at_sheet.press("Continue")
        assert compared(at_sheet) == []
        at_sheet.tick("parts", "compare")
        at_sheet.press("Continue")
        assert compared(at_sheet) == [name]


def test_without_a_name_there_is_no_comparison(at_sheet: Visitor) -> None:
    at_sheet.press("Continue")
    assert compared(at_sheet) == []


def test_care_team_part_says_the_same_in_text(tmp_path: Path) -> None:
    app = app_with(tmp_path, SMALL)
    with app.test_request_context():
        catalogue = service().catalogue
        answers = Answers.of(catalogue, {"plants": ("roses",)})
        sheet = build_sheet(answers, Choices(parts=("handover",), starred=("water",)), FreeText())
        assert sheet.top
        text = render_template("sheet/sheet.txt", sheet=sheet)
        page = Page(render_template("sheet/page.html", sheet=sheet, screen=True).encode(), "/sheet/page")
    _before, _title, part = text.partition("FOR THE GARDENER")
    for said in ("Roses", sheet.top[0].text, "Please read."):
        assert said in part
        assert said in page.text


def test_level_without_signs_is_no_heading(tmp_path: Path) -> None:
    level = '        - {call: "Call the gardener soon."}\n'
    text = SMALL.replace("  if_no_answer:", f"{level}  if_no_answer:", 1)
    page = Page(drawn(app_with(tmp_path, text), "sheet/page.html").encode(), "/sheet/page")
    calls = {text_of(each): each.tag for each in page.of_class("call")}
    assert calls == {"Call 112 if": "h3", "Call the gardener soon.": "p"}


def test_source_is_cited_alike_in_all_media(tmp_path: Path) -> None:
    title = re.search(r"sources:\n  - \{?.*?title: \"(.*?)\"", SMALL, re.DOTALL)
    assert title
    app = app_with(tmp_path, SMALL.replace(f'title: "{title[1]}"', 'title: "Do plants drink?"', 1))
    with app.app_context():
        citation = service().catalogue.sources[0].citation
    assert citation.startswith("Do plants drink? ")
    for template in ("sheet/paper.html", "sheet/page.html", "sheet/sheet.txt"):
        assert citation in drawn(app, template)
    client = app.test_client()
    assert isinstance(client, LintingClient)
    for path in ("/about", "/questions"):
        client.get(path)
        assert citation in client.page.text


def test_catalogue_may_have_no_part_at_all(tmp_path: Path) -> None:
    text = SMALL
    for part in PARTS:
        text = re.sub(rf"^  {part}: \{{title: .*about: .*\n", "", text, flags=re.MULTILINE)
    client = app_with(tmp_path, text.replace("\nparts:\n", "\nparts: {}\n")).test_client()
    assert isinstance(client, LintingClient)
    visitor = Visitor(client)
    visitor.open("/questions")
    visitor.press("Make my sheet")
    assert "What should be on it" not in visitor.page.text
    visitor.press("Continue")
    assert pages(client.get("/sheet.pdf").data)
