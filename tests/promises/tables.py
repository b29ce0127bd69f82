"""The tables of the papers in docs/, and the tests that they name."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import TYPE_CHECKING

from app.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = ROOT / "docs"
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
SHORT = re.compile(r"`(\w+\.py)::(\w+)`")


def text_of_paper(paper: str) -> str:
    return (DOCS / paper).read_text(encoding="utf-8")


def table(paper: str, heading: str) -> list[dict[str, str]]:
    """Return the rows of the table under a heading, each cell by the head of its column."""
    section = text_of_paper(paper).partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    head, _line, *rows = [_cells(line) for line in section.splitlines() if line.startswith("|")]
    return [dict(zip(head, row, strict=True)) for row in rows]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def named_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield file and function of each test that a text names."""
    yield from NAMED.findall(text)


@cache
def present_in(file: str) -> frozenset[str]:
    """Return the names of the tests in a file; none if it is not there."""
    path = ROOT / file
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(
        node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def missing(paper: str) -> list[str]:
    """Return the tests that a paper names and that are not there, and what only looks like such a name."""
    text = text_of_paper(paper)
    gone = [f"{file}::{name}" for file, name in named_in(text) if name not in present_in(file)]
    return gone + [f"{file}::{name} has no folder" for file, name in SHORT.findall(text)]
