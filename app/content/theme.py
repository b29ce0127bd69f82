"""A clinic's own look: one color for light pages, one for dark pages, and a logo."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Annotated

import pydantic
from PIL import Image, ImageFile

from app.content.types import FrozenModel

if TYPE_CHECKING:
    from pathlib import Path

Color = Annotated[str, pydantic.Field(pattern=r"^#[0-9a-fA-F]{6}$")]
LogoFile = Annotated[str, pydantic.Field(pattern=r"^([A-Za-z0-9_-]+\.png)?$")]

# The colors that a clinic's color is seen with, as in static/site.css; a test holds the two together.
PALETTES = {
    "accent": {"ink": "#23211d", "paper": "#fbf8f2", "card": "#ffffff", "on-accent": "#ffffff"},
    "accent_dark": {"ink": "#f3eee4", "paper": "#1d1c1a", "card": "#282623", "on-accent": "#10211f"},
}
TINT = 0.1  # share of the color in the background of notes
# The largest sheet with it must still be small enough to be opened again (app/pdf/attached.py).
MAX_LOGO_BYTES, MAX_LOGO_SIDE = 80_000, 2_000  # bytes; pixels
# The signature, then the first chunk, which holds width and height.
PNG_HEADER = re.compile(rb"\x89PNG\r\n\x1a\n....IHDR(....)(....)", re.DOTALL)
PNG_END = b"IEND\xaeB`\x82"  # the last chunk, with its checksum


class Theme(FrozenModel):
    accent: Color | None = None
    accent_dark: Color | None = None
    logo: LogoFile = ""

    def colors(self) -> dict[str, dict[str, str]]:
        """Return the custom properties of site.css that change, by the kind of page."""
        given = {kind: getattr(self, kind) for kind in PALETTES}
        return {
            kind: {"accent": color, "link": color, "tint": _mixed(color, PALETTES[kind]["card"])}
            for kind, color in given.items()
            if color
        }


def read_logo(folder: Path, theme: Theme) -> bytes | None:
    """Return the bytes of the logo, a file in `folder`. Raises OSError, or ValueError if it does not fit."""
    if not theme.logo:
        return None
    with (folder / theme.logo).open("rb") as file:
        data = file.read(MAX_LOGO_BYTES + 1)
    size = PNG_HEADER.match(data)
    if not size or len(data) > MAX_LOGO_BYTES:
        raise ValueError(f"the logo must be a PNG picture of at most {MAX_LOGO_BYTES:,} bytes")
    # Before it is decoded: a small file can hold a picture that takes all memory.
    if max(int.from_bytes(side, "big") for side in size.groups()) > MAX_LOGO_SIDE:
        raise ValueError(f"the logo must have at most {MAX_LOGO_SIDE} pixels a side")
    if not _is_whole(data):
        raise ValueError("the logo must be a whole picture, and this one is empty, cut off or damaged")
    return data


def _is_whole(png: bytes) -> bool:
    """Whether every chunk of a PNG and every pixel can be read."""
    # WeasyPrint tells Pillow to draw what is left of a damaged picture. That is for pictures nobody checks.
    usual, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with Image.open(BytesIO(png), formats=["PNG"]) as picture:
            picture.verify()
        with Image.open(BytesIO(png), formats=["PNG"]) as picture:
            picture.load()
    except Exception:  # noqa: BLE001  Pillow raises many kinds for a damaged file
        return False
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = usual
    return PNG_END in png


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors (#rrggbb), from 1 to 21, as WCAG 2.2 defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = [part / 255 for part in _channels(color)]
    # sRGB to linear light, then the weights of the eye for red, green and blue.
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)  # noqa: PLR2004  WCAG's figure
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(color: str, background: str) -> str:
    pairs = zip(_channels(color), _channels(background), strict=True)
    return "#" + "".join(f"{round(TINT * front + (1 - TINT) * behind):02x}" for front, behind in pairs)


def _channels(color: str) -> tuple[int, ...]:
    return tuple(int(color[at : at + 2], 16) for at in (1, 3, 5))
