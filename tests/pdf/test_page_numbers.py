"""Pages without blocks are laid out once for all numbers with as many digits, and are as WeasyPrint's."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from app.core.choices import Choices
from app.pdf import Renderer
from app.pdf.compose.blocks import NotComposableError, split
from app.pdf.compose.frames import pages_of
from app.pdf.compose.page_numbers import Unnumbered
from app.pdf.compose.taker import PageTaker
from app.pdf.standards import VARIANT
from tests.pdf.conftest import poppler

if TYPE_CHECKING:
    from app.pdf.compose.fragments import Drawing
    from tests.pdf.conftest import Print

WORD = re.compile(rb'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"[^>]*>(.*?)</word>')
FOOT = 25 * 72 / 25.4  # points at the foot of a page
GAP = 4  # points, about a space
MARGIN = 12 * 72 / 25.4  # points at the right of a right page
NOTICE = "Not medical advice. Emergency: 911 or your local number."
LANGUAGE = '<body class="%s" data-before-page="%s" data-between-pages="%s" data-after-page="%s">'


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer()


def drawn(renderer: Renderer, head: str, count: int) -> list[Drawing]:
    """Return pages and what stands behind them as WeasyPrint draws them, the feet as artifacts."""
    typesetter = renderer._typesetter  # noqa: SLF001
    document = typesetter.document(pages_of(head, count), pdf_variant=VARIANT)
    made = typesetter.taken(
        document, lambda pdf: [PageTaker(pdf).drawing(page) for page in range(count + 1)], pdf_variant=VARIANT
    )
    return [made[0], *(each.with_artifacts((-1,) * each.marks) for each in made[1:])]


def shown(drawings: list[Drawing]) -> list[tuple[bytes, dict[bytes, int]]]:
    return [(each.content, dict(each.glyphs)) for each in drawings]


@pytest.mark.parametrize("paper", ["letter-standard", "a4-giant"])
@pytest.mark.parametrize(
    "said", [("Page ", " of ", ""), ("", "/", "."), ("第", "页 / ", "页"), ("ίΣελίδα ", " από ί", " ίήέ")]
)
def test_pages_are_as_weasyprint_draws_them(
    printed: Print, renderer: Renderer, paper: str, said: tuple[str, str, str]
) -> None:
    head, _, rest = split(printed({})[1]).head.partition("<body")
    head = head.replace("standard", paper.partition("-")[2]) + LANGUAGE % (paper, *said)
    head += rest.partition(">")[2]
    # Their glyphs are digits in another font.
    head = re.sub(r'(class="(?:notice|foot)">)', r"\1ήίΰ αβγδ ", head)
    frames = renderer._composer.stock.frames  # noqa: SLF001
    before = frames.sample.cache_info().misses
    for count in (1, 2, 3, 8, 9, 10, 11, 12, 37, 99, 100, 112):
        frame = frames.frame(head, count)
        assert shown([*frame.pages[1:], frame.behind]) == shown(drawn(renderer, head, count)[1:])
    assert frames.sample.cache_info().misses - before == 3


def test_a_page_without_its_number_is_a_fault(printed: Print, renderer: Renderer) -> None:
    frames = renderer._composer.stock.frames  # noqa: SLF001
    frame = frames.frame(split(printed({})[1]).head, 4)
    for drawing, page in ((frame.behind, 1), (frame.pages[1], 3)):
        with pytest.raises(NotComposableError):
            Unnumbered.of(drawing, page, 4, frames._digits.figures)  # noqa: SLF001


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("size", ["standard", "large", "giant"])
def test_numbers_of_many_pages_stand_apart_at_the_margin(
    printed: Print, renderer: Renderer, paper: str, size: str
) -> None:
    head = split(printed({}, Choices(paper=paper, size=size))[1]).head
    head = re.sub(r'(class="(?:notice|foot)">).*', rf"\1{NOTICE}</p>", head)
    boxes = poppler("pdftotext", renderer.render(pages_of(head, 101)), "-bbox", "-f", "101", "-l", "101")
    width, height = map(float, re.findall(rb'<page width="([\d.]+)" height="([\d.]+)"', boxes)[0])
    words = [each for each in WORD.findall(boxes) if float(each[1]) > height - FOOT]
    assert [word for *_, word in words[-3:]] == [b"101", b"of", b"101"]
    assert float(words[-1][2]) == pytest.approx(width - MARGIN, abs=0.2)
    room = [float(right[0]) - float(left[2]) for left, right in pairwise(words)]
    assert max(room) > 2 * GAP  # between the notice and the number
    assert len({top for _, top, *_ in words}) <= 2  # each on one line
