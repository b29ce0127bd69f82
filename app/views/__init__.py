"""The pages. Each view parses, calls the core, and renders or redirects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.views import about, errors, journey, once, pages, paper, questions

if TYPE_CHECKING:
    from flask import Flask


def register(app: Flask) -> None:
    """Put all pages on an app and warm its templates, so that a broken one stops the start."""
    pages.register(app)
    once.register(app)
    errors.register(app)
    for blueprint in (about.pages, journey.pages, questions.pages, paper.pages):
        app.register_blueprint(blueprint)
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)
