"""Reads tables and names of tests from the documents in docs/."""

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
    """Return the rows of the table under a heading, each as a dict by column header."""
    section = text_of_paper(paper).partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    head, _line, *rows = [_cells(line) for line in section.splitlines() if line.startswith("|")]
    return [dict(zip(head, row, strict=True)) for row in rows]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def named_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield the file and function of each test named in a text."""
    yield from NAMED.findall(text)


@cache
def present_in(file: str) -> frozenset[str]:
    """Return the names of the tests in a file, or none if there is no such file."""
    path = ROOT / file
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(
        node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def missing(paper: str) -> list[str]:
    """Return tests named in a document that do not exist, and names without a folder."""
    text = text_of_paper(paper)
    gone = [f"{file}::{name}" for file, name in named_in(text) if name not in present_in(file)]
    return gone + [f"{file}::{name} has no folder" for file, name in SHORT.findall(text)]
