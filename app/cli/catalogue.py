from __future__ import annotations

import json
from textwrap import fill
from typing import TYPE_CHECKING

import click
from flask.cli import AppGroup

from app.cli.files import FILE, default_catalogue
from app.cli.interface_texts import interface_texts
from app.content import CatalogueError
from app.content.checks import FAULTS, WARNINGS
from app.content.load import load
from app.content.yaml_file import MAX_BYTES
from app.review.matrix import asked_by_moment
from app.web.service import Service

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.content import Catalogue, LocatedIssue
    from app.content.load import LoadedCatalogue

catalogue = AppGroup("catalogue", help="Look after questions.yaml.")

HELP_WIDTH = 98  # columns
# What the loader finds before any check of the registry can run.
FILE_FAULTS = (
    "not YAML 1.2 or UTF-8, characters nobody sees, tabs and odd spaces, texts cut by a # or in typographic"
    f" quotation marks, a key twice, & and *, larger than {MAX_BYTES:,} bytes"
)
BEFORE_THE_CHECKS = (
    ("file", FILE_FAULTS),
    ("shape", "unknown or missing keys, wrong types, ids and addresses that cannot be ones"),
)
TRANSLATIONS = (
    "a text that is missing, out of date, or no longer there; numbers, lines, boxes or placeholders that are"
    " not those of the original (in a draft these are warnings); and all of the above;"
    " of the texts of the program, HTML and what cannot be printed or seen"
)


def _help() -> str:
    """Return the help of `check`: the registry of checks in words."""
    faults = [*BEFORE_THE_CHECKS, *((each.name, each.finds) for each in FAULTS)]
    faults.append(("translations", TRANSLATIONS))
    warnings = [(each.name, each.finds) for each in WARNINGS]
    rows = {
        title: "\n".join(
            fill(f"  {name:15}{finds}", HELP_WIDTH, subsequent_indent=" " * 17) for name, finds in found
        )
        for title, found in (("Faults", faults), ("Warnings", warnings))
    }
    lists = "\n\n".join(f"\b\n{title}:\n{lines}" for title, lines in rows.items())
    return (
        "Check FILE (questions.yaml) and print every fault and warning with its line and column.\n\n"
        "A fault keeps the app from starting, and the command exits with 1. A warning does neither.\n\n"
        f"{lists}"
    )


@catalogue.command("check", help=_help())
@click.argument("file", type=FILE, default=default_catalogue)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of lines.")
def check(file: Path, *, as_json: bool) -> None:
    loaded, faults, progress = _load(file)
    warnings = loaded.warnings(Service.today()) if loaded else ()
    _print(file, faults, warnings, as_json=as_json)
    if loaded and not as_json:
        click.echo(_summary(loaded, len(warnings)))
        click.echo(_moments(loaded.catalogue))
    for line in progress if not as_json else ():
        click.echo(line)
    if loaded is None:
        # The faults are printed already, as lines or as JSON.
        raise SystemExit(1)


def _load(file: Path) -> tuple[LoadedCatalogue | None, Sequence[LocatedIssue], Sequence[str]]:
    """Return the catalogue or its faults, and how far each translation is."""
    try:
        loaded = load(file, all_languages=True, interface=interface_texts)
        return loaded, (), [each.progress_line for each in loaded.translations.values()]
    except CatalogueError as error:
        return None, error.issues, error.progress
    except OSError as error:  # a font is missing: no fault of the file
        raise SystemExit(str(error)) from None


def _print(
    file: Path, faults: Sequence[LocatedIssue], warnings: Sequence[LocatedIssue], *, as_json: bool
) -> None:
    if as_json:
        found = {
            "file": str(file),
            "faults": [fault.as_dict() for fault in faults],
            "warnings": [warning.as_dict() for warning in warnings],
        }
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for fault in faults:
        click.echo(str(fault), err=True)
    for warning in warnings:
        click.echo(f"{warning} (warning)")


def _summary(loaded: LoadedCatalogue, warnings: int) -> str:
    catalogue = loaded.catalogue
    held = f"{_counted(len(catalogue.questions), 'question')}, {_counted(len(catalogue.words), 'word')}"
    return f"{loaded.file.path.name}: {held}, no fault, {_counted(warnings, 'warning')}"


def _moments(catalogue: Catalogue) -> str:
    asked = ", ".join(f"{moment} {number}" for moment, number in asked_by_moment(catalogue).items())
    return f"asked at each moment: {asked} (flask catalogue matrix names them)"


def _counted(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
