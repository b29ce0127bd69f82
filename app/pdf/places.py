"""The places on laid-out pages where a PDF to fill in has a field.

The paper marks them (templates/sheet/writing.html): an attribute with a name, and `data-label` with what a
screen reader says.

data-tick    a box to tick
data-blanks  blanks and boxes inside: NAME-1, NAME-2 and so on
data-rest    what is left of a line behind its label, or all of a table field without one
data-area    lines inside, which become a frame: a line would strike through typed text

It reads and changes the boxes of WeasyPrint's layout, which are no public interface.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from weasyprint.formatting_structure.boxes import BlockContainerBox, TableCellBox

from app.pdf.labels import labels_of_places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weasyprint.document import Page

    Edges = tuple[float, float, float, float]  # left, top, right, bottom in CSS pixels

PEN = 0.7 * 96 / 72  # CSS pixels
AIR = 2.0  # CSS pixels between a frame and the text above it
BELOW_BLANKS = -2.0  # a row of blanks has more room below it than it needs
LETTERS = 1.5  # how tall a field in a line is, in the size of its letters
SIDES = ("left", "top", "right", "bottom")


@dataclass(frozen=True)
class Place:
    """A field: in the structure of the PDF it stands in `box`."""

    kind: Literal["tick", "line", "area"]
    name: str
    label: str
    box: Any
    edges: Edges


def mark_fields(pages: list[Page]) -> list[Place]:
    """Let WeasyPrint make a field at each place, and return the places in the order of the fields."""
    finder, found = _Finder(), list[Place]()
    for page in pages:
        here = list(finder.places(page._page_box))  # noqa: SLF001  (the layout is nowhere else)
        page.forms = {None: [(_named(place), place.edges) for place in here]}
        found += here
    return found


def _named(place: Place) -> Any:
    """Return the box of a place, with the attributes from which WeasyPrint makes a field.

    All become ticks, which take no font; app/pdf/fields.py turns others into fields for text.
    """
    one = place.box.element
    said = {"type": "checkbox", "name": place.name, "title": place.label}
    # Another element: what the paper marks must stay as it is.
    place.box.element = one.makeelement(one.tag, {**one.attrib, **said})
    return place.box


class _Finder:
    """Finds the places of a document, which are numbered over all its pages."""

    def __init__(self) -> None:
        self._seen = set[Any]()
        self._numbers = Counter[str]()
        self._in_text = dict[Any, tuple[str, str]]()

    def places(self, box: Any, block: Any = None) -> Iterator[Place]:
        """Yield the places in a box, which stands in a block."""
        marks = self._marks(box)
        frame = _frame(box) if "data-area" in marks else None
        if "data-blanks" in marks:
            labels = labels_of_places(box.element, marks["data-label"])
            self._in_text |= {each: (marks["data-blanks"], label) for each, label in labels.items()}
        yield from self._of(box, marks, block)
        for child in list(getattr(box, "children", ())):
            if child is frame:
                yield Place("area", marks["data-area"], marks["data-label"], child, _inside(child))
            yield from self.places(child, box if isinstance(box, BlockContainerBox) else block)

    def _marks(self, box: Any) -> dict[str, str]:
        """Return the attributes of an element where it begins: boxes inside it belong to the same one."""
        element = getattr(box, "element", None)
        if element is None or element in self._seen:
            return {}
        self._seen.add(element)
        return dict(element.attrib)

    def _of(self, box: Any, marks: dict[str, str], block: Any) -> Iterator[Place]:
        if name := marks.get("data-tick"):
            yield Place("tick", name, marks["data-label"], box, _inside(box))
        elif name := marks.get("data-rest"):
            yield _rest(name, marks["data-label"], box, block)
        elif marks and box.element in self._in_text:
            prefix, label = self._in_text[box.element]
            self._numbers[prefix] += 1
            name = f"{prefix}-{self._numbers[prefix]}"
            tick = marks["class"] == "box"
            yield Place("tick" if tick else "line", name, label, box, _inside(box) if tick else _above(box))


def _frame(box: Any) -> Any:
    """Make the lines in a box one frame and return it; None if there are none."""
    lines = [child for child in box.children if _is_line(child)]
    if not lines:
        return None
    first, last = lines[0], lines[-1]
    end = last.border_box_y() + last.border_height()
    first.position_y += BELOW_BLANKS if _follows_blanks(box, first) else AIR
    first.height, first.width = end - first.position_y - 2 * PEN, first.width - 2 * PEN
    for side in SIDES:
        setattr(first, f"border_{side}_width", PEN)
    box.children = [child for child in box.children if child is first or not _is_line(child)]
    return first


def _follows_blanks(box: Any, line: Any) -> bool:
    above = box.children[: box.children.index(line)]
    return bool(above) and above[-1].element is not None and above[-1].element.get("class") == "fill"


def _is_line(box: Any) -> bool:
    return box.element is not None and box.element_tag == "div" and box.element.get("class") == "line"


def _inside(box: Any) -> Edges:
    """Return the edges of what a border surrounds."""
    left, top = box.padding_box_x(), box.padding_box_y()
    return left, top, left + box.padding_width(), top + box.padding_height()


def _above(box: Any, right: float | None = None) -> Edges:
    """Return the edges of a field that stands on a line of text."""
    left, bottom = box.border_box_x(), box.border_box_y() + box.border_height()
    height = LETTERS * box.style["font_size"]
    return left, bottom - height, left + box.border_width() if right is None else right, bottom


def _rest(name: str, label: str, box: Any, block: Any) -> Place:
    if isinstance(block, TableCellBox) and not _text(block):
        return Place("area", name, label, box, _inside(block))
    return Place("line", name, label, box, _above(box, block.content_box_x() + block.width))


def _text(block: Any) -> str:
    return "".join(each.text for each in block.descendants() if hasattr(each, "text")).strip()
