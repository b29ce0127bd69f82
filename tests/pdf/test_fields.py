"""The PDF to fill in: the same pages, with a field wherever a person writes or ticks."""

from __future__ import annotations

from io import BytesIO
from itertools import combinations
from typing import TYPE_CHECKING, Any

import page
import pikepdf
import pytest
from flask import current_app
from PIL import Image

from app.content.logo import MOST_BYTES, printed_bytes, read_logo
from app.content.theme import Theme
from app.content.types import PAPERS, SIZES
from app.core.answers import Answers
from app.core.choices import Choices
from app.core.free_text import FreeText
from app.core.sheet import PARTS, build_sheet
from app.pdf import Renderer, find_saved, read_fields
from app.pdf.attached import LARGEST_FILE
from app.web.drafts import drafts
from app.web.service import service
from tests.catalogues import ALL, REAL_FILE
from tests.pdf.conftest import Print, pages, poppler, printing
from tests.pdf.drawn import PT, PX, drawn
from tests.pdf.noise import noise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.core.sheet import Sheet

OWN = FreeText(own=("Can he swim?", "And the dog?"))
SAVED = b'{"format":"question-sheet","version":1}'
SAID = {"stage": ("deciding",)}
LATER = 200_000  # bytes that programs for tablets, and the notes of visits, may add to a file
LOOSE: dict[str, Any] = {"object_stream_mode": pikepdf.ObjectStreamMode.disable}
PLAIN: dict[str, Any] = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.all}
TYPED = ("Zoë: 52 of 100", "Żółw и ёж", "細胞療法", "one line\nand another")


def to_fill_in(sheet: Sheet) -> bytes:
    return service().renderer.render(drafts(sheet, to_fill_in=True), attached=SAVED, to_fill_in=True)


def fields(pdf: bytes) -> Iterator[Any]:
    with pikepdf.open(BytesIO(pdf)) as document:
        yield from document.Root.AcroForm.Fields


def filled(pdf: bytes) -> tuple[bytes, dict[str, str | bool]]:
    """Fill in every field, and return the file with what was written."""
    document, written = pikepdf.open(BytesIO(pdf)), dict[str, str | bool]()
    for number, each in enumerate(document.Root.AcroForm.Fields):
        is_tick = pikepdf.Name.Btn == each.FT
        written[str(each.T)] = True if is_tick else TYPED[number % len(TYPED)]
        each.V = pikepdf.Name.on if is_tick else TYPED[number % len(TYPED)]
    out = BytesIO()
    document.save(out)
    return out.getvalue(), written


@pytest.fixture(scope="module")
def usual(printed: Print) -> tuple[bytes, bytes, Sheet]:
    """A sheet flat and to fill in, with every part."""
    flat, _, sheet = printed(SAID, Choices(parts=tuple(PARTS)), OWN)
    return flat, to_fill_in(sheet), sheet


@pytest.fixture
def heaviest_logo(tmp_path: Path) -> bytes:
    (tmp_path / "logo.png").write_bytes(noise(438))
    logo = read_logo(tmp_path, "logo.png") or b""
    with Image.open(BytesIO(logo)) as picture:
        assert printed_bytes(picture) > 0.97 * MOST_BYTES
    return logo


def name_a_logo() -> None:
    """Let the templates find a logo in the catalogue."""
    clinic = service().catalogue.clinic.model_copy(update={"theme": Theme(logo="logo.png")})
    catalogue = service().catalogue.model_copy(update={"clinic": clinic})
    current_app.jinja_env.globals.update(catalogue=catalogue)


# Not both: a picture that is unpacked is larger than all else, and such a file is told to be too large.
@pytest.mark.parametrize(("has_logo", "how"), [(True, LOOSE), (False, LOOSE | PLAIN)])
def test_the_largest_sheet_can_be_opened_again_when_nothing_is_packed(
    heaviest_logo: bytes, how: dict[str, Any], *, has_logo: bool
) -> None:
    with printing(REAL_FILE):
        catalogue, second = (service().in_languages[code].catalogue for code in ("en", "es"))
        most = Choices(added=tuple(catalogue.question), size="giant", parts=tuple(catalogue.parts))
        sheet = build_sheet(Answers.of(catalogue, SAID | ALL), most, OWN, second)
        if has_logo:
            name_a_logo()
        paper = drafts(sheet, to_fill_in=True)
        made = Renderer(logo=heaviest_logo).render(paper, attached=SAVED, to_fill_in=True)
        assert (b"/Subtype /Image" in made) == has_logo
        pdf, written = filled(made)
        loose = by_pikepdf(pdf, **how)
        assert len(loose) + LATER <= LARGEST_FILE
        assert read_fields(loose).values == written
        assert find_saved(loose) == SAVED


def test_each_question_has_two_ticks_and_a_place_to_write(usual: tuple[bytes, bytes, Sheet]) -> None:
    _, pdf, sheet = usual
    names = [str(each.T) for each in fields(pdf)]
    assert len(set(names)) == len(names)
    for item in sheet.printed:
        assert {f"asked-{item.id}", f"answered-{item.id}"} <= set(names)
        assert f"answer-{item.id}" in names or f"fill-{item.id}-1" in names
    others = {"what-matters", "notes", "tell-team-1", "leave-1", "visit-with-1", "compare-1-1-1", "top-1"}
    assert others <= set(names)


def test_a_field_says_what_it_is_for(usual: tuple[bytes, bytes, Sheet]) -> None:
    _, pdf, sheet = usual
    said = {str(each.T): str(each.TU) for each in fields(pdf)}
    first = sheet.printed[0]
    assert said[f"asked-{first.id}"] == "Question 1: asked"
    assert said[f"answered-{first.id}"] == "Question 1: answered"
    assert {said.get(f"answer-{item.id}") for item in sheet.printed} - {None} <= {
        f"Answer to question {item.number}: {item.text}" for item in sheet.printed
    }
    assert all(len(label) > 4 for label in said.values())


def test_fields_are_read_in_the_order_of_the_page(usual: tuple[bytes, bytes, Sheet]) -> None:
    document = pikepdf.open(BytesIO(usual[1]))
    order: list[str] = []

    def read(node: Any) -> None:
        if isinstance(node, pikepdf.Dictionary) and node.get("/Type") == pikepdf.Name.OBJR:
            order.append(str(node.Obj.get("/T", "")))
        elif isinstance(node, pikepdf.Array):
            for each in node:
                read(each)
        elif isinstance(node, pikepdf.Dictionary) and "/K" in node:
            read(node.K)

    read(document.Root.StructTreeRoot)
    assert [name for name in order if name] == [str(each.T) for each in document.Root.AcroForm.Fields]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("paper", PAPERS)
def test_it_has_the_pages_of_the_flat_one_and_is_pdf_ua(printed: Print, size: str, paper: str) -> None:
    flat, _, sheet = printed(SAID, Choices.model_validate({"size": size, "paper": paper}), OWN)
    pdf = to_fill_in(sheet)
    assert len(pages(pdf)) == len(pages(flat))
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_each_field_is_drawn_as_pdf_a_demands(usual: tuple[bytes, bytes, Sheet]) -> None:
    with pikepdf.open(BytesIO(usual[1])) as document:
        assert "/NeedAppearances" not in document.Root.AcroForm
    for each in fields(usual[1]):
        assert (each.F, each.Subtype) == (4, pikepdf.Name.Widget)
        left, bottom, right, top = map(float, each.Rect)
        assert left < right
        assert bottom < top
        if pikepdf.Name.Btn == each.FT:
            assert set(each.AP.N.keys()) == {"/on", "/Off"}
        else:
            assert isinstance(each.AP.N, pikepdf.Stream)
            assert " 0 Tf" in str(each.DA)


def test_no_line_and_no_field_crosses_another(usual: tuple[bytes, bytes, Sheet]) -> None:
    document, pages_drawn = pikepdf.open(BytesIO(usual[1])), drawn(usual[1])
    for one, seen in zip(document.pages, pages_drawn, strict=True):
        boxes = [
            [float(edge) * PT * PX for edge in each.Rect] for each in one.get("/Annots", []) if "/T" in each
        ]
        assert not any(
            a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] - 1 and b[1] < a[3] - 1
            for a, b in combinations(boxes, 2)
        )
        for left, bottom, right, top in boxes:
            assert not any(
                bottom + 1 < seen.height - line.y < top - 1 and line.left < right and left < line.right
                for line in seen.lines
            )


def test_the_flat_one_has_none(usual: tuple[bytes, bytes, Sheet], printed: Print) -> None:
    with pikepdf.open(BytesIO(usual[0])) as document:
        assert "/AcroForm" not in document.Root
    assert "data-" not in printed(SAID, Choices(), OWN)[1].replace("data-before", "").replace(
        "data-between", ""
    ).replace("data-after", "")


def test_the_same_sheet_gives_the_same_bytes(usual: tuple[bytes, bytes, Sheet]) -> None:
    assert to_fill_in(usual[2]) == usual[1]


def test_what_is_filled_in_comes_back_whole(usual: tuple[bytes, bytes, Sheet]) -> None:
    pdf, written = filled(usual[1])
    back = read_fields(pdf)
    assert back.fault is None
    assert back.values == written
    assert find_saved(pdf) == SAVED


def test_blanks_and_boxes_are_not_heard_twice(usual: tuple[bytes, bytes, Sheet]) -> None:
    words = poppler("pdfinfo", usual[1], "-struct-text").decode().split()
    assert not {'"box"', '"blank"', '"blank'} & set(words)


def test_empty_file_has_no_values(usual: tuple[bytes, bytes, Sheet]) -> None:
    assert read_fields(usual[1]).values == {}
    assert read_fields(usual[0]).fault == "no_fields"


def by_pikepdf(pdf: bytes, **how: Any) -> bytes:
    out = BytesIO()
    pikepdf.open(BytesIO(pdf)).save(out, **how)
    return out.getvalue()


@pytest.mark.parametrize(
    ("made", "fault"),
    [
        (lambda pdf: by_pikepdf(pdf, encryption=pikepdf.Encryption(owner="o", user="u")), "locked"),
        (lambda pdf: by_pikepdf(pdf, encryption=pikepdf.Encryption(owner="o", user="")), None),
        (lambda pdf: by_pikepdf(pdf, linearize=True), None),
        (lambda pdf: pdf + b" " * LARGEST_FILE, "too_large"),
    ],
    ids=["locked", "no password", "linear", "large"],
)
def test_files_of_other_programs(
    usual: tuple[bytes, bytes, Sheet], made: Callable[[bytes], bytes], fault: str | None
) -> None:
    pdf, written = filled(usual[1])
    back = read_fields(made(pdf))
    assert back.fault == fault
    assert back.values == ({} if fault else written)
