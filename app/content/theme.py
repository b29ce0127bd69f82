"""A clinic's own look: one color for light pages, one for dark pages, and the name of a logo."""

from __future__ import annotations

from typing import Annotated

import pydantic

from app.content.types import FrozenModel

Color = Annotated[str, pydantic.Field(pattern=r"^#[0-9a-fA-F]{6}$")]
LogoFile = Annotated[str, pydantic.Field(pattern=r"^([A-Za-z0-9_-]+\.png)?$")]

# The colors that a clinic's color is seen with, as in static/site.css; a test holds the two together.
PALETTES = {
    "accent": {"ink": "#23211d", "paper": "#fbf8f2", "card": "#ffffff", "on-accent": "#ffffff"},
    "accent_dark": {"ink": "#f3eee4", "paper": "#1d1c1a", "card": "#282623", "on-accent": "#10211f"},
}
TINT = 0.1  # share of the color in the background of notes


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
