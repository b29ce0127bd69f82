from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click
from flask.cli import AppGroup

from app.cli.files import FILE, QUESTIONS
from app.content import CatalogueError, Read, load_with_places
from app.content.fonts import Fonts
from app.web.service import STATIC, Service

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.content import Fault

catalogue = AppGroup("catalogue", help="Look after questions.yaml.")


@catalogue.command("check")
@click.argument("file", type=FILE, default=QUESTIONS)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of lines.")
def check(file: Path, *, as_json: bool) -> None:
    """Check FILE (questions.yaml) and print every fault and warning with its line and column.

    A fault keeps the app from starting, and the command exits with 1. A warning does neither.

    \b
    Faults:
      file       not YAML 1.2 or UTF-8, tabs, a key twice, & and *, larger than 2 MB
      shape      unknown or missing keys, wrong types, ids and addresses that cannot be ones
      names      an option, field, topic, word, source or question that does not exist, or exists twice
      rules      questions nobody can get, steps that ask for what is only asked later, a `lift` with two
                 fields, a core question with a rule, a worked person whose answers nobody can give
      wordings   the patient's wording is missing, neither sources nor `common_sense`
      unused     words, sources and topics that no question names
      texts      HTML, unknown {placeholders}, banned words, per cent, letters that no font here can print
      theme      colors without enough contrast, a logo that is not a picture
    Warnings:
      dates      facts or a source checked more than six months ago; never reviewed, or over a year ago
      reading    a question above grade 8, a reason above grade 9, a sentence of more than 20 words
      words      a word of the list is used and not explained with the question
      options    an option that changes nothing, and is not in `idle`
    """  # noqa: D301  \b is click's sign for lines that stay as they are
    read, faults = _read(file)
    warnings = read.warnings(Service.today()) if read and not faults else []
    _print(file, faults, warnings, as_json=as_json)
    if faults or read is None:
        raise SystemExit(1)
    if not as_json:
        click.echo(_summary(read, len(warnings)))


def _read(file: Path) -> tuple[Read | None, Sequence[Fault]]:
    try:
        read = load_with_places(file)
    except CatalogueError as error:
        return None, error.faults
    return read, read.unprintable(Fonts.in_folder(STATIC / "fonts").unprintable)


def _print(file: Path, faults: Sequence[Fault], warnings: Sequence[Fault], *, as_json: bool) -> None:
    if as_json:
        found = {
            "file": str(file),
            "faults": list(map(asdict, faults)),
            "warnings": list(map(asdict, warnings)),
        }
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for fault in faults:
        click.echo(str(fault), err=True)
    for warning in warnings:
        click.echo(f"{warning} (warning)")


def _summary(read: Read, warnings: int) -> str:
    loaded = read.catalogue
    held = f"{_counted(len(loaded.questions), 'question')}, {_counted(len(loaded.words), 'word')}"
    return f"{read.path.name}: {held}, no fault, {_counted(warnings, 'warning')}"


def _counted(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
