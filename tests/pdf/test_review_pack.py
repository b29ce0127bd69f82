from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import page
import pikepdf
import pytest
from cryptography.fernet import Fernet
from flask_babel import gettext

from app import create_app
from app.cli.review import pack_html
from app.pdf import Renderer
from app.review import CatalogueVersion, Pack, build_pack
from app.settings import Settings
from tests.catalogues import JOURNEY_FILE, SMALL_FILE, journey, small
from tests.pdf.conftest import pages, poppler

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content import Catalogue
    from app.content.types import Paper

JOURNEY, SMALL = journey(), small()


@dataclass(frozen=True)
class Made:
    pack: Pack
    pdf: bytes
    pages: list[str]
    complaints: list[str]


def make(pack: Pack, paper: Paper = "letter") -> bytes:
    html = pack_html(pack, paper)
    return Renderer("review.css").render(html)


def before() -> Catalogue:
    tips = JOURNEY.boxes.tips.model_copy(update={"items": JOURNEY.boxes.tips.items[:-1]})
    return JOURNEY.model_copy(update={"boxes": JOURNEY.boxes.model_copy(update={"tips": tips})})


@pytest.fixture(scope="module")
def made() -> Iterator[Made]:
    """Make the pack of the catalogue, compared with one that lacks a tip, once: it takes seconds."""
    complaints: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: complaints.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("weasyprint").addHandler(handler)
    app = create_app(Settings((Fernet.generate_key().decode(),), JOURNEY_FILE))
    with app.test_request_context():
        pack = build_pack(
            CatalogueVersion(JOURNEY, "fedcba98"),
            dt.date(2026, 11, 30),
            gettext,
            CatalogueVersion(before(), "01234567"),
        )
        pdf = make(pack)
        yield Made(pack, pdf, pages(pdf), complaints)
    logging.getLogger("weasyprint").removeHandler(handler)


def test_pack_is_pdf_ua_without_log_output(made: Made) -> None:
    assert made.complaints == []
    report = page.validate_pdf_bytes(made.pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_pages_have_number_and_version(made: Made) -> None:
    for number, content in enumerate(made.pages, 1):
        assert f"{number} of {len(made.pages)}" in content
        assert "version fedcba98" in content


def test_no_wording_breaks_across_pages(made: Made) -> None:
    for asked in made.pack.questions:
        question = asked.question
        homes = [p for p in made.pages if f"{asked.number}. {question.name} {question.id} ·" in p]
        assert len(homes) == 1, question.id
        assert question.why[:60] in homes[0], question.id
        for wording in asked.wordings:
            texts = (
                *wording.asked[0].hints,
                *wording.wording.fill_in,
                *(each.text for each in wording.asked),
            )
            starts = [" ".join(text.split()[:3]) for text in texts]
            assert any(all(start in p for start in starts) for p in made.pages), question.id


def test_matrix_has_a_cell_per_stage(made: Made) -> None:
    homes = [p for p in made.pages if p.startswith("Who is asked what, and when")]
    told = " ".join(homes)
    for asked in made.pack.questions:
        assert len(asked.cells) == len(JOURNEY.moment_of)
        assert f"{asked.number}. {asked.question.name}" in told


def test_worked_people_have_their_scores(made: Made) -> None:
    for worked in made.pack.people:
        (first,) = [n for n, p in enumerate(made.pages) if f"{worked.person.id}: {worked.person.who}" in p]
        home = " ".join(made.pages[first : first + 2])
        assert all(str(item.score) in home and item.name in home for item in worked.items)


def test_outline_lists_parts_and_questions(made: Made) -> None:
    named = [f"{asked.number}. {asked.question.name}" for asked in made.pack.questions]
    with pikepdf.open(BytesIO(made.pdf)) as document, document.open_outline() as outline:
        assert [entry.title for entry in outline.root] == [JOURNEY.name]
        parts = {entry.title: entry for entry in outline.root[0].children}
        topics = parts["The questions"].children
        assert [topic.title for topic in topics] == [*JOURNEY.topics.values()]
        assert [entry.title for topic in topics for entry in topic.children] == named
    assert {"What changed", "The form", "Words explained", "Sources", "Worked people"} <= parts.keys()


def test_contents_have_correct_page_numbers(made: Made) -> None:
    contents = next(p for p in made.pages if "Contents" in p and "......" in p.replace(" ", ""))
    start = next(n for n, p in enumerate(made.pages, 1) if p.startswith("Words explained Words explained"))
    assert contents.split("Words explained")[1].replace(".", " ").split()[0] == str(start)


def test_only_the_bundled_fonts_are_used(made: Made) -> None:
    fonts = poppler("pdffonts", made.pdf).decode().splitlines()[2:]
    assert {row.split()[0].split("+")[1] for row in fonts} <= {"Sheet", "Sheet-Bold", "Wide"}


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_paper_size_applies_and_pdf_is_stable(paper: Paper) -> None:
    app = create_app(Settings((Fernet.generate_key().decode(),), SMALL_FILE))
    with app.test_request_context():
        pack = build_pack(CatalogueVersion(SMALL, "01234567"), dt.date(2026, 11, 30), gettext)
        pdf = make(pack, paper)
        assert make(pack, paper) == pdf
    assert f"({paper.replace('a4', 'A4')})" in poppler("pdfinfo", pdf).decode()
