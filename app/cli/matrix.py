"""`flask catalogue matrix`: which question is asked at which moment."""

from __future__ import annotations

import json
from itertools import zip_longest
from typing import TYPE_CHECKING

import click

from app.cli.files import open_catalogue, questions_option
from app.content.voices import VOICES
from app.review.matrix import asked_by_moment, cell, stages_in_order

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.content import Catalogue, Question, Voice
    from app.review.matrix import Cell

MARKS = {"if": "if", "not_asked": "-", "never": "."}
LEGEND = """1, 2 ...  the wording for who gives no other answer   if  only with certain answers
-         not asked at this stage (--reasons)         .   never in this voice, or by its rule
*         sensitive: only for people who ask for it"""


@click.command("matrix")
@click.option("--voice", type=click.Choice(VOICES), default=VOICES[0], help="Whose wordings (patient).")
@click.option("--reasons", is_flag=True, help="Say of every question why it is not asked, and where.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of the table.")
@questions_option
def matrix(voice: Voice, questions: Path, *, reasons: bool, as_json: bool) -> None:
    """Print who is asked what at which moment: a line for each question, a column for each stage."""
    catalogue = open_catalogue(questions).catalogue
    if as_json:
        click.echo(json.dumps(_data(catalogue, voice), ensure_ascii=False, indent=1))
        return
    for line in _reasons(catalogue) if reasons else _table(catalogue, voice):
        click.echo(line)


def _row(catalogue: Catalogue, question: Question, voice: Voice) -> dict[str, Cell]:
    return {stage: cell(catalogue, question, stage, voice) for stage in stages_in_order(catalogue)}


def _mark(found: Cell) -> str:
    return MARKS.get(found.kind) or str(found.number)


def _data(catalogue: Catalogue, voice: Voice) -> dict[str, object]:
    """Return the marks of the table by question and stage, and the reasons."""
    return {
        "voice": voice,
        "moments": catalogue.moments,
        "asked": asked_by_moment(catalogue),
        "questions": {
            question.id: {
                "stages": {stage: _mark(found) for stage, found in _row(catalogue, question, voice).items()},
                "not_asked": question.not_asked,
            }
            for question in catalogue.questions
        },
    }


def _table(catalogue: Catalogue, voice: Voice) -> Iterator[str]:
    stages = stages_in_order(catalogue)
    names = {
        question.id: f"{question.id}{'*' if question.sensitive else ''}" for question in catalogue.questions
    }
    first = max(map(len, names.values()))
    # A stage stands over its column in as many lines as it has words.
    heads = [stage.replace("-", "_").split("_") for stage in stages]
    widths = [max(map(len, head)) for head in heads]
    for line in zip_longest(*heads, fillvalue=""):
        yield _line("", first, line, widths)
    for topic, title in catalogue.topics.items():
        yield f"\n{title}"
        for question in catalogue.questions:
            if question.topic == topic:
                marks = map(_mark, _row(catalogue, question, voice).values())
                yield _line(names[question.id], first, tuple(marks), widths)
    yield f"\n{LEGEND}"


def _line(name: str, first: int, cells: tuple[str, ...], widths: list[int]) -> str:
    columns = (f"{text:<{width}}" for text, width in zip(cells, widths, strict=True))
    return f"{name:<{first}} {' '.join(columns)}".rstrip()


def _reasons(catalogue: Catalogue) -> Iterator[str]:
    for question in catalogue.questions:
        if question.not_asked:
            yield question.id
            yield from (f"  {name}: {why}" for name, why in question.not_asked.items())
