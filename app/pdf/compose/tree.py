"""The structure of a composed file: one tree over all pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.pdf.compose.file import references

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.pdf.compose.blocks import Element
    from app.pdf.compose.file import File
    from app.pdf.compose.fragments import Structure


class _Open:
    """An element to which more may be added."""

    def __init__(self, file: File, kind: bytes, parent: int, element: Element | None = None) -> None:
        self.number, self.kind, self.parent, self.element = file.reserve(), kind, parent, element
        self.kids: list[int] = []

    def close(self, file: File) -> None:
        entries = (self.kind, self.parent, references(self.kids))
        file.set(self.number, b"<</Type/StructElem/S%s/P %d 0 R/K[%s]>>" % entries)


class Tree:
    """Elements that go on over pages stay open until what stands in them ends."""

    def __init__(self, file: File, pages: int) -> None:
        self._file, self._pages = file, pages
        self._root = file.reserve()
        document = _Open(file, b"/Document", self._root)
        main = _Open(file, b"/Part", document.number)
        document.kids.append(main.number)
        self._open = [document, main]
        self._marks: list[list[int]] = []
        self._annotated: list[int] = []

    @property
    def marks(self) -> int:
        """How many marked contents the last page has."""
        return len(self._marks[-1])

    def begin_page(self) -> None:
        self._marks.append([])

    def add(
        self,
        structure: Structure,
        page: int,
        annotations: int = 0,
        around: Sequence[Element] = (),
        kinds: Sequence[bytes] = (),
    ) -> int:
        """Add what a block holds to the elements around it, and return the number of its first element.

        `page` is the object of its page, `annotations` that of its first annotation; `kinds` are those of the
        elements around it.
        """
        parent, first = self._enter(around, kinds), self._file.next
        base = (first, parent.number, page, self.marks, annotations)
        text = structure.text % tuple([base[kind] + number for kind, number in structure.slots])
        self._file.extend(text.split(b"\n"))
        parent.kids += [first + number for number in structure.roots]
        self._marks[-1] += [first + number for number in structure.owners]
        return first

    def annotate(self, element: int) -> int:
        """Return the number by which an annotation names the element that it stands in."""
        self._annotated.append(element)
        return self._pages + len(self._annotated) - 1

    def _enter(self, around: Sequence[Element], kinds: Sequence[bytes]) -> _Open:
        """Close the elements that do not stand around a block, and open those that do."""
        inside = self._open[2:]
        same = 0
        while same < min(len(inside), len(around)) and inside[same].element == around[same]:
            same += 1
        self._close(2 + same)
        for element, kind in zip(around[same:], kinds[same:], strict=True):
            opened = _Open(self._file, kind, self._open[-1].number, element)
            self._open[-1].kids.append(opened.number)
            self._open.append(opened)
        return self._open[-1]

    def _close(self, depth: int) -> None:
        while len(self._open) > depth:
            self._open.pop().close(self._file)

    def close(self) -> int:
        """End the tree and return the number of its root."""
        document = self._open[0].number
        self._close(0)
        pages = (b"%d[%s]" % (page, references(owners)) for page, owners in enumerate(self._marks))
        others = (b"%d %d 0 R" % each for each in enumerate(self._annotated, self._pages))
        parents = self._file.add(b"<</Nums[%s]>>" % b" ".join([*pages, *others]))
        entries = (parents, document)
        self._file.set(self._root, b"<</Type/StructTreeRoot/ParentTree %d 0 R/K[%d 0 R]>>" % entries)
        return self._root
