"""Places to write on the paper: how far apart they are, and how what is left of a page becomes more."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product
from typing import TYPE_CHECKING

import pytest

from app.content.types import PAPERS
from app.core.choices import Choices
from app.core.free_text import FreeText
from tests.catalogues import journey
from tests.pdf.conftest import Print, poppler
from tests.pdf.drawn import PT, PX, DrawnPage, Frame, drawn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.content.types import Size

JOURNEY = journey()
PITCH: dict[Size, float] = {"standard": 8.5, "large": 10, "giant": 12}  # mm
SMALLEST: dict[Size, float] = {"standard": 10, "large": 16, "giant": 16}  # points
FOOT: dict[Size, float] = {"standard": 15, "large": 18, "giant": 18}  # the lower margin
UNPRINTABLE = 7  # what printers leave free at the edge, with some room
EXACT = 0.01
DOTS = 8  # a mm


class Drawing:
    """A sheet in one size on one paper, with own questions; the medium one with stars."""

    def __init__(self, printed: Print, size: Size, paper: str, length: str) -> None:
        self.size = size
        starred = ("own-1", "when-to-call") if length == "medium" else ()
        choices = Choices.model_validate({"size": size, "paper": paper, "starred": starred})
        said = {"stage": ("deciding",), "length": (length,)}
        self.pdf, _, self.sheet = printed(said, choices, FreeText(own=("Can he swim?", "And the dog?")))
        self.pages = drawn(self.pdf)

    def foot(self, page: DrawnPage) -> float:
        """Return where the text of a page ends and its foot begins."""
        return page.height - FOOT[self.size]


@pytest.fixture(scope="module", params=product(PITCH, PAPERS, ("short", "medium")), ids="-".join)
def drawing(printed: Print, request: pytest.FixtureRequest) -> Drawing:
    return Drawing(printed, *request.param)


def test_places_to_write_are_far_enough_apart(drawing: Drawing) -> None:
    gaps = [gap for page in drawing.pages for gap in page.gaps]
    assert len(gaps) > len(drawing.sheet.printed)
    assert min(gaps) >= PITCH[drawing.size] - EXACT


def test_first_line_has_room_under_the_text(drawing: Drawing) -> None:
    for page in drawing.pages:
        for line in page.lines:
            above = max(text.y for text in page.texts if text.y < line.y and text.x < line.right)
            # A line under a label is written on behind it.
            assert line.y - above >= PITCH[drawing.size] - EXACT or line.y - above < PITCH[drawing.size] / 2


def test_less_than_a_line_is_left_of_each_page(drawing: Drawing) -> None:
    left = [drawing.foot(page) - page.end(drawing.foot(page)) for page in drawing.pages]
    assert len(left) > 1
    assert all(0 <= each < PITCH[drawing.size] + PT * PX for each in left), left


def test_no_text_stands_on_another(drawing: Drawing) -> None:
    for words, page in zip(boxes(drawing.pdf), drawing.pages, strict=True):
        assert [pair for pair in combinations(words, 2) if overlap(*pair)] == []
        assert [
            word for word in words for line in page.lines if crosses(line.left, line.right, line.y, word)
        ] == []


Word = tuple[str, float, float, float, float]


def boxes(pdf: bytes) -> list[list[Word]]:
    """Return the words of each page and about where their letters are: left, top, right, bottom in mm."""
    found: list[list[Word]] = []
    for row in poppler("pdftotext", pdf, "-bbox").decode().splitlines():
        if "<page " in row:
            found.append([])
        elif "<word " in row:
            left, top, right, bottom = (float(part) * 25.4 / 72 for part in row.split('"')[1::2])
            air = (bottom - top) / 6  # above and below what letters take
            found[-1].append((row.split(">")[1].split("<")[0], left, top + air, right, bottom - air))
    return found


def overlap(one: Word, other: Word) -> bool:
    return one[1] < other[3] and other[1] < one[3] and one[2] < other[4] and other[2] < one[4]


def crosses(left: float, right: float, y: float, word: Word) -> bool:
    return left < word[3] and word[1] < right and word[2] < y < word[4]


def test_each_step_of_what_to_do_has_its_picture(drawing: Drawing) -> None:
    page = drawing.pages[0]
    steps = JOURNEY.paper.tips.of(drawing.sheet.voice)
    small = [frame for frame in page.pictures if frame not in page.circles]
    assert len(small) == len(steps)
    for frame in small:
        picture = replace(frame, right=frame.left + frame.bottom - frame.top)
        assert min(dark(drawing.pdf, 1, picture, frame.top)) > 0.01


def test_circles_stay_with_their_question(drawing: Drawing) -> None:
    """WeasyPrint lays out pictures for the whole page: what moves a question has to move them, too."""
    circled = [item for item in drawing.sheet.printed if item.wording and item.wording.circles]
    found = [(number, page, frame) for number, page in enumerate(drawing.pages, 1) for frame in page.circles]
    assert len(circled) == 1
    assert len(found) == (0 if drawing.size == "giant" else 1)
    for number, page, frame in found:
        caption = [
            text.y for text in page.texts if frame.left <= text.x and frame.top < text.y < frame.bottom
        ]
        assert caption
        assert min(dark(drawing.pdf, number, frame, max(caption) + 2)) > 0.05
        rules = [rule for rule in (*page.lines, *page.blanks) if frame.top < rule.y < frame.bottom]
        assert all(rule.right < frame.left for rule in rules)


def dark(pdf: bytes, number: int, frame: Frame, top: float) -> Iterator[float]:
    """Yield how much of each half of a frame below `top` is black."""
    for half in (0, 1):
        height = (frame.bottom - top) / 2
        area = (frame.left, top + half * height, frame.right - frame.left, height)
        x, y, width, tall = (str(round(each * DOTS)) for each in area)
        place = ("-x", x, "-y", y, "-W", width, "-H", tall)
        picture = poppler(
            "pdftoppm", pdf, "-gray", "-r", str(DOTS * 25.4), "-f", str(number), "-l", str(number), *place
        )
        _, _, _, dots = picture.split(b"\n", 3)
        yield sum(dot < 128 for dot in dots) / len(dots)


def test_letters_are_large_enough(drawing: Drawing) -> None:
    """The word in a box is one pixel high: it is heard, and nobody is to see it."""
    sizes = {round(text.points, 2) for page in drawing.pages for text in page.texts if text.is_seen}
    assert min(sizes) >= SMALLEST[drawing.size]
    assert {round(text.points * PT) for page in drawing.pages for text in page.texts if not text.is_seen} <= {
        1, round({"standard": 12, "large": 16, "giant": 18}[drawing.size] * PT),
    }  # fmt: skip


def test_foot_is_one_line_clear_of_the_edge(drawing: Drawing) -> None:
    for words, page in zip(boxes(drawing.pdf), drawing.pages, strict=True):
        foot = [word for word in words if word[2] > drawing.foot(page)]
        assert " ".join(word[0] for word in foot).startswith(JOURNEY.paper.notice)
        assert max(word[4] for word in foot) <= page.height - UNPRINTABLE
        lines = {round(text.y) for text in page.texts if text.y > drawing.foot(page)}
        assert max(lines) - min(lines) <= 1
