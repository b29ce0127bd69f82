"""What the renderer leaves out of WeasyPrint's way for any document must not be missed on ours."""

from __future__ import annotations

import gc
import re
import sys
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import Box

from app.core.choices import Choices
from app.core.free_text import FreeText
from app.pdf import PdfError, Renderer
from app.pdf.weasyprint_patches import HTMLWithOwnDefaults
from app.settings import ROOT
from tests.catalogues import journey

if TYPE_CHECKING:
    from pathlib import Path

    from weasyprint import CSS

    from tests.pdf.conftest import Print

EVERYTHING = Choices(parts=tuple(journey().parts), starred=("when-to-call",))
INLINE = {"a", "span"}  # what an element is that no rule names
PAPERS = [
    file for room in ("sheet", "parts", "review") for file in (ROOT / "templates" / room).glob("*.html")
]


@pytest.mark.parametrize("template", PAPERS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_stylesheet_covers_used_elements(template: Path) -> None:
    rules = re.sub(r"/\*.*?\*/", "", (ROOT / "static" / "elements.css").read_text(), flags=re.DOTALL)
    named = set(re.findall(r"[\w-]+(?=[^{}]*\{)", rules))
    used = set(re.findall(r"<([a-z][a-z0-9]*)", template.read_text()))
    assert used <= named | INLINE


@pytest.mark.parametrize("size", ["standard", "giant"])
def test_default_styles_change_nothing(printed: Print, monkeypatch: pytest.MonkeyPatch, size: str) -> None:
    said, typed = {"length": ("medium",), "stage": ("deciding",)}, FreeText(own=("And the dog?",))
    choices = EVERYTHING.model_copy(update={"size": size})
    ours, html, _ = printed(said, choices, typed)
    with monkeypatch.context() as both:
        both.setattr(HTMLWithOwnDefaults, "_ua_stylesheets", over_weasyprints)
        assert Renderer().render(html) == ours
    with monkeypatch.context() as neither:
        neither.setattr(HTMLWithOwnDefaults, "_ua_stylesheets", lambda *_: [])
        with pytest.raises(PdfError):
            Renderer().render(html)


def over_weasyprints(paper: HTMLWithOwnDefaults, *_forms: bool) -> list[CSS]:
    return [*HTML._ua_stylesheets(paper), paper._defaults]  # noqa: SLF001  what HTMLWithOwnDefaults replaces


def test_streams_are_compressed_once_and_id_set(printed: Print) -> None:
    with pikepdf.open(BytesIO(printed({})[0])) as pdf:
        assert len(pdf.trailer.ID) == 2
        streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        filters = [str(each.get("/Filter")) for each in streams]
        assert len(filters) > 5
        assert set(filters) <= {"/FlateDecode", "None"}
        assert not any(each.read_bytes().startswith(b"\x78\x9c") for each in streams)


def test_nothing_stays_of_a_document_that_failed(printed: Print, monkeypatch: pytest.MonkeyPatch) -> None:
    _, html, _ = printed({})

    def cut_off(*_: object) -> None:
        raise TimeoutError

    renderer = Renderer()
    monkeypatch.setattr("weasyprint.document.layout_document", cut_off)
    gc.disable()
    try:
        with suppress(PdfError):
            renderer.render(html)
        renderer.settle()
        gc.unfreeze()
        assert [each for each in gc.get_objects() if isinstance(each, Box)] == []
    finally:
        gc.enable()


def test_document_is_freed_after_rendering(printed: Print, monkeypatch: pytest.MonkeyPatch) -> None:
    # WeasyPrint lets go of a file without closing it: pytest would keep that warning's frames, and the pages.
    monkeypatch.setattr(sys, "unraisablehook", lambda *_: None)
    gc.disable()
    try:
        printed({"length": ("full",)})
        assert [each for each in gc.get_objects() if isinstance(each, Box)] == []
    finally:
        gc.enable()
