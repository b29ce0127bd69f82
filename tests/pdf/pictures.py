"""Pictures of the pages of a composed sheet, and of the same one by WeasyPrint with its breaks and lines."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageFilter

from app.pdf.compose.blocks import BLOCK, LINE, split
from app.pdf.compose.draft import Draft
from tests.pdf.conftest import poppler
from tests.pdf.oracle import MARK

if TYPE_CHECKING:
    from app.pdf import Renderer
    from app.pdf.compose.pieces import Placed

DOTS = 72  # an inch
INK, WHITE = 190, 230  # a thin line between two rows of dots is gray in both
FIRST_TAG = re.compile(r"<\w+")
ADDED = '<div class="line" style="height: var(--line)"></div>'  # also the first one, where there was none
HEADED = re.compile(r"(<section(?! class=\"(?:half|leave|card))[^>]*>\s*<h2)")
AT_TOP = ' style="break-before: page; margin-top: 0"'


def pictures(pdf: bytes, dots: int = DOTS) -> list[Image.Image]:
    """Return a gray picture of each page."""
    several = BytesIO(poppler("pdftoppm", pdf, "-gray", "-r", str(dots)))
    found = list[Image.Image]()
    while several.tell() < len(several.getbuffer()):
        _kind, size, _most = (several.readline() for _ in range(3))
        width, height = map(int, size.split())
        found.append(Image.frombytes("L", (width, height), several.read(width * height)))
    return found


def composed_with_places(renderer: Renderer, html: str) -> tuple[bytes, str]:
    """Return a composed sheet, and its HTML with the breaks of pages and the lines that it has."""
    draft = Draft(html, renderer._composer.stock, {}, to_fill_in=False)  # noqa: SLF001
    pdf = draft.written(None)
    pages = draft._pages  # noqa: SLF001
    firsts = {page.placed[0].number for page in pages[1:]}
    placed = {each.number: each for page in pages for each in page.placed if not each.again}
    return pdf, _with_places(html, placed, firsts)


def _with_places(html: str, placed: dict[int, Placed], firsts: set[int]) -> str:
    blocks = iter(enumerate(split(html).blocks))

    def replaced(found: re.Match[str]) -> str:
        number, block = next(blocks)
        if number not in placed:
            return ""
        text = _with_lines(found[2], placed[number].added) if block.has_lines else found[2]
        if number in firsts and not block.new_page:
            text = HEADED.sub(r'\1 style="margin-top: 0"', text, count=1)
            text = FIRST_TAG.sub(lambda tag: tag[0] + AT_TOP, text, count=1)
        return text

    return MARK.sub("", BLOCK.sub(replaced, html))


def _with_lines(html: str, added: int) -> str:
    before, line, behind = html.rpartition(LINE)
    if line:
        return f"{before}{line * (added + 1)}{behind}"
    inside, closes, tag = html.rpartition("</")
    return f"{inside}{ADDED * added}{closes}{tag}"


def differing(one: Image.Image, other: Image.Image) -> tuple[int, int, int, int] | None:
    """Return the box of what one picture has and the other has not, in the same place or a dot beside it."""
    more, fewer = (_more_ink(*pair) for pair in ((one, other), (other, one)))
    return ImageChops.lighter(more, fewer).getbbox()


def _more_ink(one: Image.Image, other: Image.Image) -> Image.Image:
    around = other.filter(ImageFilter.MinFilter(3)).point(lambda dot: 255 * (dot > WHITE))
    return ImageChops.darker(around, one.point(lambda dot: 255 * (dot < INK)))
