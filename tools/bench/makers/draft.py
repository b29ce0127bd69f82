"""WeasyPrint without optimization: flex rows, fonts by URL, everything loaded for each PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment
from weasyprint import HTML

from tools.bench.content import FONTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tools.bench.content import Job

TEMPLATE = Path(__file__).with_name("draft.html").read_text(encoding="utf-8").replace("FONTS", FONTS.as_uri())


def start() -> Callable[[Job], bytes]:
    template = Environment(autoescape=True).from_string(TEMPLATE)

    def make(job: Job) -> bytes:
        pdf: bytes = HTML(string=template.render(job=job)).write_pdf()
        return pdf

    return make
