"""Reads a clinic's logo, and refuses what a sheet cannot carry."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageFile

if TYPE_CHECKING:
    from pathlib import Path

# The largest sheet with it must still be small enough to be opened again (app/pdf/attached.py).
MOST_BYTES: Final = 80_000  # of the file, and of the picture in a PDF
MOST_SIDE: Final = 2_000  # pixels
# The signature, then the first chunk, which holds width and height.
PNG_HEADER = re.compile(rb"\x89PNG\r\n\x1a\n....IHDR(....)(....)", re.DOTALL)
PNG_END = b"IEND\xaeB`\x82"  # the last chunk, with its checksum


def read_logo(folder: Path, name: str) -> bytes | None:
    """Return the bytes of the logo, if one is named. Raises OSError, or ValueError if it does not fit."""
    if not name:
        return None
    with (folder / name).open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    _check_file(data)
    _check_picture(_decoded(data))
    return data


def _check_file(data: bytes) -> None:
    """Raise ValueError for what is not decoded: a small file can hold a picture that takes all memory."""
    size = PNG_HEADER.match(data)
    if not size or len(data) > MOST_BYTES:
        raise ValueError(f"the logo must be a PNG picture of at most {MOST_BYTES:,} bytes")
    if max(int.from_bytes(side, "big") for side in size.groups()) > MOST_SIDE:
        raise ValueError(f"the logo must have at most {MOST_SIDE} pixels a side")


def _check_picture(picture: Image.Image | None) -> None:
    """Raise ValueError for what a PDF cannot show or carry."""
    if not picture:
        raise ValueError("the logo must be a whole picture, and this one is empty, cut off or damaged")
    if picture.mode.startswith("I"):  # WeasyPrint would draw it as black strips
        raise ValueError("the logo must have 8 bits for each gray, not 16")
    if (weight := printed_bytes(picture)) > MOST_BYTES:
        raise ValueError(
            f"the logo must have fewer pixels or larger plain areas: in a PDF it takes {weight:,} bytes, "
            f"and may take {MOST_BYTES:,}"
        )


def _decoded(png: bytes) -> Image.Image | None:
    """Return the picture, if every chunk of a PNG and every pixel can be read."""
    # WeasyPrint tells Pillow to draw what is left of a damaged picture. That is for pictures nobody checks.
    usual, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with Image.open(BytesIO(png), formats=["PNG"]) as picture:
            picture.verify()
        with Image.open(BytesIO(png), formats=["PNG"]) as picture:
            picture.load()
    except Exception:  # noqa: BLE001  Pillow raises many kinds for a damaged file
        return None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = usual
    return picture if PNG_END in png else None


def printed_bytes(picture: Image.Image) -> int:
    """Return how many bytes a picture takes in a PDF: without a palette, and its transparency apart."""
    plain = picture.convert(_printed_mode(picture))
    parts = [plain.convert(plain.mode[:-1]), plain.getchannel("A")] if "A" in plain.getbands() else [plain]
    return sum(len(_png(part)) for part in parts)


def _printed_mode(picture: Image.Image) -> str:
    """Return the mode that WeasyPrint draws a picture in."""
    if "transparency" in picture.info:
        return "RGBA"
    return "RGB" if picture.mode in {"1", "P"} else picture.mode


def _png(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
