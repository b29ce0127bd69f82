"""The pages. Each view parses, calls the core, and renders or redirects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.web import about, errors, fragments, questions, sheet, steps, template_helpers

if TYPE_CHECKING:
    from flask import Flask


def register(app: Flask) -> None:
    """Put all pages on an app and warm its templates, so that a broken one stops the start."""
    template_helpers.register(app)
    fragments.register(app)
    errors.register(app)
    for blueprint in (about.pages, steps.pages, questions.pages, sheet.pages):
        app.register_blueprint(blueprint)
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)
