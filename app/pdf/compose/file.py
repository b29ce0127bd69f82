"""Writes the objects of a PDF as a file."""

from __future__ import annotations

from hashlib import md5
from typing import TYPE_CHECKING, Final

from app.pdf.compose.objects import compressed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.pdf.compose.objects import Loose

HEADER: Final = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"


def references(numbers: Iterable[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def stream(made: Loose, head: bytes = b"") -> bytes:
    """Return a stream; `head` is its dictionary if that refers to others."""
    # The content may end in a carriage return: behind another one, readers take the right end of the line.
    return b"%s\nstream\n%s\r\nendstream" % (head or made.data, made.content)


class File:
    """Objects, numbered from 1. Streams stand in it as they are, all others in one compressed stream."""

    def __init__(self) -> None:
        self._objects: list[bytes] = []
        self._streams: dict[int, bytes] = {}
        self._placed: dict[str, int] = {}

    @property
    def next(self) -> int:
        return len(self._objects) + 1

    def reserve(self, count: int = 1) -> int:
        """Return the first of numbers for objects that are set later."""
        first = self.next
        self._objects += [b"null"] * count
        return first

    def set(self, number: int, data: bytes) -> None:
        self._objects[number - 1] = data

    def add(self, data: bytes) -> int:
        self._objects.append(data)
        return len(self._objects)

    def extend(self, objects: Iterable[bytes]) -> None:
        self._objects += objects

    def add_stream(self, content: bytes, entries: bytes = b"") -> int:
        return self.place(compressed(entries, content))

    def place(self, loose: Loose) -> int:
        """Add an object with all that it refers to, once in the file, and return its number."""
        if loose.digest not in self._placed:
            number = self._placed[loose.digest] = self.add(self.filled(loose))
            if loose.content is not None:
                self._streams[number] = stream(loose, self._objects[number - 1])
        return self._placed[loose.digest]

    def entries(self, loose: Loose) -> bytes:
        """Return the entries of a dictionary."""
        return self.filled(loose)[2:-2]

    def filled(self, loose: Loose) -> bytes:
        """Return the data of an object, with the numbers of those that it refers to."""
        return loose.data % tuple(self.place(each) for each in loose.refers)

    def written(self, catalog: int, info: int) -> bytes:
        """Return the file with a cross-reference stream (ISO 32000-1, 7.5.8)."""
        writer = _Writer()
        packed = dict[int, bytes]()
        for number, data in enumerate(self._objects, 1):
            if number in self._streams:
                writer.add(number, self._streams[number])
            else:
                packed[number] = data
        writer.add_packed(self.next, packed)
        return writer.written(self.next + 1, b"/Root %d 0 R/Info %d 0 R" % (catalog, info))


class _Writer:
    """Writes objects one after the other, and notes where each one is."""

    def __init__(self) -> None:
        self._pieces, self._at = [HEADER], len(HEADER)
        self._rows = {0: b"\0\0\0\0\0\xff\xff"}

    def add(self, number: int, data: bytes) -> None:
        piece = b"%d 0 obj\n%s\nendobj\n" % (number, data)
        self._rows[number] = b"\1%s\0\0" % self._at.to_bytes(4, "big")
        self._pieces.append(piece)
        self._at += len(piece)

    def add_packed(self, number: int, objects: Mapping[int, bytes]) -> None:
        """Add objects as one compressed stream."""
        box, places, at = number.to_bytes(4, "big"), list[bytes](), 0
        for place, (each, data) in enumerate(objects.items()):
            self._rows[each] = b"\2%s%s" % (box, place.to_bytes(2, "big"))
            places.append(b"%d %d" % (each, at))
            at += len(data) + 1
        first = b" ".join(places) + b"\n"
        entries = b"/Type/ObjStm/N %d/First %d" % (len(objects), len(first))
        self.add(number, stream(compressed(entries, first + b"\n".join(objects.values()))))

    def written(self, number: int, entries: bytes) -> bytes:
        """Return the file; its name is made of its bytes."""
        start = self._at
        self._rows[number] = b"\1%s\0\0" % start.to_bytes(4, "big")
        name = md5(b"".join(self._pieces), usedforsecurity=False).hexdigest().encode()
        entries = b"/Type/XRef/Size %d/W[1 4 2]/ID[<%s><%s>]%s" % (number + 1, name, name, entries)
        self.add(
            number, stream(compressed(entries, b"".join(self._rows[each] for each in range(number + 1))))
        )
        return b"%sstartxref\n%d\n%%%%EOF\n" % (b"".join(self._pieces), start)
