"""fpdf2, with explicit placement of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fpdf import FPDF

from tools.bench.content import BOLD, REGULAR

if TYPE_CHECKING:
    from collections.abc import Callable

    from tools.bench.content import Job, Line


def _question(pdf: FPDF, line: Line) -> None:
    pdf.set_font("Hyper", size=14)
    pdf.rect(pdf.l_margin, pdf.get_y() + 1, 4, 4)
    for size, text in ((14, line.ask), (12, line.hint)):
        pdf.set_font("Hyper", size=size)
        pdf.set_x(pdf.l_margin + 7)
        pdf.multi_cell(0, size * 0.42, text, new_x="LMARGIN", new_y="NEXT")
    for fill in line.fill or ("", ""):
        pdf.set_x(pdf.l_margin + 7)
        pdf.cell(0, 7, fill, border="B", new_x="LMARGIN", new_y="NEXT")


def _make(job: Job) -> bytes:
    pdf = FPDF(format="letter")
    pdf.set_lang("en")
    pdf.set_title(job.title)
    pdf.add_font("Hyper", fname=REGULAR)
    pdf.add_font("Hyper", style="B", fname=BOLD)
    pdf.add_page()
    for style, size, text in (("B", 20, job.title), ("", 12, job.situation), ("B", 14, "My top 3")):
        pdf.set_font("Hyper", style=style, size=size)
        pdf.multi_cell(0, size * 0.45, text, new_x="LMARGIN", new_y="NEXT")
    for number in (1, 2, 3):
        pdf.cell(0, 7, f"{number}.", border="B", new_x="LMARGIN", new_y="NEXT")
    for title, lines in job.groups:
        pdf.set_font("Hyper", style="B", size=14)
        pdf.multi_cell(0, 7, title, border="B", new_x="LMARGIN", new_y="NEXT")
        for line in lines:
            _question(pdf, line)
    pdf.set_font("Hyper", size=10)
    for text in (*job.lines, job.about, job.notice):
        pdf.multi_cell(0, 5, text, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def start() -> Callable[[Job], bytes]:
    return _make
