"""Draws docs/benchmark.svg: what a sheet costs, and how long people wait."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.figure import Figure

from tools.bench.bars import INK, bars_of_crowds, bars_of_makers
from tools.bench.content import BOLD, REGULAR

if TYPE_CHECKING:
    from tools.bench.figures import Figures

SETTINGS = {
    "svg.fonttype": "path",  # so that it looks the same everywhere
    "svg.hashsalt": "benchmark",
    "font.family": "Hyperlegible Open Zero",
    "font.size": 12,
    "text.color": INK,
    "hatch.linewidth": 1.2,
}
WIDTH, HEIGHT = 13.5, 5.6  # inches


def chart(figures: Figures) -> bytes:
    """Return the picture as SVG: the same figures give the same bytes."""
    for font in (REGULAR, BOLD):
        font_manager.fontManager.addfont(font)
    with mpl.rc_context(SETTINGS):
        picture = Figure((WIDTH, HEIGHT), facecolor="white")
        left, right = picture.subplots(1, 2, width_ratios=(1.15, 1))
        bars_of_makers(left, sorted(figures.makers.values(), key=lambda each: each.cpu))
        bars_of_crowds(right, figures.crowds)
        picture.tight_layout(w_pad=4, pad=1.5)
        file = BytesIO()
        picture.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return file.getvalue()
