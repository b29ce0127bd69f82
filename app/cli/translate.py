from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from app.cli.files import questions_option, write
from app.cli.interface_texts import interface_texts
from app.content import CatalogueError, yaml_file
from app.content.checks.languages import obstacle_to
from app.content.load import load_alone
from app.content.translation.folder import content_file, messages_file, new_file, plural_forms
from app.content.translation.po_file import read
from app.content.translation.progress import Progress
from app.content.translation.template import template
from app.content.translation.update import updated
from app.content.translation.writing import written
from app.content.validators import is_language
from app.web.service import Service

if TYPE_CHECKING:
    from pathlib import Path

    from app.content.translation.entry import Entry


@click.command("translate")
@click.argument("language")
@questions_option
def translate(language: str, questions: Path) -> None:
    """Write or update the two files of LANGUAGE, such as es or pt-BR, for those who translate.

    Translations stay. Where the first language has changed since, they are marked; a second run changes
    nothing. Exits 1 if there is no such language, if it is that of the catalogue, and if the catalogue or a
    file has a fault.
    """
    if not is_language(language):
        raise SystemExit(f"{language}: no such language; write es, vi or pt-BR")
    try:
        first = load_alone(questions)
        if language == first.catalogue.language:
            raise SystemExit(f"{language}: the language of {questions.name} itself; name another one")
        data = yaml_file.plain(first.file.tree)
        content = content_file(questions, language)
        _update(content, language, "questions.yaml", template(data))
        messages = messages_file(questions, language)
        if messages.parent != content.parent:
            click.echo(f"{messages}: comes with the program, and is left as it is")
            return
        _update(messages, language, first.catalogue.name, interface_texts(plural_forms(language)))
        if obstacle := obstacle_to(language):
            click.echo(f"{language}: {obstacle}; it cannot be served yet")
    except (CatalogueError, OSError) as error:
        raise SystemExit(str(error)) from None


def _update(path: Path, language: str, project: str, wanted: tuple[Entry, ...]) -> None:
    file = read(path, language)
    if not file.headers:
        file = new_file(path, language, project, Service.today())
    entries, obsolete = updated(wanted, file.entries, file.obsolete)
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, written(replace(file, entries=entries, obsolete=obsolete)).encode())
    click.echo(f"{path}: {Progress.of(entries)}")
