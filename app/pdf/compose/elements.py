"""Takes elements of the structure of a document of WeasyPrint apart from it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import pydyf

from app.pdf.compose.fragments import ANNOTATION, AROUND, ELEMENT, MARK, PAGE, Slot, Structure, slot
from app.pdf.compose.objects import written

if TYPE_CHECKING:
    from app.pdf.compose.objects import Taken

PLACE: Final = {"Type", "S", "P", "Pg", "K", "ID"}  # what an element says of its place
EMPTY: Final = {"/Div", "/NonStruct"}


def entries(made: dict[str, Any]) -> bytes:
    """Return what an element says besides its place.

    A head of a table says whether it is one of a row or of a column: so data need not name their heads,
    which may stand on another page.
    """
    others = {key: each for key, each in made.items() if key not in PLACE}
    return b"".join(b"/%s %s" % (written(key), written(each)) for key, each in others.items())


class Elements:
    """Elements with all that stands in them, as one text.

    `annotations` are the links and fields in them: the number of their element, and a reference.
    """

    def __init__(self, taken: Taken, roots: list[bytes], marks: int) -> None:
        self._taken = taken
        self._texts: list[bytes] = []
        self._slots: list[list[Slot]] = []
        self._owners = [-1] * marks
        self.annotations: list[tuple[int, bytes]] = []
        self._roots = [place for root in roots if (place := self._add(root, None)) is not None]

    def structure(self) -> Structure:
        slots = tuple(chain.from_iterable(self._slots))
        return Structure(b"\n".join(self._texts), slots, tuple(self._roots), tuple(self._owners))

    def _add(self, reference: bytes, parent: int | None) -> int | None:
        """Add an element and return its number; None if it holds nothing."""
        made = self._taken.at(reference)
        if not made["K"] and made["S"] in EMPTY:
            return None
        place = len(self._texts)
        self._texts.append(b"")
        self._slots.append([])
        kids, slots = self._kids(made["K"], place)
        page = [slot(PAGE, 0)] if any(kind == MARK for kind, _ in slots) else []
        above = slot(AROUND, 0) if parent is None else slot(ELEMENT, parent)
        said = written(made["S"]) + self._entries(made).replace(b"%", b"%%")
        on_page = b"/Pg %d 0 R" if page else b""
        self._texts[place] = b"<</Type/StructElem/S%s/P %%d 0 R%s/K[%s]>>" % (said, on_page, b" ".join(kids))
        self._slots[place] = [above, *page, *slots]
        return place

    def _kids(self, kids: list[Any], place: int) -> tuple[list[bytes], list[Slot]]:
        texts, slots = list[bytes](), list[Slot]()
        for kid in kids:
            if isinstance(kid, int):
                self._owners[kid] = place
                texts.append(b"%d")
                slots.append(slot(MARK, kid))
            elif (made := self._taken.at(kid))["Type"] == "/OBJR":
                texts.append(b"<</Type/OBJR/Obj %d 0 R/Pg %d 0 R>>")
                slots += [slot(ANNOTATION, len(self.annotations)), slot(PAGE, 0)]
                self.annotations.append((place, made["Obj"]))
            elif (number := self._add(kid, place)) is not None:
                texts.append(b"%d 0 R")
                slots.append(slot(ELEMENT, number))
        return texts, slots

    def _entries(self, made: dict[str, Any]) -> bytes:
        if made["S"] not in {"/TD", "/TH"}:
            return entries(made)
        said = pydyf.Dictionary({key: each for key, each in made["A"].items() if key != "Headers"})
        if made["S"] == "/TH":
            row = self._taken.at(made["P"])
            said["Scope"] = "/Row" if self._taken.at(row["P"])["S"] == "/TBody" else "/Column"
        return entries({**made, "A": said})
