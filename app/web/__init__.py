"""The pages. Each view parses, calls the core, and renders or redirects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError

from app.core.sheet import PARTS
from app.web import (
    about,
    after,
    compression,
    errors,
    fields,
    fragments,
    phrases,
    questions,
    saved,
    sheet,
    steps,
    switch,
    template_helpers,
    versions,
)

if TYPE_CHECKING:
    from flask import Flask


def register(app: Flask) -> None:
    """Put all pages on an app and compile its templates.

    Raises SystemExit if a template is broken, or if the parts of the paper and their templates do not match.
    """
    template_helpers.register(app)
    compression.register(app)
    switch.register(app)
    phrases.register(app)
    fragments.register(app)
    fields.register(app)
    errors.register(app)
    for blueprint in (about.pages, steps.pages, questions.pages, sheet.pages, saved.pages, after.pages):
        app.register_blueprint(blueprint)
    templates = app.jinja_env.list_templates(extensions=["html", "txt", "css"])
    if problems := part_problems(set(PARTS), templates):
        raise SystemExit("\n".join(problems))
    compile_templates(app, templates)
    versions.register(app)


def compile_templates(app: Flask, templates: list[str]) -> None:
    """Compile templates now: fail at start, not at a request. Raises SystemExit with one line.

    They share the globals of the app as they are: a view of these would be copied slowly for each page.
    """
    for name in templates:
        try:
            template = app.jinja_env.get_template(name)
        except TemplateSyntaxError as error:
            raise SystemExit(f"templates/{error.name}:{error.lineno}: {error.message}") from None
        template.globals = app.jinja_env.globals


def part_problems(parts: set[str], templates: list[str]) -> list[str]:
    """Return a line for each part of the paper without a template, and each template without a part."""
    needed = {f"parts/{part}.{kind}" for part in parts for kind in ("html", "txt")}
    there = {name for name in templates if name.startswith("parts/")}
    return [
        *(
            f"templates/{name} is missing: every part in app/core/sheet/parts.py has one"
            for name in sorted(needed - there)
        ),
        *(
            f"templates/{name} belongs to no part: add one to app/core/sheet/parts.py"
            for name in sorted(there - needed)
        ),
    ]
