"""What a logo weighs in a PDF, which is not what its file weighs."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from app.content.logo import MOST_BYTES, printed_bytes, read_logo
from app.pdf import Renderer
from tests.pdf.noise import noise

if TYPE_CHECKING:
    from pathlib import Path

OVERHEAD = 1_000  # bytes of a PDF: the objects around the pixels
TOO_HEAVY = noise(480)


def printed_with(logo: bytes) -> int:
    """Return how many bytes a logo adds to a PDF."""
    renderer = Renderer(logo=logo)
    html = '<html lang="en"><title>-</title><p>{}</p></html>'
    with_logo = html.format('<img src="asset:logo" alt="-">')
    return len(renderer.render(with_logo)) - len(renderer.render(html.format("-")))


@pytest.mark.parametrize(
    ("mode", "how"),
    [
        *((mode, {}) for mode in ("1", "L", "LA", "P", "RGB", "RGBA")),
        *((mode, {"transparency": 0}) for mode in ("1", "L", "P")),
        ("RGB", {"transparency": (0, 0, 0)}),
    ],
)
def test_a_logo_adds_what_is_counted(mode: str, how: dict[str, Any]) -> None:
    png = noise(150, mode, **how)
    with Image.open(BytesIO(png)) as picture:
        counted = printed_bytes(picture)
    assert counted - OVERHEAD < printed_with(png) < counted + OVERHEAD


def test_small_file_can_be_a_heavy_logo(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(TOO_HEAVY)
    assert len(TOO_HEAVY) < MOST_BYTES < printed_with(TOO_HEAVY)
    with pytest.raises(ValueError, match="in a PDF it takes"):
        read_logo(tmp_path, "logo.png")
