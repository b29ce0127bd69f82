"""The fields of a PDF to fill in, as PDF/A-3 and PDF/UA-1 demand them.

WeasyPrint makes fields that ask the viewer to draw them, which PDF/A forbids: here each has an appearance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pydyf

from app.pdf.typed_font import LETTERS, add_font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.pdf.places import Place

# Size 0: as large as fits, so that all that is typed is also printed.
WRITE: Final = f"/{LETTERS} 0 Tf 0 g"
MULTILINE, NO_SCROLL = 1 << 12, 1 << 23
MOST_CHARACTERS: Final = {"line": 200, "area": 1000}
CHECK = "4"  # the check mark of ZapfDingbats, for viewers that draw their own


def finish_fields(pdf: pydyf.PDF, places: Sequence[Place]) -> None:
    """Turn the ticks that WeasyPrint has made at the places into the fields of their kinds."""
    if not places:
        return
    fonts = pydyf.Dictionary({"Font": pydyf.Dictionary({LETTERS: add_font(pdf)})})
    pdf.add_object(fonts)
    form = pdf.catalog["AcroForm"]
    del form["NeedAppearances"]
    form.update({"DR": fonts.reference, "DA": pydyf.String(WRITE)})
    empty = _drawing(b"", 1, 1)
    pdf.add_object(empty)
    fields = [each for each in pdf.objects if isinstance(each, dict) and each.get("Subtype") == "/Widget"]
    for place, field in zip(places, fields, strict=True):
        field["Rect"] = _upright(field["Rect"])
        drawing = _object(pdf, field["AP"]["N"]["on"])
        if place.kind == "tick":
            _finish_tick(field, drawing, empty)
        else:
            _finish_text(field, drawing, place, fonts)


def _finish_tick(field: dict[str, Any], drawing: pydyf.Stream, empty: pydyf.Stream) -> None:
    left, bottom, right, top = field["Rect"]
    drawing.stream, drawing.extra = (
        [_check(right - left, top - bottom)],
        _drawing_extra(right - left, top - bottom),
    )
    field["AP"]["N"]["Off"] = empty.reference
    field["MK"] = pydyf.Dictionary({"CA": pydyf.String(CHECK)})


def _finish_text(field: dict[str, Any], drawing: pydyf.Stream, place: Place, fonts: pydyf.Dictionary) -> None:
    left, bottom, right, top = field["Rect"]
    drawing.stream, drawing.extra = [b"/Tx BMC EMC"], _drawing_extra(right - left, top - bottom)
    drawing.extra["Resources"] = fonts.reference
    for name in ("AS", "MK"):
        del field[name]
    field.update({
        "FT": "/Tx",
        "Ff": NO_SCROLL | (MULTILINE if place.kind == "area" else 0),
        "V": pydyf.String(""),
        "DA": pydyf.String(WRITE),
        "MaxLen": MOST_CHARACTERS[place.kind],
        "AP": pydyf.Dictionary({"N": drawing.reference}),
    })  # fmt: skip


def _upright(edges: Sequence[float]) -> pydyf.Array:
    (left, right), (bottom, top) = sorted(edges[::2]), sorted(edges[1::2])
    return pydyf.Array([left, bottom, right, top])


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _check(width: float, height: float) -> bytes:
    points = ((0.16, 0.52), (0.40, 0.22), (0.86, 0.84))
    path = " ".join(
        f"{x * width:.2f} {y * height:.2f} {'l' if n else 'm'}" for n, (x, y) in enumerate(points)
    )
    return f"q 0 G {width / 9:.2f} w 1 J 1 j {path} S Q".encode()


def _drawing(content: bytes, width: float, height: float) -> pydyf.Stream:
    return pydyf.Stream([content], _drawing_extra(width, height))


def _drawing_extra(width: float, height: float) -> pydyf.Dictionary:
    box = pydyf.Array([0, 0, width, height])
    return pydyf.Dictionary({"Type": "/XObject", "Subtype": "/Form", "BBox": box})
