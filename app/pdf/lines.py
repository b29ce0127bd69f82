"""Lines to write on in the room that is left on a page.

It moves the boxes of WeasyPrint's layout, which are no public interface: tests/pdf/test_lines.py holds what
this counts on. What may be repeated is marked with `class="line"` on the paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from weasyprint.document import Page
from weasyprint.formatting_structure.boxes import Box, ParentBox

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OPEN = {"html", "body", "main", "section", "ul.questions"}
"""Elements without a frame: what stands in them is moved one by one."""
TOP = "div.top"
WRITABLE = {"li", "section.notes", TOP}
LINE, ROW = "div.line", "p.fill"


@dataclass
class _Unit:
    """What moves as a whole.

    `lines` is how many lines and rows to fill in it has to write on, `spare` the room below them in it: a
    question is at least as tall as the circles beside it.
    """

    box: Any
    lines: int
    spare: float
    added: int = 0

    def growth(self, line: float) -> float:
        """How much taller it is with the lines that are added."""
        return max(0.0, self.added * line - self.spare)

    def needs(self, line: float) -> float:
        """How much taller one more line makes it."""
        return max(0.0, (self.added + 1) * line - self.spare) - self.growth(line)


def fill_with_lines(pages: list[Page]) -> list[Page]:
    """Return the pages with as many more lines as fit, shared evenly by the places to write at."""
    boxes = [_page_box(page) for page in pages]
    line = max((line for box in boxes for line in _lines(box)), key=_height, default=None)
    return pages if line is None else [Page(_filled(box, line)) for box in boxes]


def _page_box(page: Page) -> Any:
    return page._page_box  # noqa: SLF001  (the layout is nowhere else)


def _filled(page_box: Any, line: Any) -> Any:
    units = list(_units(page_box))
    places = [unit for unit in units if _name(unit.box) in WRITABLE]
    room = page_box.content_box_y() + page_box.height - max((_end(unit.box) for unit in units), default=0)
    while fitting := [place for place in places if place.needs(_height(line)) <= room]:
        place = min(fitting, key=_need)
        room -= place.needs(_height(line))
        place.added += 1
    _add(units, line)
    return page_box


def _need(place: _Unit) -> tuple[int, bool]:
    """Sort the places to write at: those with few lines first, questions before what is above them."""
    return place.lines + place.added, _name(place.box) == TOP


def _add(units: Iterable[_Unit], line: Any) -> None:
    """Put the lines that each unit gets behind its last line, and move down what stands below them."""
    moved = 0.0
    for unit in units:
        _move(unit.box, moved)
        above, below = _around_last_line(unit.box)
        start = _end(above[-1]) if above else unit.box.content_box_y()
        added = [_another(line, unit.box, start + number * _height(line)) for number in range(unit.added)]
        for each in below:
            _move(each, unit.added * _height(line))
        unit.box.children = [*above, *added, *below]
        unit.box.height += unit.growth(_height(line))
        moved += unit.growth(_height(line))


def _around_last_line(box: Any) -> tuple[list[Any], list[Any]]:
    """Return the children of a box up to its last line, and those below it."""
    children = list(box.children)
    lines = [place for place, child in enumerate(children) if _name(child) == LINE]
    cut = lines[-1] + 1 if lines else len(children)
    return children[:cut], children[cut:]


def _another(line: Any, box: Any, top: float) -> Any:
    """Return a copy of a line in a box, as wide as its lines and rows: these are short beside circles."""
    copy = line.deepcopy()
    copy.translate(box.content_box_x() - line.position_x, top - line.position_y)
    written = [child.width for child in box.children if _name(child) in {LINE, ROW}]
    copy.width = min(written, default=box.width)
    return copy


def _move(box: Any, down: float) -> None:
    """Move a box with the pictures behind it: WeasyPrint has laid those out for the whole page."""
    box.translate(0, down)
    for each in box.descendants():
        background = getattr(each, "background", None)
        if background is not None:
            layers = [_moved(layer, down) for layer in background.layers]
            each.background = background._replace(layers=layers)


def _moved(layer: Any, down: float) -> Any:
    def lower(area: Any) -> Any:
        return (area[0], area[1] + down, *area[2:])

    positions = {} if layer.image is None else {"positioning_area": lower(layer.positioning_area)}
    clipped = [lower(box) for box in layer.clipped_boxes]
    return layer._replace(painting_area=lower(layer.painting_area), clipped_boxes=clipped, **positions)


def _units(box: Any) -> Iterator[_Unit]:
    """Yield what stands below one another on a page, in order."""
    for child in box.children:
        if _name(child) in OPEN:
            yield from _units(child)
        elif _name(child) and box.element is not None:
            ends = [_end(each) for each in child.children if _name(each)]
            spare = child.content_box_y() + child.height - max(ends) if ends else 0
            yield _Unit(child, sum(_name(each) in {LINE, ROW} for each in child.children), spare)


def _name(box: Any) -> str:
    """Return the tag of a box, with its class where the tag alone does not tell what it is.

    "" for what is no element in the flow: a margin of the page, a line of text, what is positioned.
    """
    if not isinstance(box, ParentBox) or box.element is None or not box.is_in_normal_flow():
        return ""
    kind, tag = box.element.get("class"), str(box.element_tag)
    return tag if not kind or tag in {"html", "body", "li"} else f"{tag}.{kind}"


def _lines(box: Any) -> list[Any]:
    return [each for each in box.descendants() if isinstance(each, Box) and _name(each) == LINE]


def _height(box: Any) -> float:
    return float(box.margin_height())


def _end(box: Any) -> float:
    return float(box.position_y + box.margin_height())
