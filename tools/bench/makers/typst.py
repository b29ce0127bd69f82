"""typst, with a compiler that keeps its fonts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import typst

from tools.bench.content import FONTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tools.bench.content import Job, Line

HEAD = """#set document(title: [{title}])
#set page(paper: "us-letter", margin: 15mm, numbering: "1 of 1")
#set text(font: "Hyperlegible Open Zero", size: 14pt, lang: "en")
#let box-to-tick = box(width: 4mm, height: 4mm, stroke: 1pt)
#let rule = line(length: 100%, stroke: 0.7pt)
= {title}
#text(12pt)[{situation}]
"""
SPECIAL_CHARACTERS = re.compile(r"([\\#*_`$<>@\[\]~=/+-])")


def _escaped(text: str) -> str:
    return SPECIAL_CHARACTERS.sub(r"\\\1", text)


def _question(line: Line) -> str:
    fills = "\n".join(f"#text(12pt)[{_escaped(fill)}]\n#v(3mm)\n#rule" for fill in line.fill or ("", ""))
    ask, hint = _escaped(line.ask), _escaped(line.hint)
    return f"#block(breakable: false)[#box-to-tick {ask}\n\n#text(12pt)[{hint}]\n{fills}]\n"


def _source(job: Job) -> bytes:
    parts = [
        HEAD.format(title=_escaped(job.title), situation=_escaped(job.situation)),
        "== My top 3",
        "#v(5mm) #rule\n" * 3,
    ]
    for title, lines in job.groups:
        parts += [f"== {_escaped(title)}", *map(_question, lines)]
    parts += [f"#text(10pt)[{_escaped(text)}]\n" for text in (*job.lines, job.about, job.notice)]
    return "\n".join(parts).encode()


def start() -> Callable[[Job], bytes]:
    compiler: Any = typst.Compiler(font_paths=[str(FONTS)], ignore_system_fonts=True)

    def make(job: Job) -> bytes:
        made: bytes = compiler.compile(input=_source(job), format="pdf", pdf_standards="ua-1")
        return made

    return make
