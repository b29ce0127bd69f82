"""ReportLab, with Platypus flowables."""

from __future__ import annotations

from html import escape
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import HRFlowable, KeepTogether, Paragraph, SimpleDocTemplate

from tools.bench.content import BOLD, REGULAR

if TYPE_CHECKING:
    from collections.abc import Callable

    from tools.bench.content import Job, Line

STYLE_DEFINITIONS = (
    ("title", "Bold", 20, 0), ("heading", "Bold", 14, 0), ("ask", "Text", 14, 20), ("hint", "Text", 12, 20),
    ("small", "Text", 10, 0),
)  # fmt: skip
STYLES = {
    name: ParagraphStyle(name, fontName=font, fontSize=size, leading=size * 1.2, leftIndent=indent)
    for name, font, size, indent in STYLE_DEFINITIONS
}


def _rule() -> HRFlowable:
    return HRFlowable(width="100%", spaceBefore=16, color="black")


def _question(line: Line) -> KeepTogether:
    texts = [
        Paragraph(escape(line.ask), STYLES["ask"], bulletText="□"),
        Paragraph(escape(line.hint), STYLES["hint"]),
    ]
    fills = [
        part for fill in line.fill or ("", "") for part in (Paragraph(escape(fill), STYLES["hint"]), _rule())
    ]
    return KeepTogether([*texts, *fills])


def _make(job: Job) -> bytes:
    story = [Paragraph(escape(job.title), STYLES["title"]), Paragraph(escape(job.situation), STYLES["small"])]
    story += [_rule() for _number in range(3)]
    for title, lines in job.groups:
        story += [Paragraph(escape(title), STYLES["heading"]), *map(_question, lines)]
    story += [Paragraph(escape(text), STYLES["small"]) for text in (*job.lines, job.about, job.notice)]
    buffer = BytesIO()
    SimpleDocTemplate(buffer, pagesize=LETTER, title=job.title, lang="en").build(story)
    return buffer.getvalue()


def start() -> Callable[[Job], bytes]:
    registerFont(TTFont("Text", REGULAR))
    registerFont(TTFont("Bold", BOLD))
    return _make
