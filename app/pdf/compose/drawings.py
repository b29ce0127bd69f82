"""Takes the drawing of a page of WeasyPrint apart from its document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from app.pdf.compose.blocks import NotComposableError
from app.pdf.compose.fragments import Drawing, glyphs_of
from app.pdf.compose.objects import Loose, compressed, written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.pdf.compose.fragments import Glyphs
    from app.pdf.compose.objects import Taken

NAMED: Final = re.compile(rb"/([\w.]+) (Do|gs|scn|SCN|sh|cs|CS)\b")
STATE: Final = re.compile(rb"[aA]\d(?:\.\d+)?")
NOT_MOVED: Final = b">0<"  # between glyphs: without it, they are one text and half as long
GLYPHS: Final = re.compile(rb"<([0-9a-f]+)>")


def page_drawing(taken: Taken, page: dict[str, Any]) -> Drawing:
    """Return what is drawn on a page, with its top left corner as the origin and y downwards, in points."""
    stream = taken.at(page["Contents"])
    if stream.extra or not stream.stream[0].startswith(b"1 0 0 -1 0 "):
        raise NotComposableError("a page begins in another way")
    return _drawing(taken, stream.stream[1:], taken.at(page["Resources"]))


def states_of(names: Iterable[bytes]) -> bytes:
    """Return the graphics states with these names, which say how opaque they draw: "a1.0", "a1", "A0.5"."""
    operators = {b"a": b"ca", b"A": b"CA"}
    each = (b"/%s<</%s %s>>" % (name, operators[name[:1]], name[1:]) for name in sorted(names))
    return b"<<%s>>" % b"".join(each)


def _drawing(taken: Taken, tokens: list[Any], resources: dict[str, Any]) -> Drawing:
    content, marks = _content(tokens)
    named = {(name, operator) for name, operator in NAMED.findall(content)}
    states = tuple(sorted(name for name, operator in named if operator == b"gs"))
    names = sorted(name for name, operator in named if operator == b"Do")
    if len(states) + len(names) < len(named) or not all(map(STATE.fullmatch, states)):
        raise NotComposableError("a drawing uses something unknown")
    pictures = []
    for name in names:
        picture = _picture(taken, resources["XObject"][name.decode()])
        renamed = b"x" + picture.digest.encode()
        content = content.replace(b"/%s Do" % name, b"/%s Do" % renamed)
        pictures.append((renamed, picture))
    return Drawing(content, marks, states, tuple(pictures), glyphs_by_font(content))


def _content(tokens: list[Any]) -> tuple[bytes, int]:
    """Return a content stream with `%d` for each marked content, and how many there are."""
    marks, pieces = 0, list[bytes]()
    for token in tokens:
        if isinstance(token, dict):
            if token != {"MCID": marks}:
                raise NotComposableError("marked contents are numbered in another way")
            marks += 1
            pieces.append(b"<</MCID %d>>")
        else:
            pieces.append(written(token).replace(b"%", b"%%"))
    return b"\n".join(pieces).replace(NOT_MOVED, b""), marks


def _picture(taken: Taken, reference: bytes) -> Loose:
    made = taken.at(reference)
    if made.extra["Subtype"] == "/Image":
        return taken.take(reference)
    inside = _drawing(taken, made.stream, taken.at(made.extra["Resources"]))
    if inside.marks or inside.pictures or inside.glyphs:
        raise NotComposableError("a picture holds more than shapes")
    box, states = written(made.extra["BBox"]), states_of(inside.states)
    entries = b"/Type/XObject/Subtype/Form/BBox %s/Resources<</ExtGState%s>>" % (box, states)
    return compressed(entries, inside.drawn(0))


def glyphs_by_font(content: bytes) -> tuple[tuple[bytes, Glyphs], ...]:
    """Return the glyphs that are shown, by the name of their font."""
    found: dict[bytes, set[int]] = {}
    font = b""
    for line in content.split(b"\n"):
        if line.endswith(b" Tf"):
            font = line.split()[0][1:]
        elif line.endswith(b" TJ"):
            shown = b"".join(GLYPHS.findall(line))
            numbers = (int(shown[at : at + 4], 16) for at in range(0, len(shown), 4))
            found.setdefault(font, set()).update(numbers)
        elif line.endswith(b" Tj"):
            raise NotComposableError("a text is shown in another way")
    return tuple((name, glyphs_of(each)) for name, each in found.items())
