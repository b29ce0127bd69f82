"""What the drawings of a file need: fonts, pictures and graphics states."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from app.pdf.compose.drawings import states_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.pdf.compose.file import File
    from app.pdf.compose.fragments import Drawing
    from app.pdf.compose.objects import Loose


class Resources:
    """What the drawings of a file need."""

    def __init__(self, drawings: Sequence[Drawing], fonts: Mapping[bytes, Loose]) -> None:
        self._fonts = fonts
        self._pictures = dict(chain.from_iterable(each.pictures for each in drawings))
        self._states = set(chain.from_iterable(each.states for each in drawings))

    def add(self, file: File) -> int:
        """Add them to a file, and return their number."""
        fonts, pictures = (
            b"".join(b"/%s %d 0 R" % (name, file.place(named[name])) for name in sorted(named))
            for named in (self._fonts, self._pictures)
        )
        states = states_of(self._states)
        return file.add(b"<</Font<<%s>>/XObject<<%s>>/ExtGState%s>>" % (fonts, pictures, states))
