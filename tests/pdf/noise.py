"""Pictures that are hard to compress: the heaviest logos."""

from __future__ import annotations

from io import BytesIO
from random import Random
from typing import Any

from PIL import Image

COLORS = 4


def noise(side: int, mode: str = "P", **how: Any) -> bytes:
    """Return a square PNG whose pixels have a color of four, each by chance."""
    pixels = Random(1).choices(range(COLORS), k=side * side)  # noqa: S311  reproducible
    picture = Image.frombytes("P", (side, side), bytes(pixels))
    picture.putpalette([0, 0, 0, 90, 60, 200, 30, 200, 60, 255, 255, 255])
    file = BytesIO()
    picture.convert(mode).save(file, "PNG", optimize=True, **how)
    return file.getvalue()
