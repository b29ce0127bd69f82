"""A clinic's own look: one color for light pages, one for dark pages, and a logo."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from pydantic import Field as Rule

from app.content.issues import Finding
from app.content.types import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path as File

Color = Annotated[str, Rule(pattern=r"^#[0-9a-fA-F]{6}$")]
LogoFile = Annotated[str, Rule(pattern=r"^([A-Za-z0-9_-]+\.png)?$")]

# What the color stands on, and the letters that stand on it, as static/site.css has them; a test compares.
GROUNDS = {
    "accent": {"ink": "#23211d", "paper": "#fbf8f2", "card": "#ffffff", "on-accent": "#ffffff"},
    "accent_dark": {"ink": "#f3eee4", "paper": "#1d1c1a", "card": "#282623", "on-accent": "#10211f"},
}
PAIRS = (("link", "paper"), ("link", "card"), ("link", "tint"), ("ink", "tint"), ("on-accent", "accent"))
LEAST = 4.5  # WCAG 2.2, 1.4.3
TINT = 0.1  # how much of the color is in the ground of notes
LARGEST_LOGO, LONGEST_SIDE = 200_000, 2_000  # bytes; pixels
PNG = re.compile(rb"\x89PNG\r\n\x1a\n....IHDR(....)(....)", re.DOTALL)


class Theme(Entry):
    accent: Color | None = None
    accent_dark: Color | None = None
    logo: LogoFile = ""

    def colors(self) -> dict[str, dict[str, str]]:
        """Return the custom properties of site.css that change, by the kind of page."""
        given = {kind: getattr(self, kind) for kind in GROUNDS}
        return {
            kind: {"accent": color, "link": color, "tint": _mixed(color, GROUNDS[kind]["card"])}
            for kind, color in given.items()
            if color
        }


def theme_faults(theme: Theme) -> Iterator[Finding]:
    """Colors that somebody could not read."""
    for kind, own in theme.colors().items():
        worn = {**GROUNDS[kind], **own}
        pairs = [
            ("link", "paper"),
            ("link", "card"),
            ("link", "tint"),
            ("ink", "tint"),
            ("on-accent", "accent"),
        ]
        found = min(contrast(worn[front], worn[behind]) for front, behind in pairs)
        if found < LEAST:
            message = f"the contrast of {own['accent']} is {found:.1f}, and must be {LEAST} or more"
            do = "take a darker color" if kind == "accent" else "take a lighter color"
            yield Finding(("clinic", "theme", kind), message, do)


def logo_of(file: File, theme: Theme) -> bytes | None:
    """Return the logo that stands beside the catalogue file; raises OSError, or ValueError if it is none."""
    if not theme.logo:
        return None
    data = file.with_name(theme.logo).read_bytes()
    size = PNG.match(data)
    if not size or len(data) > LARGEST_LOGO:
        raise ValueError(f"the logo must be a PNG picture of at most {LARGEST_LOGO:,} bytes")
    if max(int.from_bytes(side, "big") for side in size.groups()) > LONGEST_SIDE:
        raise ValueError(f"the logo must have at most {LONGEST_SIDE} pixels a side")
    return data


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors, #rrggbb each, from 1 to 21 as WCAG defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = [part / 255 for part in _parts(color)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)  # noqa: PLR2004  WCAG's figure
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(color: str, ground: str) -> str:
    pairs = zip(_parts(color), _parts(ground), strict=True)
    return "#" + "".join(f"{round(TINT * front + (1 - TINT) * behind):02x}" for front, behind in pairs)


def _parts(color: str) -> tuple[int, ...]:
    return tuple(int(color[at : at + 2], 16) for at in (1, 3, 5))
